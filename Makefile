# Every target works as the first command in a fresh clone: it makes .venv when it is missing.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: install demo test test-all check bench lock clean

install: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Soyte cần Python 3.11 trở lên. Hãy cài Python rồi chạy lại."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install
	$(BIN)/python -m soyte.sample.demo --seeds $(SHARED)/seeds --out out/demo

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: install
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: install
	$(BIN)/python -m pytest -n 2

bench: install
	$(BIN)/python -m benchmarks

lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--python-version 3.11 --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis
