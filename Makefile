# Every target works as the first command in a fresh clone: it makes .venv when it is missing or out of date.
# make install WHEELS=folder   installs without a network, from wheels downloaded beforehand (docs/operators.md)
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
SHARED ?= $(or $(SOYTE_SHARED),../shared)
COUNTS := reference/data/gdpm_vn_monthly_2000_2017.csv.gz
JOBS ?= 2
PYTEST := $(BIN)/python -m pytest
FROM := $(if $(WHEELS),--no-index --find-links $(WHEELS))
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check $(FROM)
UV := VIRTUAL_ENV=.venv $(BIN)/uv pip
# PySpark is several hundred megabytes, and only the distributed engine needs it: the lock pins it, `make spark` adds it.
SPARK := ^(pyspark|py4j)==
WITHOUT_SPARK := awk '/^[a-z0-9]/ { keep = !/$(SPARK)/ } keep'
ONLY_SPARK := awk '/^[a-z0-9]/ { keep = /$(SPARK)/ } keep'

export SOYTE_SHARED := $(abspath $(SHARED))

.PHONY: help install spark demo check test test-slow test-all kills bench gallery lock sample clean

help:
	@echo 'make demo       a walk through everything, with the reports and counts in $(SHARED) or the sample ones; ends by'
	@echo '                serving the portal on localhost (SERVE=0 stops before)'
	@echo 'make test       the fast tests         make test-slow, make test-all   the others, all'
	@echo 'make check      style, types, layers   make bench                      measure, write benchmarks/results'
	@echo 'make install    only prepare .venv     make lock                       write requirements.lock anew'
	@echo 'make kills      kill writing processes 1,000 times (KILLS=, SEED=): nothing may be lost or doubled'
	@echo 'make gallery    pictures of every page of the portal for the guide (PAGES="overview audit" for some)'
	@echo 'make spark      add the distributed engine (needs Java 17)'

install: .venv/.installed

# uv takes seconds where pip takes a minute; its own wheel is pinned by the lock like every other. pip is the way back.
.venv/.installed: requirements.lock pyproject.toml
	@$(BIN)/python -c '' 2>/dev/null || { \
		python='$(PYTHON)'; \
		test -n "$$python" || { echo 'Soyte cần Python 3.11 trở lên nhưng máy chưa có. Hãy cài Python 3.11 (Debian, Ubuntu: apt-get install python3.11 python3.11-venv) rồi chạy lại, hoặc chỉ rõ: make PYTHON=/đường/dẫn/python3.11'; exit 1; }; \
		if "$$python" -c 'import ensurepip' 2>/dev/null; then "$$python" -m venv --clear .venv; \
		elif command -v uv >/dev/null; then uv venv --quiet --clear --seed --python "$$python" .venv; \
		else echo "Python ($$python) thiếu mô-đun ensurepip nên không tạo được môi trường. Hãy cài gói venv của nó (Debian, Ubuntu: apt-get install python3-venv) rồi chạy lại."; exit 1; fi; }
	@echo 'Đang cài thư viện vào .venv …'
	@{ sed -n '/^uv==/,/^ *# via/p' requirements.lock | $(PIP) --require-hashes -r /dev/stdin \
		&& $(WITHOUT_SPARK) requirements.lock > .venv/requirements.txt \
		&& $(UV) sync --quiet --compile-bytecode --require-hashes $(FROM) .venv/requirements.txt \
		&& $(UV) install --quiet $(FROM) --no-deps --no-build-isolation -e . ; } \
	|| { echo 'uv không dùng được, chuyển sang pip (chậm hơn) …'; \
		$(PIP) --require-hashes -r .venv/requirements.txt && $(PIP) --no-deps --no-build-isolation -e . ; } \
	|| { echo 'Không cài được thư viện. Hãy kiểm tra kết nối mạng, hoặc cài từ thư mục đã tải sẵn: make install WHEELS=thư_mục (xem docs/operators.md).'; exit 1; }
	@$(BIN)/python -m compileall -q src
	@touch $@
	@if test -e .venv/.spark; then rm .venv/.spark; $(MAKE) --no-print-directory spark; fi

# The tests of the engine port then run on Spark too; it needs a Java runtime, 17 or later.
spark: .venv/.spark

.venv/.spark: .venv/.installed
	@echo 'Đang cài PySpark vào .venv …'
	@$(ONLY_SPARK) requirements.lock > .venv/spark.txt
	@$(UV) install --quiet --no-deps --require-hashes $(FROM) -r .venv/spark.txt || $(PIP) --no-deps --require-hashes -r .venv/spark.txt
	@touch $@

demo: install
	@$(BIN)/python -m soyte.cli.demo --seeds $(SHARED)/seeds --counts $(SHARED)/$(COUNTS) --out out/demo $(if $(filter 0,$(SERVE)),,--serve)

check: install
	@failed=; step() { echo "== $$*"; "$$@" || failed="$$failed\n  $$*"; }; \
	step $(BIN)/ruff check . ; \
	step $(BIN)/ruff format --check --quiet . ; \
	step $(BIN)/python -m mypy ; \
	step $(BIN)/python -c 'from importlinter.cli import lint_imports_command as run; run()' --no-cache ; \
	if test -n "$$failed"; then printf "make check: không đạt:$$failed\n"; exit 1; fi; echo 'make check: đạt'

test: install
	$(PYTEST) -n $(JOBS) -m 'not slow'

test-slow: install
	$(PYTEST) -n $(JOBS) -m slow

test-all: install
	$(PYTEST) -n $(JOBS)

# Kills two writing processes at random moments, again and again, and looks whether anything was lost or doubled.
kills: install
	PYTHONPATH=. $(BIN)/python -m tests.ledger.proof.kills --kills $(or $(KILLS),1000) --seed $(or $(SEED),1)

bench: install
	$(BIN)/python -m benchmarks $(BENCH)

# Into docs/huong-dan/hinh, of an invented province that is filled for it; needs Chromium and poppler-utils.
gallery: install
	PYTHONPATH=tests/portal $(BIN)/python -m gallery $(PAGES)

# Keeps the pinned versions while they satisfy pyproject.toml; UPGRADE=--upgrade takes the newest ones.
lock: install
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 --extra spark --extra postgres --group dev --group bench $(UPGRADE) pyproject.toml -o requirements.lock

sample: install
	$(BIN)/python -m soyte.sample.build

clean:
	rm -rf .venv out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
