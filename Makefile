# The verbs of this repository. `make demo` and `make test` do all their set-up; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := dev,docs,desk
PYTEST_ARGS ?= -n auto --maxprocesses 4
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test lint types imports docs gates bench bench-full clean

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1\t/' | sort | expand -t 14

# A stamp a set of packages: pip runs again only when pyproject.toml has changed.
$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.core: pyproject.toml | $(VENV)/.made
	$(PIP) install --quiet --editable ".[desk]"
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.made
	$(PIP) install --quiet --editable ".[$(EXTRAS)]"
	@touch $@ $(VENV)/.core

install: $(VENV)/.core ## make .venv and install Sayso in it

install-dev: $(VENV)/.dev ## the same with what tests and documentation need

PORT ?= 8000

demo: install ## read the sample reports, keep a ledger of them, and serve it as a web site (PORT=8000)
	$(BIN)/sayso read examples/reports
	@rm -rf demo-ledger && mkdir demo-ledger
	$(BIN)/sayso add examples/reports --ledger demo-ledger/ledger.sqlite3
	$(BIN)/sayso incidents --ledger demo-ledger/ledger.sqlite3
	$(BIN)/sayso totals --ledger demo-ledger/ledger.sqlite3
	$(BIN)/sayso show --ledger demo-ledger/ledger.sqlite3
	$(BIN)/sayso serve --ledger demo-ledger/ledger.sqlite3 --port $(PORT) --demo-accounts || [ $$? -eq 130 ]

test: lint types imports docs ## everything that must hold before a change goes in
	$(BIN)/python -m pytest $(PYTEST_ARGS) --cov --cov-branch

lint: install-dev ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev ## mypy, strict
	$(BIN)/mypy

imports: install-dev ## who may import whom
	$(BIN)/lint-imports

docs: install-dev ## build the documentation into site/, warnings are errors
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

gates: install-dev ## quality floors on the measuring corpora, where they are at hand
	$(BIN)/python -m pytest -m corpora -rs

bench: install-dev ## speed and memory
	@for bench in bench/bench_*.py; do [ -e "$$bench" ] || continue; echo "$$bench"; $(BIN)/python "$$bench" || exit 1; done

bench-full: install-dev ## the same at full size, a million claims: an hour
	$(BIN)/python bench/bench_world.py --full
	$(BIN)/python bench/bench_merge.py --full
	$(BIN)/python bench/bench_ledger.py --claims 1000000

clean: ## remove what was made here
	rm -rf $(VENV) site build dist .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
