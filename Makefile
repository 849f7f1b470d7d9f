# Two commands do everything on a machine with Python 3.11 or newer:
#   make report   sets up .venv and renders the briefing into report/_output
#   make test     sets up .venv and runs every test and check
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: report test check lock pictures clean

report: $(READY)
	$(BIN)/briefing render --output report/_output

test: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/panache lint report/briefing.qmd
	$(BIN)/pytest -n auto

# pinned and hashed: what is installed is what was locked
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Python 3.11 or newer is needed: name it with make PYTHON=python3.12')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# renew the locks after a change in pyproject.toml (uv is needed for this alone)
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --output-file requirements.lock --extra build
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra dev --extra cluster --extra remote --output-file requirements-dev.lock

# the pictures of the README, as the briefing looks now
pictures: report $(READY_DEV)
	$(BIN)/python report/pictures/take.py report/_output/briefing.html

clean:
	rm -rf $(VENV) report/_output .pytest_cache .mypy_cache .ruff_cache .hypothesis
