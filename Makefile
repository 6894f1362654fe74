# The commands of dev.py for those who type make.
.PHONY: demo test check browser docs man
demo test check browser docs man:
	python3 dev.py $@
