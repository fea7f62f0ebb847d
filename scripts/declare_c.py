"""Writes bookc/pdf/declarations.py: what WeasyPrint and bookc declare of C libraries, parsed.

To be run when WeasyPrint has changed; a test says so.

    .venv/bin/python scripts/declare_c.py
"""

import ast
import tempfile
from collections.abc import Iterator
from pathlib import Path

import cffi

from bookc.pdf.c_libraries import ADDED, declared_by_weasyprint, digest_of_declarations

FILE = Path(__file__).parents[1] / "bookc" / "pdf" / "declarations.py"
HEAD = '''"""What WeasyPrint and bookc declare of C libraries, as cffi has parsed it.

Written by scripts/declare_c.py, and not by hand.
"""
'''


def written() -> str:
    """Return the module, for the WeasyPrint that is installed."""
    parsed = "".join(f'    "{name}": {value!r},\n' for name, value in _parsed())
    return f'{HEAD}\nDIGEST = "{digest_of_declarations()}"\nPARSED = {{\n{parsed}}}\n'


def _parsed() -> Iterator[tuple[str | None, object]]:
    """Yield what cffi gives to its own `FFI` in a module that it writes."""
    declared = cffi.FFI()
    for text in _declarations():
        declared.cdef(text)
    declared.cdef(ADDED, override=True)
    declared.set_source("weasyprint", None)
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder) / "module.py"
        declared.emit_python_code(str(module))
        code = ast.parse(module.read_text())
    (made,) = (node for node in ast.walk(code) if isinstance(node, ast.Call))
    for keyword in made.keywords:
        yield keyword.arg, ast.literal_eval(keyword.value)


def _declarations() -> Iterator[str]:
    """Yield what WeasyPrint declares, in C."""
    for node in ast.walk(ast.parse(declared_by_weasyprint())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ffi.cdef":
            yield str(ast.literal_eval(node.args[0]))


if __name__ == "__main__":
    FILE.write_text(written())
