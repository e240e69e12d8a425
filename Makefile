# Two commands run the house: `make demo` and `make test`. `make help` lists the rest.
# They need Python 3.11, 3.12 or 3.13, make and a C library; what is missing beyond that they bring along.

BIN := .venv/bin
PACKAGES := .venv/.packages
PRODUCT := .venv/.product
PEERS := .venv/.peers
SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c '$(SUITABLE)' 2>/dev/null && echo "$$python" && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --progress-bar off
MESSAGE ?= changed tables
ARGS ?=
CASES ?= 10000

# What Python compiled is kept, or each of the many processes of a test would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.SILENT:
.PHONY: help setup demo serve test check lint house shots messages revision lock trust bench clean chromium

help: ## this list
	awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup ## a whole district to look at: makes it, plans two weeks, serves it (ARGS="--scale tiny")
	$(BIN)/eldercare demo $(ARGS)

serve: setup ## the pages and a worker over the database of the settings (ARGS="--port 8001")
	$(BIN)/eldercare serve $(ARGS)

test: setup chromium check ## everything: make check, then every test
	$(BIN)/pytest -n 2 --dist loadgroup --ignore tests/house --ignore tests/eldercare/migrations $(ARGS)

check: setup lint house ## format, lint, types, import rules, migrations, catalogues, house rules

lint: setup
	echo "format and lint" >&2 && $(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	echo "types" >&2 && $(BIN)/mypy
	echo "import rules" >&2 && $(BIN)/lint-imports --no-cache

house: setup
	echo "house rules and migrations" >&2 && $(BIN)/pytest --quiet tests/house tests/eldercare/migrations

shots: setup chromium ## pictures of every page into build/shots
	$(BIN)/python -m tests.browser.shots $(ARGS)

messages: setup ## bring the catalogues up to the words in the source
	mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --output build/messages.pot --omit-header --sort-by-file \
		--no-wrap --keywords N_ --add-location file .
	$(BIN)/pybabel --quiet update --input-file build/messages.pot --output-dir web/locales --omit-header \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --previous

revision: setup ## the migration that changed models ask for (MESSAGE="what changes")
	$(BIN)/python -m tests.house.revision "$(MESSAGE)" $(ARGS)

lock: setup ## requirements.lock and requirements-bench.lock anew; ARGS=--upgrade takes newer versions
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock --quiet $(ARGS)
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra bench --constraint requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --output-file requirements-bench.lock --quiet $(ARGS)

trust: setup ## ten thousand random cases for every engine against its checker: hours (CASES=1000 for fewer, ARGS="tests/solver/places")
	RANDOM_CASES=$(CASES) $(BIN)/pytest --quiet -n 2 --timeout 0 -m trust $(or $(ARGS),tests/solver)

bench: $(PEERS) ## public instances, ours beside other engines, into docs/benchmarks.md: hours (ARGS="visits --seeds 0")
	$(BIN)/python -m eldercare.demo.weeks tiny street --seeds 0 1 2 3
	$(BIN)/python -m eldercare.demo.weeks tiny street --seeds 0 1 2 3 --shortage
	$(BIN)/python -m eldercare.demo.weeks district
	$(BIN)/python -m eldercare.demo.weeks city --districts 2 4
	$(BIN)/python -m solver.bench.standard $(ARGS)

clean: ## remove what was built and installed; the database in var/ stays
	rm -rf .venv build dist web/static web/assets/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

setup: $(PRODUCT) ## install everything locked into .venv, build the front end
	$(BIN)/python hatch_build.py

$(PRODUCT): $(PACKAGES) pyproject.toml
	echo "Building the front end, installing the product" >&2
	$(PIP) --no-deps --no-build-isolation --editable . >&2
	echo "Compiling the searches" >&2
	$(BIN)/python -c "import solver.warm"
	$(BIN)/python -m solver.bench.warm
	touch $@

$(PACKAGES): requirements.lock
	test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; set PYTHON to one." >&2; exit 1; }
	echo "Installing locked packages into .venv" >&2
	test -x $(BIN)/python || "$(PYTHON)" -m venv .venv >&2 || \
		{ echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PIP) --require-hashes --requirement requirements.lock >&2
	touch $@

$(PEERS): requirements-bench.lock | setup
	echo "Installing the engines to compare with" >&2
	$(PIP) --require-hashes --requirement requirements-bench.lock >&2
	touch $@

chromium:
	.ci/chromium
