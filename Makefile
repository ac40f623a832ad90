# Thin on purpose: the work is in Python. `make demo` and `make test` need nothing else done first.
# The system's own Python first: it is compiled for speed (a fifth faster here than one built by
# hand), and the system keeps it mended.
NEW = import ensurepip, sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(or $(shell for python in /usr/bin/python3 python3; do \
  $$python -c '$(NEW)' 2>/dev/null && echo $$python && break; done),python3)
PORT ?= 8000
export PORT
SETUP = @$(PYTHON) -m difi_sosial.core.bootstrap
VENV = .venv/bin/

.PHONY: demo test check bench faults peers setup lock format

demo: ## The whole portal with the example agency, on http://localhost:$(PORT)
	$(SETUP) demo

setup: ## What check, test, bench, faults and peers need
	$(SETUP) setup

test: setup ## Every test, browser tests included
	@$(VENV)python -m tests run

check: setup ## Format, lint, types, templates, layers, migrations, translations
	@$(VENV)python -m tests check

bench: setup ## Measure, as ratios
	@$(VENV)python -m tests.bench

faults: setup ## Kill every process at random, and ask servers that lie
	@$(VENV)python -m tests.faults

peers: setup ## The main job against real servers on this machine
	@$(VENV)python -m tests.peers

format: setup ## Rewrite the code in the one format
	@$(VENV)ruff format . && $(VENV)ruff check --fix .

lock: setup ## Pin every package anew
	@$(VENV)python -m tests lock
