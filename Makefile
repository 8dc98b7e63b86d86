# The commands of the README. `make demo` and `make test` do everything on a fresh machine.
PYTHON ?= python3
BIN = .venv/bin
RUN = $(BIN)/python manage.py

.PHONY: install demo run test lint benchmark help
help:
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

install: .venv/installed ## the environment, in .venv
.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,scale]'
	touch .venv/installed

demo: install ## set up, load the sample corpus, serve the portal; FILES=folder takes in a folder of yours too
	$(RUN) demo $(if $(FILES),--files "$(FILES)")

run: install ## serve the portal on what DATASCORES_DATA holds
	$(RUN) migrate --verbosity 0
	$(RUN) collectstatic --verbosity 0 --no-input
	$(RUN) serve

test: lint ## style, types, import rules, tests
	$(BIN)/python -m pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy datascores search foi scrapers

benchmark: install ## speed, as ratios of one run
	$(RUN) benchmark
