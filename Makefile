# Everything from a clean clone: only Python 3.11 (or newer) and make are needed.
PYTHON ?= python3
PYTEST_OPTIONS ?= --numprocesses auto --maxprocesses 4 --dist worksteal
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK_OPTIONS := --generate-hashes --allow-unsafe --strip-extras --no-annotate --no-header --quiet \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	--build-deps-for=editable

.PHONY: help install demo test lint bench lock clean
.DEFAULT_GOAL := help

help: ## Show what there is to make
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 8

demo: $(VENV)/run ## Talk to the bot in a browser: http://127.0.0.1:8000/
	@$(BIN)/yoldosh demo

install: $(VENV)/run ## Install what the bot needs, to run it with .venv/bin/yoldosh

test: $(VENV)/dev ## Run all tests
	@tests/needs.sh
	@$(BIN)/python -m pytest $(PYTEST_OPTIONS)

lint: $(VENV)/dev ## Check form, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/yoldosh content check

bench: $(VENV)/dev ## Print speed and memory beside a baseline
	@for file in tests/bench/bench_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

lock: $(VENV)/dev ## Choose the newest versions and write both locks
	@$(BIN)/pip-compile $(LOCK_OPTIONS) --upgrade -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile $(LOCK_OPTIONS) --upgrade --extra dev -o tests/requirements.lock pyproject.toml

clean: ## Remove what was installed and made
	@rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv is missing: apt-get install python3-venv (on Debian and Ubuntu)"; exit 1; }

# A stamp is newer than the locks when what they name is installed.
$(VENV)/run: requirements.lock pyproject.toml | $(BIN)/python
	@test -e $(VENV)/dev || { echo "Installing what the bot needs (once, about a minute) …"; \
		$(PIP) install --require-hashes -r requirements.lock; }
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements.lock tests/requirements.lock pyproject.toml | $(BIN)/python
	@tests/needs.sh
	@echo "Installing what the tests need (once, some minutes) …"
	@$(PIP) install --require-hashes -r tests/requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(VENV)/run $@
