# The two commands most people need are `make demo` and `make test`.
# Everything is set up by itself, in .venv, and redone when the files it came from change.

.NOTPARALLEL:
.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
TESTS ?=
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore
export PYTHONUTF8 := 1

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard content/locale/*/LC_MESSAGES/*.po))
RUNTIME := $(VENV)/.installed $(CATALOGUES)
TOOLS := $(RUNTIME) $(VENV)/.tools

PYTEST := $(BIN)/pytest -q -n $(WORKERS) --dist worksteal

.PHONY: help demo test check check-format check-lint check-types check-contracts check-words \
  check-docs bench bench-risk requirements clean setup browser

help:  ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME)  ## Start the phones to play with (nothing leaves this machine).
	@$(BIN)/holdfast demo $(ARGS)

test: $(TOOLS) browser  ## Run every test, with coverage. One folder: make test TESTS=tests/domain
ifeq ($(strip $(TESTS)),)
	@failed=0; \
	$(PYTEST) --cov --cov-report= --cov-fail-under=0 $(ARGS) || failed=1; \
	$(BIN)/coverage report || failed=1; \
	$(BIN)/coverage report --include='domain/*' --fail-under=100 || failed=1; \
	exit $$failed
else
	@$(BIN)/pytest -q $(TESTS) $(ARGS)
endif

check: check-format check-lint check-types check-contracts check-words check-docs  ## Check format, lint, types, house rules, words and docs. To see all that fails: make -k check

check-format: $(TOOLS)
	@$(BIN)/ruff format --check .

check-lint: $(TOOLS)
	@$(BIN)/ruff check .

check-types: $(TOOLS)
	@$(BIN)/mypy

check-contracts: $(TOOLS)
	@$(BIN)/lint-imports --no-logo

check-words: $(TOOLS)
	@$(BIN)/holdfast content lint

check-docs: $(TOOLS)
	@$(BIN)/pytest -q tests/docs tests/architecture

bench: $(TOOLS)  ## Measure what must be fast. One of them: make bench ARGS=<name>
	@$(BIN)/python -m bench $(ARGS)

bench-risk: $(TOOLS)  ## See how attention points do on past events: make bench-risk DATA=folder
	@test -n "$(DATA)" || { echo "Name the folder with events.csv.gz and labels.csv: make bench-risk DATA=folder" >&2; exit 2; }
	@nice -n 10 $(BIN)/python -m bench.oulad "$(DATA)"

setup: $(TOOLS)  ## Only set up .venv (the other commands do it by themselves).
	@:

requirements: $(VENV)/.tools  ## Compile requirements/*.in again. Newer versions: ARGS=--upgrade
	@for name in base dev; do \
	  echo "Compiling requirements/$$name.txt"; \
	  ( cd requirements && CUSTOM_COMPILE_COMMAND="make requirements" ../$(BIN)/pip-compile --quiet \
	    --allow-unsafe --generate-hashes --strip-extras --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links $(ARGS) \
	    --output-file=$$name.txt $$name.in ) || exit 1; \
	done

clean:  ## Remove what make made: .venv, caches, compiled words. Never your data.
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache .coverage .coverage.*
	find content/locale -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- set-up, redone when files change

$(BIN)/python:
	@python=; \
	for name in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Holdfast needs Python 3.11 or newer. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2; \
	  exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  echo "$$python cannot make virtual environments here. On Debian or Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; fi; \
	echo "Setting up .venv with $$($$python --version)"; \
	$$python -m venv $(VENV)

$(VENV)/.runtime: requirements/base.txt | $(BIN)/python
	@echo "Installing what Holdfast runs on (requirements/base.txt)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.installed: pyproject.toml requirements/base.in $(VENV)/.runtime
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.tools: requirements/dev.txt $(VENV)/.installed
	@echo "Installing what tests and checks need (requirements/dev.txt)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

%.mo: %.po | $(VENV)/.installed
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

# Browser tests use Debian's Chromium. Without one they skip by name, and fail where
# REQUIRE_BROWSER=1 says that they must run.
browser:
	@if command -v chromium >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "Installing Chromium for the browser tests"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 \
	    && exit 0; \
	fi; \
	echo "No Chromium here: the browser tests will be skipped by name." \
	  "To run them: sudo apt-get install chromium"
