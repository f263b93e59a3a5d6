# Alles begint hier: `make` zegt wat er kan. Meer dan Python 3.11 en make is niet nodig.
PYTHON ?= python3
BIN := .venv/bin
export DJANGO_SETTINGS_MODULE = leerlus.config.settings

.DEFAULT_GOAL := help
.PHONY: help setup dev run test check lint types floors migrations licences house fix docs bench soak lock

help: ## zeg wat er kan
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: setup ## start Leerlus met voorbeelden; een ander adres: make run PORT=8080
	@set -a; [ ! -f .env ] || . ./.env; \
	PORT=$(or $(PORT),$${PORT-8000}); LEERLUS_DEMO=$${LEERLUS_DEMO-1}; \
	LEERLUS_COLLECTED_STATIC=$${LEERLUS_COLLECTED_STATIC-1}; \
	LEERLUS_BASE_URL=$${LEERLUS_BASE_URL-http://localhost:$$PORT}; set +a; \
	exec $(BIN)/python -m tools.prepare start

test: dev ## doe alle controles, en alle tests op SQLite en op PostgreSQL
	@$(BIN)/python -m tools.system_packages
	@+$(MAKE) --no-print-directory check
	@$(BIN)/python -m tools.test

check: dev ## doe de snelle controles: stijl, typen, vloeren, migraties, licenties, huisregels
	@+$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync lint types floors migrations licences house

fix: dev ## herstel wat zich vanzelf laat herstellen: stijl en opmaak
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: dev ## teken de documenten die uit de code komen
	@$(BIN)/leerlus docs

bench: dev ## meet, op een lege PostgreSQL; elke meting is een regel JSON
	@for file in $$(grep -l __main__ benchmarks/*.py); do \
	$(BIN)/python tools/with_postgres.py $(BIN)/python "$$file" || exit 1; done

soak: dev ## loop lang en willekeurig door alle stappen; hoe lang: make soak EXAMPLES=5000
	@HYPOTHESIS_PROFILE=soak HYPOTHESIS_EXAMPLES=$(or $(EXAMPLES),2000) $(BIN)/pytest -n 2 -m "walks or crash"

lock: dev ## bepaal opnieuw welke versies bij elkaar horen
	@$(BIN)/uv pip compile $(LOCK) --group build --output-file requirements.lock pyproject.toml
	@$(BIN)/uv pip compile $(LOCK) --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock pyproject.toml
	@echo uv | $(BIN)/uv pip compile $(LOCK) --python-version 3.11 --output-file tools/installer.lock -
LOCK := --quiet --upgrade --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

setup:
	@$(PYTHON) tools/setup.py run

dev:
	@$(PYTHON) tools/setup.py dev

# The parts of `check`; each also runs by itself once `make dev` was done.
lint:
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

types:
	@$(BIN)/mypy --no-error-summary

floors:
	@$(BIN)/lint-imports

migrations:
	@$(BIN)/python -m django makemigrations --check --dry-run

licences:
	@$(BIN)/reuse lint --quiet || $(BIN)/reuse lint --lines

house:
	@$(BIN)/pytest -q tests/house
