# `make site` builds the catalogue into site/; `make test` tries everything. Both set up what they need.

PYTHON ?= python3
export PYTHON
# Compiled modules are kept, whatever the caller's environment says: without them each run of the tests compiles them all anew.
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input \
	--require-hashes --only-binary :all: --requirement
PYTEST := $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile
# The order that tests/conftest.py gives by time, instead of by the number of tests in a file.
LONGEST_FIRST := --no-loadscope-reorder
FOR_SITE := $(VENV)/.requirements.lock
FOR_TEST := $(VENV)/.requirements-test.lock
VALIDATOR := tests/node_modules/.package-lock.json
EDITOR := admin/node_modules/.package-lock.json
ENGINE := engine/node_modules/.package-lock.json
# A catalogue that says `admin:` wants the browser editor with its site, a form that says `fill:` what fills it.
WANTED := $(FOR_SITE) $(if $(shell grep -s '^admin:' catalogue/catalogue.yml),$(EDITOR)) \
	$(if $(shell grep -ls '^fill:' templates/forms/*/*.yml),$(ENGINE))
# libatomic1 is for Playwright, fonts-noto-core so that widths are the same on every machine, nginx-light to be served as a department would,
# LibreOffice and poppler to open the papers that are made.
TEST_PACKAGES := python3-venv git chromium-headless-shell fonts-noto-core libatomic1 default-jre-headless nodejs npm nginx-light \
	libreoffice-writer-nogui poppler-utils

.PHONY: site setup admin engine preview test quick torture packages lock clean distclean help
.DELETE_ON_ERROR:
.NOTPARALLEL:

site: $(WANTED) ## set up, check the catalogue, build it into site/
	@$(BIN)/python build.py

setup: $(WANTED) ## install what a build needs, and build nothing

admin: $(EDITOR) ## install the browser editor, for a catalogue that wants one

engine: $(ENGINE) ## install what fills forms in the browser, for forms that want it

preview: site ## build, and serve the site on this machine alone
	@echo "press Ctrl-C to stop"
	@$(BIN)/python -u -m http.server --bind 127.0.0.1 --directory site 0

test: packages $(FOR_TEST) $(VALIDATOR) $(EDITOR) $(ENGINE) ## set up, run every test, also in a real browser
	@$(PYTEST) $(LONGEST_FIRST)

quick: $(FOR_TEST) $(ENGINE) ## run the tests that need no browser and little time
	@$(PYTEST) -m "not browser and not bulk"

torture: packages $(FOR_TEST) $(VALIDATOR) $(EDITOR) $(ENGINE) ## run every test with many more random trials
	@MOTCUA_TORTURE=1 $(PYTEST) $(LONGEST_FIRST)

packages: ## name the Debian packages that the tests need, or install them as root
	@.ci/need $(TEST_PACKAGES)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "motcua needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@.ci/need python3-venv
	@echo "making $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)

# A lock is copied into .venv once all of it is installed: the copy is what tells the next run that nothing has changed.
$(VENV)/.%.lock: %.lock $(BIN)/python
	@cmp -s $< $@ || { echo "installing $<" && $(INSTALL) $< && cp $< $@; }
	@touch $@

$(FOR_TEST): $(FOR_SITE)

$(VALIDATOR): | packages
$(VALIDATOR) $(EDITOR) $(ENGINE): %/node_modules/.package-lock.json: %/package-lock.json
	@.ci/need nodejs npm
	@echo "installing $<"
	@npm ci --prefix $* --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# Pins stay as they are where they can: `make lock UPGRADE=--upgrade` takes the newest. The resolver takes what the Python
# that runs it can use, so the lock is made by the oldest one that a fresh Debian has.
lock: PYTHON := /usr/bin/python3
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" .cache/lock/bin/pip-compile --quiet --no-config $(UPGRADE) \
	--generate-hashes --strip-extras --newline=lf --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: ## write the pinned versions anew (UPGRADE=--upgrade for the newest)
	@test -e .cache/lock/bin/pip-compile || { $(PYTHON) -m venv --clear .cache/lock && \
		.cache/lock/bin/python -m pip install --quiet --disable-pip-version-check "pip-tools>=7.5"; }
	@$(COMPILE) --output-file=requirements.lock pyproject.toml
	@$(COMPILE) --extra=test --constraint=requirements.lock --output-file=requirements-test.lock pyproject.toml
	@$(MAKE) --no-print-directory $(FOR_TEST)
	@PYTHONPATH=tests $(BIN)/python -m support.licences

clean: ## throw away what was built
	rm -rf site .cache

distclean: clean ## throw away what was built and what was installed
	rm -rf $(VENV) tests/node_modules admin/node_modules engine/node_modules

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' Makefile | while read -r target says; do printf '%-10s %s\n' "$$target" "$$says"; done
