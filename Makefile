# `make` or `make help` lists the targets.

.DEFAULT_GOAL := help
.PHONY: help setup book test fuzz bench gallery clean

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

setup: ## Make .venv with what bookc needs; a second time there is nothing to do
	@scripts/setup

book: setup ## Compile the sample book into dist/
	.venv/bin/bookc build

test: setup ## Run every check
	scripts/check

gallery: setup ## Picture the pages of every theme; needs Chromium
	.venv/bin/python scripts/gallery.py

fuzz: setup ## Parse ten thousand made-up posts
	FUZZ_EXAMPLES=10000 .venv/bin/python -m pytest -q tests/test_fuzz.py

bench: setup ## Measure bookc next to its peers, and write docs/performance.md; takes long
	.venv/bin/python -m benchmarks

clean: ## Remove what was built, and the caches
	rm -rf .bookc .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	find benchmarks bookc scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
