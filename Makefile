# Each target creates .venv and installs what requirements.lock names by itself.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

# Rooms that no browser and no Java is needed for.
LOWEST := tests/unit/words tests/unit/numbers tests/unit/comparing tests/unit/charts tests/unit/tables --ignore-glob='*spark*'

.DEFAULT_GOAL := help
.PHONY: help report lab check test lint types unit nbval generated browser lowest fuzz soak bench notebooks snapshots data communes messages pictures architecture reference lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z]+:.*## / {printf "  %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# What others made is installed anew when the lock changes, which takes minutes; the package itself when its settings do, in seconds.
.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(READY): .venv/locked pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

##@ Use

report: $(READY) ## Run the notebooks and write reports/index.html
	$(BIN)/cluster-funding report

lab: $(READY) ## Open JupyterLab and explore by clicking (LANGUAGE=fr, PORT=8899, BROWSER=no)
	$(BIN)/cluster-funding lab $(if $(filter command,$(firstword $(origin LANGUAGE))),--lang $(LANGUAGE)) $(if $(PORT),--port $(PORT)) $(if $(filter no,$(BROWSER)),--no-browser)

check: $(READY) ## Check the data package
	$(BIN)/cluster-funding check

reference: $(READY) ## Write the reference of all public names, and the gallery of tools/gallery.py: docs/reference/index.html
	$(BIN)/python tools/reference.py

##@ Check

test: lint types unit nbval generated browser ## Everything that CI checks

lint: $(READY) ## Style of code and notebooks; imports lead down only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY) ## Types of the package and the tools
	$(BIN)/mypy

unit: $(READY) ## Unit tests and examples, with branch coverage
	$(BIN)/pytest -n 2 --dist loadfile --doctest-modules src/analysis tests/unit tests/realdata --cov --cov-report=term

nbval: $(READY) ## Stored outputs of the notebooks against fresh ones
	CLUSTER_FUNDING_MINE="$(CURDIR)/data/example/plans-exemple.csv" JUPYTER_DEFAULT_PROVISIONER_NAME=cluster-funding-warm $(BIN)/pytest -p analysis.jupyter._validating -p no:hypothesispytest -p no:pytest_cov -p no:anyio --nbval -n 2 --dist loadscope notebooks

generated: $(READY) ## Generated files are in step; each public name is documented
	$(BIN)/python tools/package_files.py --check
	$(BIN)/python tools/data_changelog.py --check
	$(BIN)/python tools/catalogues.py --check
	$(BIN)/python tools/architecture.py --check
	$(BIN)/python tools/reference.py

browser: $(READY) ## The report and JupyterLab in headless Chromium
	$(BIN)/pytest tests/report tests/lab

fuzz: $(READY) ## 10,000 mutated real files: read or refused, never a traceback (about 5 minutes)
	$(BIN)/python tests/fuzz/run.py --files 10000

soak: $(READY) ## Signals, changes behind the cache, damaged files, with a new seed; an hour at most (SEED=7, MINUTES=10)
	$(BIN)/python tests/soak/run.py $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES))

lowest: ## Unit tests of the numbers and figures on the lowest versions that pyproject.toml declares
	$(PYTHON) -m venv --clear .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	.venv-lowest/bin/uv pip compile --quiet --resolution lowest-direct --only-binary :all: --extra documents --extra polars \
		--no-header --no-annotate --no-emit-index-url --output-file .venv-lowest/lowest.txt pyproject.toml
	.venv-lowest/bin/uv pip install --quiet --python .venv-lowest/bin/python --requirement .venv-lowest/lowest.txt --editable '.[dev]'
	.venv-lowest/bin/python -m pytest -n 2 $(LOWEST)

bench: $(READY) ## Ratios of time and memory, growth curves (about 45 minutes; benchmarks/run.py NAME for one)
	$(BIN)/python benchmarks/run.py

##@ Make files anew that git keeps

data: $(READY) ## Write data/datapackage.json, data/README.md, data/CHANGELOG.md and the number of plans in README.md anew
	$(BIN)/python tools/package_files.py
	$(BIN)/python tools/data_changelog.py

communes: $(READY) ## Write the table of municipalities anew (FILE=communes.csv, columns as in dataset/_communes.py)
	$(BIN)/python tools/communes.py $(FILE)

messages: $(READY) ## Gather the messages of the sources into the catalogues
	$(BIN)/python tools/catalogues.py

notebooks: $(READY) ## Run the notebooks and keep their outputs
	$(BIN)/cluster-funding notebooks
	$(BIN)/python tools/picture.py

snapshots: $(READY) ## Write the sentences that tests hold anew, in both languages: read the difference
	$(BIN)/pytest -q --snapshot-update tests/unit/whole/test_sentences.py

pictures: $(READY) ## Take the README's pictures anew (needs Chromium)
	$(BIN)/python tools/picture.py
	$(BIN)/python tools/lab.py

architecture: $(READY) ## Draw docs/architecture.svg from the imports
	$(BIN)/python tools/architecture.py

lock: ## Write requirements.lock anew from pyproject.toml
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --all-extras \
		--no-header --no-emit-index-url --no-annotate --output-file requirements.lock pyproject.toml
	rm -rf .venv-lock

##@ Other

clean: ## Remove what the targets made
	rm -rf fuzz-failures docs/reference .venv .venv-lock reports .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage dist
