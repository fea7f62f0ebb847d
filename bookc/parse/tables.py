"""Rule: the cells of a table say their alignment by a class, which a theme can see."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

STYLE = "text-align:"


def tables(md: MarkdownIt) -> None:
    """Read tables as GitHub writes them."""
    md.enable("table")
    md.core.ruler.push("tables", _class_for_alignment)


def _class_for_alignment(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            alignment = str(token.attrs.pop("style")).removeprefix(STYLE)
            token.attrSet("class", f"align-{alignment}")
