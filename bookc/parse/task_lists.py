"""Rule: the boxes of a task list are characters, because a book has no inputs."""

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

BOXES = {True: "\N{BALLOT BOX WITH CHECK}", False: "\N{BALLOT BOX}"}


def task_lists(md: MarkdownIt) -> None:
    """Read `- [ ]` and `- [x]`, and put a box before the words of the item."""
    md.options["tasklists"] = True
    md.core.ruler.push("task_lists", _insert_boxes)
    md.add_render_rule("list_item_open", RendererHTML.renderToken)


def _insert_boxes(state: StateCore) -> None:
    box = ""
    for token in state.tokens:
        if token.type == "list_item_open" and "checked" in token.meta:
            box = BOXES[token.meta["checked"]]
        elif token.type == "list_item_close":
            box = ""
        elif token.type == "inline" and box:
            mark = Token("text", "", 0, content=f"{box} ")
            token.children = [mark, *(token.children or ())]
            box = ""
