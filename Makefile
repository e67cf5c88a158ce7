# Everything a person or CI runs. `make chat` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat run test coverage bench lock clean

chat: .venv/installed
	@$(BIN)/nachklang chat

run: .venv/installed
	@$(BIN)/nachklang run

test: .venv/installed-development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/nachklang check
	$(BIN)/python -m pytest -n 3 --dist loadfile

# The same tests, slower, with a report of what they reach.
coverage: .venv/installed-development
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

bench: .venv/installed-development
	@$(BIN)/python -m tests.benchmark

# Resolves the newest versions the project allows; needs `uv` on the PATH. Names no package index.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --extra development -o requirements-development.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml requirements-build.in -c requirements-development.lock -o requirements.lock

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Nachklang needs Python 3.11 or newer. Install it and run make again."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing Nachklang into .venv (once, about a minute) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-development: requirements-development.lock .venv/installed
	@$(PIP) install --require-hashes -r requirements-development.lock
	@touch $@

clean:
	rm -rf .venv build *.egg-info
