# Works with GNU make 3.81 and any POSIX shell. `make help` lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'
PROJECT := pyproject.toml --extra import --extra pdf --group build
# All that is ever installed: what could not be looked up fails the audit, it is not passed over.
WORDS = generator/base/language/locale
# Without dates and names, of which only the history has to tell.
NAMELESS = sed -E '/^("(Report|POT|PO-|Last-|Language-Team|Generated)|\# (Copyright|FIRST))/d'
LOCKS = requirements.lock $(sort $(wildcard tests/*.lock tests/*/*.lock))
# The publishers that build the exported tree in the tests, each in an environment of its own.
PUBLISHERS := mkdocs properdocs zensical
# Node.js comes from a Python package, so that it is pinned as all else is; it trusts whom the
# system trusts.
NPM = NODE_OPTIONS=--use-system-ca PATH="$$(pwd -P)/$(BIN):$$PATH" $(BIN)/npm --no-audit --no-fund --no-update-notifier --ignore-scripts

define STATIC
$(BIN)/ruff check
$(BIN)/ruff format --check
$(BIN)/mypy
endef
PYTEST = $(BIN)/python -m pytest --numprocesses auto --dist loadfile
# Tests of single modules and golden cases: what needs no built site, browser or other publisher.
QUICK = tests/unit $(patsubst %,tests/test_%.py,architecture contracts everything_wrong pages projects)

# A virtual environment works in one place and with one interpreter: another needs a new one.
# Each stamp is written last, so that an environment whose making was ended is made anew.
PLACE := "$(PYTHON) in $$(pwd -P)"
MOVED := $(shell { [ "$$(cat $(VENV)/site.stamp)" = $(PLACE) ] && $(BIN)/python -c ''; } 2>/dev/null || echo moved)

.DELETE_ON_ERROR:
.PHONY: help site test quick words bench serve lock upgrade clean packages moved fuzz sbom audit dist

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

site: $(VENV)/site.stamp ## Build the site into site/
	$(BIN)/briefing build $(if $(wildcard published.json),--since published.json)

serve: $(VENV)/site.stamp ## Show the site while it is being edited
	$(BIN)/briefing serve

test: packages $(VENV)/test.stamp $(VENV)/npm.stamp $(PUBLISHERS:%=$(VENV)/publishers/%.stamp) ## Check code and content in every way there is
	$(STATIC)
	$(PYTEST)

quick: packages $(VENV)/test.stamp ## Check formatting, types, single modules and golden cases, within a minute
	$(STATIC)
	$(PYTEST) $(QUICK)

words: $(VENV)/site.stamp ## Bring the catalogues of words up to date with the program
	$(BIN)/pybabel -q extract --mapping pyproject.toml --keywords 'N_ NP_:1c,2' --add-location file --sort-by-file --no-wrap --project briefing-site --output $(WORDS)/briefing.pot .
	for each in $(wildcard $(WORDS)/*.po); do \
		$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --input-file $(WORDS)/briefing.pot --output-file $$each --locale $$(basename $$each .po) || exit 1; \
	done
	for each in $(WORDS)/*.po*; do $(NAMELESS) $$each > $$each.new && mv $$each.new $$each; done

fuzz: $(VENV)/test.stamp ## Look for inputs that break a promise: make fuzz SECONDS=1200
	$(PIP) install --require-hashes --requirement tests/fuzz/requirements.lock
	$(BIN)/python -m tests.fuzz $(or $(SECONDS),60)

sbom: $(VENV)/site.stamp ## Write a bill of materials (CycloneDX) to dist/sbom.json
	$(PIP) install --require-hashes --requirement tests/audit.lock
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o dist/sbom.json

dist: $(VENV)/site.stamp ## Write what a version consists of, and its notes, to dist/: make dist TAG=v0.1.0
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build
	$(BIN)/python tests/release_notes.py "$(TAG)" >dist/notes.md

audit: $(VENV)/site.stamp ## Look for known holes in all that is installed; asks PyPI
	$(PIP) install --require-hashes --requirement tests/audit.lock
	for lock in $(LOCKS); do echo "$$lock:" >&2; \
		$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement $$lock || exit; done

bench: $(VENV)/site.stamp ## Measure the generator against plain MkDocs
	@status=0; for part in benchmarks benchmarks.links benchmarks.events benchmarks.terms benchmarks.diff; do \
		$(BIN)/python -m tests.$$part || status=1; done; exit $$status

lock: $(VENV)/test.stamp ## Write the lock files anew after a change in pyproject.toml
	$(LOCK) $(PROJECT) --output-file requirements.lock
	$(LOCK) $(PROJECT) --group test --constraint requirements.lock --no-annotate --output-file tests/requirements.lock
	for name in $(PUBLISHERS); do $(LOCK) --python-version 3.11 --constraint requirements.lock --no-annotate \
		tests/publishers/$$name.in --output-file tests/publishers/$$name.lock || exit; done
	$(NPM) --prefix tests/npm install --package-lock-only --omit-lockfile-registry-resolved
	$(LOCK) $(PROJECT) --group audit --constraint tests/requirements.lock --no-annotate --output-file tests/audit.lock
	$(LOCK) $(PROJECT) --group fuzz --constraint tests/requirements.lock --no-annotate --output-file tests/fuzz/requirements.lock

upgrade: LOCK += --upgrade
upgrade: lock ## Write the lock files anew with the newest versions

clean: ## Remove everything that can be made again
	rm -rf $(VENV) site dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/site.stamp: requirements.lock pyproject.toml $(MOVED)
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 or later is needed; there is no $(PYTHON).' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) lacks venv. On Debian or Ubuntu, type: sudo apt-get install python3-venv" >&2; exit 1; }
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@echo $(PLACE) >$@

$(VENV)/test.stamp: $(VENV)/site.stamp tests/requirements.lock
	@rm -f $(VENV)/site.stamp
	$(PIP) install --require-hashes --requirement tests/requirements.lock
	@echo $(PLACE) >$(VENV)/site.stamp
	@touch $@

$(VENV)/publishers/%.stamp: tests/publishers/%.lock $(VENV)/site.stamp
	rm -rf $(VENV)/publishers/$*
	$(PYTHON) -m venv $(VENV)/publishers/$*
	$(VENV)/publishers/$*/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	@touch $@

# Some checkers are published for npm alone; npm itself comes with the Python packages.
$(VENV)/npm.stamp: tests/npm/package.json tests/npm/package-lock.json $(VENV)/test.stamp
	rm -rf $(VENV)/npm
	mkdir -p $(VENV)/npm
	cp tests/npm/package.json tests/npm/package-lock.json $(VENV)/npm
	$(NPM) --prefix $(VENV)/npm --loglevel error ci
	@touch $@

packages:
	@missing=$$(sed 's/#.*//' tests/debian-packages.txt | while read -r name; do \
		[ -z "$$name" ] || dpkg -s "$$name" 2>/dev/null | grep -q '^Status: install ok installed' || printf ' %s' "$$name"; done); \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root='env'; elif sudo -n true 2>/dev/null; then as_root='sudo -n env'; else as_root=false; fi; \
	echo "Installing for the tests:$$missing" >&2; \
	{ $$as_root DEBIAN_FRONTEND=noninteractive apt-get update --quiet --quiet && \
	  $$as_root DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes --no-install-recommends $$missing; } || \
		{ echo "The tests need Debian packages. Type: sudo apt-get install$$missing" >&2; exit 1; }
