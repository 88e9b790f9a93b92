# The whole of it: `make help`. Any target sets up what it needs; PYTHON=… says which interpreter builds .venv.
SHELL := /bin/bash
PYTHON ?= python3
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help install install-test run demo test check bench faults fmt

help: ## list the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 16

install: ## build .venv from the lock; the program is then .venv/bin/counter-app
	@tools/system-packages run
	@tools/install

install-test: install
	@tools/system-packages test

run: install ## open the desk (needs a display)
	@.venv/bin/counter-app

demo: install ## three dossiers, their receipts and a picture of the window, in out/
	@.venv/bin/counter-app demo --out out

test: install-test ## all tests, on a screen of their own; ARGS=… goes to pytest
	@.venv/bin/python -m pytest $(ARGS)

check: install-test ## what must be green: format, lint, types, layers, tests
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	@$(MAKE) --no-print-directory test

bench: install ## the budgets of the desk as ratios
	@.venv/bin/counter-app bench

faults: install-test ## the fault suite, its long form: kills, cuts, full disks, restores; minutes
	@COUNTER_APP_FAULTS=long .venv/bin/python -m pytest tests/faults $(ARGS)

fmt: install ## format the code and mend what the linter can mend
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .
