# Protibedon: `make help` lists what there is. Every target makes the virtual environment it needs.
SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV ?= .venv
PY := $(VENV)/bin/python
OUT ?= out
JOBS ?=
DIR ?=
ENGINE ?=
TRAINING ?= build/training
FOLDER ?= out/train
export DIR OUT JOBS ENGINE
RUN := $(VENV)/.stamp-run
DEV := $(VENV)/.stamp-dev
TRAIN := $(TRAINING)/.stamp-train
FONTS := TRAIN_FONTS='$(TRAINING)/fonts:../shared/fonts' $(if $(wildcard ../shared/wordlists),TRAIN_WORDS=../shared/wordlists)
CODE := normalize extract ingest bench tools

.PHONY: help ingest setup setup-dev test test-all check bench bench-scans bench-digital bench-peers bench-recogniser train recogniser \
	golden lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-16s %s\n", $$1, $$2}'
	@printf '\n  make ingest DIR=reports OUT=out JOBS=2   প্রতিবেদনের ফোল্ডার থেকে উপাত্ত তৈরি\n'

$(RUN): requirements.lock pyproject.toml tools/setup.sh
	@VENV='$(VENV)' sh tools/setup.sh run

$(DEV): requirements-dev.lock pyproject.toml tools/setup.sh
	@VENV='$(VENV)' sh tools/setup.sh dev

$(TRAIN): pyproject.toml
	@python3 -m venv '$(TRAINING)'
	@'$(TRAINING)/bin/pip' install --quiet --editable '.[train]'
	@WEIGHTS='300 400 500 600 700' sh tools/fonts.sh '$(TRAINING)/packed'
	@'$(TRAINING)/bin/python' -m train fonts '$(TRAINING)/fonts' '$(TRAINING)/packed' >/dev/null
	@touch '$@'

setup: $(RUN) ## Make the virtual environment with all that running needs

setup-dev: $(DEV) ## The same with all that tests and checks need

ingest: $(RUN) ## Read every report in DIR into OUT (default: out) with JOBS workers
	@if [ -z "$$DIR" ]; then echo 'Say which folder: make ingest DIR=reports [OUT=out] [JOBS=n]' >&2; exit 2; fi
	@$(PY) -m ingest ingest "$$DIR" --out "$$OUT" $${JOBS:+--jobs "$$JOBS"} $${ENGINE:+--engine "$$ENGINE"}

test: $(DEV) ## Run the fast tests
	@$(PY) -m pytest -q -n auto --dist worksteal -m 'not slow'

test-all: $(DEV) ## Run every test
	@$(PY) -m pytest -q -n auto --dist worksteal

check: $(DEV) ## Check style, types, imports, and the limits on files and functions
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy $(CODE) train
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) tools/limits.py $(CODE) train
	@for script in tools/*.sh; do sh -n "$$script" || exit 1; done
	@bash -n .ci/run

bench: $(DEV) ## Measure accuracy and speed
	@$(PY) -m bench.accuracy
	@$(PY) -m bench.speed

bench-scans: $(DEV) ## Measure scanned pages beside other tools, on pages and in fonts that no tuning saw
	@sh tools/fonts.sh
	@$(PY) -m bench.scans --show 0 --reliability
	@$(PY) -m bench.scans --speed --quality clean300,office
	@$(PY) -m bench.scans --memory --quality clean300

bench-digital: $(DEV) ## Measure PDFs with a text layer, Word and Excel files beside other tools
	@sh tools/fonts.sh
	@$(PY) -m bench.digital --show 0
	@$(PY) -m bench.digital --speed --memory

bench-peers: ## Install img2table, which bench-scans measures beside ours, into an environment of its own
	@python3 -m venv build/peers
	@build/peers/bin/pip install --quiet img2table

bench-recogniser: $(TRAIN) ## Measure our own recogniser beside Tesseract on lines in fonts that training never saw
	@$(FONTS) PROTIBEDON_TESSDATA="$${PROTIBEDON_TESSDATA:-$(VENV)/share/protibedon/tessdata}" \
		$(TRAINING)/bin/python -m train measure --final --page docs/recogniser.md

train: $(TRAIN) ## Train our own recogniser, on from the last checkpoint in FOLDER (default: out/train)
	@$(FONTS) $(TRAINING)/bin/python -m train resume --folder "$(FOLDER)"

recogniser: $(TRAIN) ## Put the network of the newest checkpoint in FOLDER into the package, and calibrate it
	@$(FONTS) $(TRAINING)/bin/python -m train install "$(FOLDER)/newest.pt"

golden: $(DEV) ## Write the samples' expected rows and the dictionary anew; review the difference
	@$(PY) -m tools.golden

lock: ## Write the lock files anew (needs uv)
	@sh tools/lock.sh

clean: ## Remove the virtual environment, caches and build results; datasets are kept
	rm -rf '$(VENV)' build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find normalize extract ingest bench tools tests -name __pycache__ -type d -prune -exec rm -rf {} +
