# make run: the dashboard with demo data. make test: everything that is checked. make help: what else there is.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# Two more than the processors: tests that wait for a browser or a killed process leave theirs idle.
WORKERS ?= $(shell expr $$(nproc) + 2)
CASEWATCH_WAREHOUSE ?= $(CURDIR)/data/warehouse
export CASEWATCH_WAREHOUSE
APT = $(if $(filter 0,$(shell id -u)),,sudo) env DEBIAN_FRONTEND=noninteractive apt-get

.DEFAULT_GOAL := env
.PHONY: help env run test test-fast mutants docs lint format messages lock screenshots bench system clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' $(MAKEFILE_LIST) | expand -t 16

env: $(VENV)/.running ## the environment only

$(VENV)/bin/python:
	@echo "Making the environment in $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Casewatch needs Python 3.11 or newer; $(PYTHON) is older. Run: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Installing python3-venv …"; $(APT) update -qq && $(APT) install -y -qq python3-venv; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.running: requirements.lock | $(VENV)/bin/python
	@echo "Installing what running needs (requirements.lock) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.testing: requirements-dev.lock $(VENV)/.running
	@echo "Installing what testing needs (requirements-dev.lock) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
lock: $(VENV)/.testing ## requirements*.lock from requirements*.txt, versions kept where they fit; make lock UPGRADE=1 takes the newest
	@$(COMPILE) requirements.txt -o requirements.lock
	@$(COMPILE) requirements-dev.txt -c requirements.lock -o requirements-dev.lock

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/*.po))
locales/%.mo: locales/%.po $(VENV)/.running
	@$(BIN)/pybabel -q compile -i $< -o $@

run: env $(CATALOGUES) ## the dashboard on localhost, with demo data where there is none yet
	@if [ -f "$(CASEWATCH_WAREHOUSE)/current" ]; then $(BIN)/python -m analytics publish >/dev/null; \
	else echo "No imports yet: making and importing the demo data …"; $(BIN)/python -m analytics demo; fi
	@echo "Casewatch: http://localhost:$(PORT)"
	@$(BIN)/streamlit run serve.py --server.port $(PORT) --server.headless true

lint: $(VENV)/.testing ## style and types
	@echo "Style and types …"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test-fast: $(VENV)/.testing $(CATALOGUES) ## unit tests only
	@$(BIN)/pytest -q -n $(WORKERS) -m "not browser and not slow"

test: $(VENV)/.testing $(CATALOGUES) system lint ## everything
	@echo "Unit, figure, property and browser tests …"
	@$(BIN)/pytest -q -n $(WORKERS) --dist worksteal

mutants: $(VENV)/.testing ## change one operator, filter, order or constant at a time and list what no test notices
	@$(BIN)/python -m tests.mutants

docs: $(VENV)/.testing ## the figures' pages in docs/, with the examples of their tests
	@$(BIN)/python -m tests.spec.document

system: ## Chromium, a CJK font, PostgreSQL and LibreOffice from the system's packages, where missing
	@command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
	&& command -v soffice pdftotext >/dev/null || { \
	command -v apt-get >/dev/null || { echo "Tests need Chromium, a font with Chinese characters, PostgreSQL, LibreOffice Writer and poppler; install them and try again."; exit 1; }; \
	echo "Installing Chromium, a CJK font, PostgreSQL and LibreOffice Writer …"; \
	$(APT) update -qq && $(APT) install -y -qq chromium fontconfig fonts-noto-cjk postgresql libreoffice-writer-nogui poppler-utils >/dev/null; }

format: $(VENV)/.testing ## put the code in order
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

messages: $(VENV)/.testing ## collect texts for translation
	@$(BIN)/pybabel -q extract -F babel.cfg -k _ -k N_ --no-location -o locales/casewatch.pot .
	@$(BIN)/pybabel -q update -N -i locales/casewatch.pot -d locales -D casewatch

screenshots: $(VENV)/.testing $(CATALOGUES) system ## the READMEs' pictures
	@$(BIN)/python -m tests.browser.screenshots

bench: $(VENV)/.testing ## ratios against named baselines
	@$(BIN)/python -m benchmarks

clean: ## everything that can be made again, but no warehouse
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
