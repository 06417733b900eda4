# Type `make help`. Every target sets up what it needs, once, in .venv; nothing is installed outside this folder
# (save a browser, where a machine has none and a target opens pages).

PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) setup/install.py
BOOK := _build/html/index.html
PAPER := _build/book.pdf

FRONT_SOURCES := $(shell find mlcalc/front -name node_modules -prune -o -type f ! -name '*.generated.ts' -print)
BOOK_SOURCES := _config.yml _toc.yml references.bib $(wildcard chapters/*.md chapters/*.ipynb chapters/assets/*)

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help book pdf test quick wheel browsers lab check format notebooks programs bench bench-figures clean distclean

help:
	@echo "make book       build the book and say where it is"
	@echo "make pdf        the whole book on paper: $(PAPER)"
	@echo "make lab        open its notebooks in JupyterLab, with the same figures on a live kernel"
	@echo "make test       prove it: code, every notebook, every figure in a real browser"
	@echo "make quick      of that, what needs no browser, no kernel and no patience: after every edit (a minute or two)"
	@echo "make wheel      build the package into dist, install it elsewhere and draw a figure with it"
	@echo "make browsers   fetch the browser that test, pdf and bench open, if there is none (they do it by themselves)"
	@echo "make check      style and types, Python and TypeScript (make format repairs the style)"
	@echo "make notebooks  run the notebooks and store their outputs: after editing a chapter"
	@echo "make programs   hold 10,000 random programs against JAX, and each call against the first (an hour or two)"
	@echo "make bench      measure derivatives against other packages (downloads them, 300 MB), and figures; half an hour"
	@echo "make bench-figures   of that, how soon figures answer, in a browser (six minutes)"
	@echo "make clean      remove what was built (make distclean: also what was installed)"

book: $(BOOK)
	@echo
	@echo "The book is ready. Open it: file://$$($(PY) -c 'import pathlib, urllib.parse as u; print(u.quote(str(pathlib.Path("$(BOOK)").resolve())))')"

# --keep-going shows every warning before it fails; -W makes a warning a failure: a dead link is not published.
# --all, since Sphinx writes no page anew, and copies no style sheet, where only an extension or a sheet was edited.
# Warnings and errors are on stderr; on stdout is only a banner that gives the address in three ways of its own.
$(BOOK): $(BOOK_SOURCES) $(wildcard mlcalc/book/*.py mlcalc/book/theme/*) mlcalc/static/figures.js | .venv/.book
	@echo "==> Building the book (under a minute)"
	@.venv/bin/jupyter-book build . --all -q -W -n --keep-going > /dev/null
	@touch $@

pdf: $(BOOK) browsers
	@echo "==> Printing the book (a minute)"
	@$(PY) -m mlcalc.make.paper _build/html $(PAPER)
	@echo "The book on paper is ready: $(PAPER)"

# A process more than there are cores, since some tests wait for a browser, and at most four; whole files, so that the
# cells of a notebook stay together, in the order of tests/conftest.py.
test: $(BOOK) browsers
	@echo "==> Testing the code, the notebooks and the pages (some minutes)"
	@$(PY) -m pytest tests mlcalc chapters --doctest-modules --dist loadfile --no-loadscope-reorder \
		-n $$($(PY) -c 'import os; print(min(4, os.cpu_count() + 1))') --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg

# What it leaves out, and why, is in tests/conftest.py. It mostly computes, so a process for each core is enough.
quick: .venv/.dev mlcalc/static/figures.js
	@$(PY) -m pytest tests mlcalc --doctest-modules -q -n auto --dist loadfile --no-loadscope-reorder \
		-m "not browser and not kernel and not slow"

wheel: .venv/.dev
	@rm -rf dist
	@$(PY) -m hatchling build -t wheel
	@MLCALC_WHEEL=$$(echo dist/*.whl) $(PY) -m pytest -q tests/test_wheel.py

# Before any test starts, since tests run in several processes. No stamp: a browser can have gone, and asking takes a second.
browsers: .venv/.dev
	@$(PY) setup/browsers.py

lab: .venv/.dev mlcalc/static/figures.js
	@echo "==> JupyterLab (stop it with Ctrl+C)"
	@$(PY) -m jupyterlab chapters/index.ipynb

check: .venv/.dev mlcalc/static/figures.js
	@echo "==> Checking style and types"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m mlcalc.make.node check

format: .venv/.dev mlcalc/static/figures.js
	@$(PY) -m ruff check --fix-only .
	@$(PY) -m ruff format .
	@$(PY) -m mlcalc.make.node format

notebooks: .venv/.dev mlcalc/static/figures.js
	@$(PY) -m mlcalc.make.notebooks chapters/*.ipynb

# The programs are named by their seeds, and none is left out.
programs: .venv/.dev
	@MLCALC_PROGRAMS=0:10000 $(PY) -m pytest -q -s tests/test_second_account.py

bench: .venv/.bench browsers $(BOOK)
	@$(PY) -m bench
	@$(PY) -m bench figures

bench-figures: browsers $(BOOK)
	@$(PY) -m bench figures

clean:
	rm -rf _build dist build mlcalc/static mlcalc/front/compute/primitives.generated.ts .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv mlcalc/front/node_modules

# What was edited in the front end, or in the table that its arithmetic is written from, is built again.
mlcalc/static/figures.js: $(FRONT_SOURCES) mlcalc/trace/primitives.py mlcalc/make/node.py | .venv/.book
	@$(PY) -m mlcalc.make.node build
	@touch $@

.venv/.book: requirements.txt pyproject.toml hatch_build.py | .venv/.made
	@echo "==> Installing what the book needs into .venv (some minutes, most of it downloading)"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: pyproject.toml hatch_build.py | .venv/.book
	@echo "==> Installing JupyterLab and what the tests and checks need (some minutes)"
	@$(PIP) -e '.[lab,test,check]'
	@touch $@

.venv/.bench: pyproject.toml | .venv/.dev
	@echo "==> Installing the packages to measure against"
	@$(PIP) -e '.[bench]'
	@touch $@

.venv/.made:
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11, 3.12 or 3.13, or name one: make PYTHON=/path/to/python3 book" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1); the book needs 3.11, 3.12 or 3.13. Name one: make PYTHON=python3.12 book" >&2; exit 1; }
	@echo "==> Making .venv with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv .venv || { echo "$(PYTHON) cannot make a virtual environment. On Debian or Ubuntu type: apt-get install python3-venv" >&2; rm -rf .venv; exit 1; }
	@touch $@
