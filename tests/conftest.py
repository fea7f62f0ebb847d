"""What all tests share: switches that accept what has changed, and books that are built once."""

import os

import pytest
from built_books import BuiltBooks, built_books
from hypothesis import settings

# `make test` tries the same examples every time, on a busy machine too; `make fuzz` tries others.
settings.register_profile("same", derandomize=True, deadline=None)
if "FUZZ_EXAMPLES" not in os.environ:
    settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/*/expected anew; read the diff before committing it",
    )
    parser.addoption(
        "--update-pages",
        action="store_true",
        help="take tests/page_pictures/*/*.png anew; look at them before committing",
    )


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("update_golden"))


@pytest.fixture(scope="session")
def update_pages(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("update_pages"))


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> BuiltBooks:
    return built_books(tmp_path_factory)
