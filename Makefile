# serve, test, cover, check, measure, bench, soak, golden, lock: nothing else. The environment is made once, from requirements.lock;
# runtime.lock has the part of it that an image is made of and with.
.POSIX:
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export MUNIMENT_ARCHIVE ?= data/muniment.db

COMPILE := -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --custom-compile-command "make lock"

.PHONY: serve test cover check measure bench soak golden lock

serve: $(VENV)/ready
	$(BIN)/muniment init --if-missing
	$(BIN)/muniment styles build --if-missing
	$(BIN)/muniment serve --host $(HOST) --port $(PORT)

# Many tests start the program anew: compiled once, it starts in half the time.
test cover: export PYTHONDONTWRITEBYTECODE =

test: $(VENV)/ready
	$(BIN)/pytest -n auto --dist worksteal

cover: $(VENV)/ready
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

check: $(VENV)/ready
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

measure: $(VENV)/ready
	$(BIN)/python -m tests.measure

bench: $(VENV)/ready
	$(BIN)/python -m bench

soak: $(VENV)/ready
	$(BIN)/python -m bench.soak

golden: $(VENV)/ready
	$(BIN)/python -m tests.golden

lock: $(VENV)/ready
	$(BIN)/python $(COMPILE) --extra dev --extra image --output-file requirements.lock
	$(BIN)/python $(COMPILE) --extra image --constraint requirements.lock --output-file runtime.lock

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
