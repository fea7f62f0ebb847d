"""The house rules of imports: downwards only, and one owner for each outside package."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "bookc"
STAGES = (
    "config",
    "discover",
    "site",
    "parse",
    "order",
    "links",
    "diagrams",
    "images",
    "render",
    "epub",
    "pdf",
    "save",
)
RANK = {
    **dict.fromkeys(("alt_text", "fontconfig", "letters", "model", "paper", "slug"), 0),
    "frozen": -1,
    **dict.fromkeys(("fork_server", "heap", "units", "versions"), 0),
    **dict.fromkeys(("worker_imports", "zones"), 0),
    **dict.fromkeys(("errors", "store", "wording", "xhtml"), 1),
    "formulas": 2,
    **dict.fromkeys(("digests", "stand_in", "workers"), 2),
    **dict.fromkeys(("blocks", "jobs"), 3),
    **dict.fromkeys(("parity", "programs"), 4),
    **dict.fromkeys(STAGES, 5),
    **dict.fromkeys(("cluster", "manifest"), 5),
    "collect": 6,
    **dict.fromkeys(("inspection", "overview", "pipeline", "record"), 7),
    **dict.fromkeys(("interface", "overview_lines", "report", "theme_lines"), 8),
    "__init__": 9,
    "cli": 10,
    "__main__": 11,
}
OWNERS = {
    "_cffi_backend": {"pdf"},
    "cffi": {"pdf"},
    "PIL": {"images"},
    "babel": {"wording"},
    "click": {"cli"},
    "cssselect2": {"pdf"},
    "dask": {"cluster"},
    "distributed": {"cluster"},
    "ebooklib": {"epub"},
    "emoji": {"parse"},
    "fontTools": {"pdf"},
    "jinja2": {"render"},
    "latex2mathml": {"formulas"},
    "lxml": {"xhtml", "images", "epub"},
    "markdown_it": {"parse"},
    "mdit_py_plugins": {"parse"},
    "pikepdf": {"pdf"},
    "pydyf": {"pdf"},
    "pygments": {"render"},
    "pypdfium2": {"pdf"},
    "tinycss2": {"pdf"},
    "tinyhtml5": {"parse"},
    "uharfbuzz": {"pdf"},
    "weasyprint": {"pdf"},
    "yaml": {"parse", "site"},
    "ziafont": {"pdf"},
    "ziamath": {"pdf"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(file: Path) -> str:
    """Return the first name below the package: the module, or the package that a file is in."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports from a place relative to itself"
            found.add(node.module or "")
    return found


def test_every_module_has_a_rank() -> None:
    assert {module_of(file) for file in FILES} == set(RANK)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_module_imports_only_what_is_below_it(file: Path) -> None:
    here = module_of(file)
    for imported in imports_of(file):
        package, _, rest = imported.partition(".")
        if package != "bookc":
            continue
        module = rest.partition(".")[0] or "__init__"
        assert module == here or RANK[module] < RANK[here], f"{here} may not import {module}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_outside_package_has_one_owner(file: Path) -> None:
    here = module_of(file)
    for imported in imports_of(file):
        owners = OWNERS.get(imported.partition(".")[0], {here})
        assert here in owners, f"{imported} belongs to {' and '.join(sorted(owners))}"
