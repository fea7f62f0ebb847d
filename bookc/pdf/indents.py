"""First lines of what reads from right to left are indented, or hang, on the right.

WeasyPrint 70 indents every first line on the left: that of an Arabic paragraph ended too early, and
the box of a task stood within its text.
"""

from collections.abc import Callable
from typing import Any

from bookc.pdf.engine import change


def indenting_at_start(set_line: Callable[..., tuple[Any, Any]]) -> Callable[..., tuple[Any, Any]]:
    """Return WeasyPrint's function that sets a line and says where the next one begins."""

    def set_indented(context: Any, line: Any, *given: Any) -> tuple[Any, Any]:
        indent = line.text_indent
        made, resume_at = set_line(context, line, *given)
        *_, block, _, _, _, _ = given
        if indent and made is not None and block.style["direction"] == "rtl":
            made.translate(-indent)
        return made, resume_at

    return set_indented


change("weasyprint.layout.inline.get_next_linebox", indenting_at_start)
