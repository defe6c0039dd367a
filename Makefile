# make lab        start the course in JupyterLab (the first time it installs everything)
# make test       run every test
# make notebooks  run the notebooks and save what they show
# make site       build the course as a web site in site/
# make bench      measure speed and memory (ratios; no part of the tests)

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
OTHER := $(VENV)/other-programs
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt
# Installs what hashes.txt lists under a heading: only files with one of the hashes written there.
HASHED = $(BIN)/python -c 'import sys; found = open("hashes.txt").read().split("\n\n"); \
	print(next(part for part in found if part.startswith("\# " + sys.argv[1] + "\n")))' '$(1)' > '$(VENV)/$(1).txt' && \
	$(PIP) --require-hashes --no-deps --requirement '$(VENV)/$(1).txt' $(2)
# Then the course itself, from this folder and nowhere else: what it needs and was not listed stops it here.
OURS = $(PIP) --no-index --no-build-isolation --editable '.$(1)'
# pip would compile one file after the other: all processors do it at once, and not the packages' own tests, which are a third.
# (A file of a package that cannot be compiled is not used.)
COMPILED = $(BIN)/python -m compileall -qq -j 0 -x '[/\\]tests?[/\\]' $(VENV)/lib course || true
# JupyterLab refuses to run as root unless told; in a container root is the usual user.
ROOT := $(shell [ "$$(id -u)" = 0 ] && echo --allow-root)
# Tests keep their answers apart from yours.
TEST_ENV := COURSE_LANGUAGE=zh COURSE_PROGRESS_DIR=$(CURDIR)/$(VENV)/test-progress

.PHONY: lab test installed-for-tests tested-notebooks site-for-tests notebooks bench check site other-programs
.DEFAULT_GOAL := lab

lab: $(VENV)/course
	@$(BIN)/python -m course copies
	$(BIN)/jupyter lab $(ROOT) --LabApp.default_url=/lab/tree/my-lessons/00-start.ipynb $(LAB)

# The notebooks come first, so that the last line says what the tests had to leave out, and how to get it.
test:
	@$(MAKE) --no-print-directory -j 3 installed-for-tests
	$(BIN)/python -m course check
	@rm -rf site $(VENV)/test-progress
	@$(MAKE) --no-print-directory -j 2 tested-notebooks site-for-tests
	$(TEST_ENV) $(BIN)/python -m pytest --numprocesses 3 --dist loadfile tests/site  # apart: Python in a browser takes whole processors
	$(TEST_ENV) $(BIN)/python -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder --ignore tests/site tests

installed-for-tests: $(VENV)/tests other-programs

tested-notebooks: $(VENV)/tests
	$(TEST_ENV) $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --nbval --nbval-sanitize-with tests/nbval.cfg notebooks

site-for-tests: $(VENV)/tests
	@$(MAKE) --no-print-directory site || echo "The web site could not be built (it needs Node.js and npm); the tests go on without it."

notebooks: $(VENV)/tests
	rm -rf $(VENV)/test-progress
	$(TEST_ENV) $(BIN)/python -m course refresh

# Always from nothing: what an earlier version left behind must not be published.
site: $(VENV)/site
	rm -rf site
	$(TEST_ENV) $(BIN)/python -m course site site

bench: $(VENV)/bench
	$(TEST_ENV) $(BIN)/python tests/benchmarks/bench.py
	$(TEST_ENV) $(BIN)/python tests/benchmarks/large_texts.py
	$(TEST_ENV) $(BIN)/python tests/benchmarks/quizzes.py
	$(TEST_ENV) $(BIN)/python tests/benchmarks/growth.py
	@test -f site/index.html || $(MAKE) --no-print-directory site
	$(TEST_ENV) $(BIN)/python tests/benchmarks/site.py

check: $(VENV)/course
	$(BIN)/python -m course check

# The stamps make the second start quick: nothing is installed unless these files changed.
$(VENV)/tools: pyproject.toml constraints.txt hashes.txt
	@test -n "$(PYTHON)" || { echo "This course needs Python 3.11 or newer; none was found."; exit 1; }
	@echo "Installing the course into $(VENV) (once, a minute or two) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(call HASHED,the tools)
	@touch $@

$(VENV)/course: $(VENV)/tools
	@$(call HASHED,built for the course,--no-build-isolation)
	@$(call HASHED,the course)
	@$(call OURS)
	@$(COMPILED)
	@touch $@

# Packages are unpacked one by one; what the hub and the tests need can be unpacked beside the course (make -j).
$(VENV)/for-the-hub: $(VENV)/tools
	@$(call HASHED,the hub)
	@touch $@

$(VENV)/hub: $(VENV)/course $(VENV)/for-the-hub
	@$(call OURS,[hub])
	@$(COMPILED)
	@touch $@

$(VENV)/for-the-tests: $(VENV)/tools
	@echo "Installing what the tests need …"
	@$(call HASHED,built for the tests,--no-build-isolation)
	@$(call HASHED,the tests)
	@touch $@

$(VENV)/tests: $(VENV)/hub $(VENV)/for-the-tests
	@$(call OURS,[test])
	@touch $@

$(VENV)/bench: $(VENV)/tests
	@$(call HASHED,the bench)
	@$(call OURS,[bench])
	@touch $@

# What a site is built from lies apart: in JupyterLab the extensions of JupyterLite would do harm. msgspec's wheel for the
# browser is one of those whose hashes stand with the course's; npm's file is checked by the course itself.
$(VENV)/site: $(VENV)/course
	@echo "Fetching what the web site is built from …"
	@rm -rf $(VENV)/site-tools && mkdir -p $(VENV)/site-tools/wheels
	@$(call HASHED,the site,--target $(VENV)/site-tools)
	@grep '^msgspec==' hashes.txt > $(VENV)/wanted.txt && $(BIN)/python -m pip download --quiet --disable-pip-version-check \
		--require-hashes --no-deps --only-binary :all: --implementation cp --python-version 3.14 --abi cp314 \
		--platform pyemscripten_2026_0_wasm32 --dest $(VENV)/site-tools/wheels --requirement $(VENV)/wanted.txt
	@cd $(VENV)/site-tools && npm pack --silent pyodide@314.0.7
	@touch $@

# Old or heavy programs that read what the course exports: apart, so that they hold back nothing of ours.
# Where it cannot be made (a new Python, no network) the tests go on without it and say so; on CI they fail.
# Only pyslet has no wheel; to build another from source could take half an hour.
other-programs: $(VENV)/course
	@$(MAKE) --no-print-directory $(OTHER)/installed || \
		echo "Some programs that read the exports are missing; the tests go on without them."

$(OTHER)/installed: tests/exports/other-programs.txt
	@rm -f $@
	$(BIN)/python -m venv --clear --without-pip $(OTHER)
	$(BIN)/python -m pip --python $(OTHER)/bin/python install --quiet --disable-pip-version-check \
		--only-binary :all: --no-binary pyslet --requirement $<
	@touch $@
