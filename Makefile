# The commands of dev.py for those who type make.
.PHONY: demo test check docs man
demo test check docs man:
	python3 dev.py $@
