# The commands of the README. `make demo` and `make test` do everything on a fresh machine.
PYTHON ?= python3
BIN = .venv/bin
RUN = $(BIN)/python manage.py
POSTGRES_ROOMS = tests/datascores/corpus/test_*.py tests/datascores/corpus/describing tests/datascores/catalogue \
  tests/datascores/curation tests/datascores/findings tests/datascores/api tests/datascores/test_*.py tests/search/exports \
  --deselect tests/datascores/test_interruption.py

.PHONY: install demo run test test-postgres lint benchmark secrets help
help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/'

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

test-postgres: install ## the tests of the rooms that hold rows, once more on a PostgreSQL server of their own
	$(BIN)/python -m tests.servers.postgres $(BIN)/python -m pytest $(POSTGRES_ROOMS)

lint: install
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy datascores search foi scrapers

benchmark: install ## speed, as ratios of one run
	$(RUN) benchmark

secrets: ## the secrets of docker-compose.yml, made once, in the folder secrets
	@test ! -e secrets || { echo "The folder secrets is there already."; exit 1; }
	@umask 022 && mkdir secrets && chmod 700 secrets && random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; } \
	&& postgres=$$(random) && redis=$$(random) \
	&& echo "$$postgres" > secrets/postgres_password && echo "$$redis" > secrets/redis_password && random > secrets/secret_key \
	&& echo "postgresql://datascores:$$postgres@postgres/datascores" > secrets/database_url \
	&& echo "redis://:$$redis@redis:6379/0" > secrets/broker_url && ls secrets
