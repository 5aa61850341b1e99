# On the Record: every command of the project. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run
DEV_READY := $(VENV)/.dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run venv test check format bench browsers lock screenshots clean

help: ## List the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY) ## Serve the library with its article (http://127.0.0.1:8000 or the next free port)
	@$(BIN)/on-the-record serve

venv: $(DEV_READY) ## Make the environment in .venv, with everything the tests need

test: $(DEV_READY) browsers ## Run every test: unit, integration, browser, JavaScript, repository
	@$(BIN)/python -m pytest tests
	@node --test $(wildcard tests/js/*.test.js)

check: $(DEV_READY) ## Format, lint, types, import floors, template lint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint templates --lint --quiet

format: $(DEV_READY) ## Format the code in place
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(DEV_READY) browsers ## Measure the figures of the README (some minutes)
	@$(BIN)/python -m tests.bench

screenshots: $(DEV_READY) browsers ## Take every page in light, dark and narrow into build/screenshots
	@$(BIN)/python -m tests.browser.screenshots

browsers: ## Make sure that Chromium and Node.js are there for the tests
	@tests/prepare

lock: $(DEV_READY) ## Resolve the dependencies anew, with versions and hashes
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --extra install --extra dev --upgrade -o requirements-dev.lock --quiet
	@$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --extra install -c requirements-dev.lock -o requirements.lock --quiet

clean: ## Remove the environment and everything built
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "On the Record needs Python 3.11 or newer; set PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: apt-get install python3-venv" >&2; exit 1; }

INSTALL_SELF := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

$(RUN_READY): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what On the Record needs (once) ..."
	@$(PIP) -r requirements.lock
	@$(INSTALL_SELF)
	@touch $@

$(DEV_READY): requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need (once) ..."
	@$(PIP) -r requirements-dev.lock
	@$(INSTALL_SELF)
	@touch $@
