# The commands of dev.py for those who type make.
.PHONY: demo test check
demo test check:
	python3 dev.py $@
