"""Rule: `: text` under a line is the definition of that line."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin


def definition_lists(md: MarkdownIt) -> None:
    """Read definition lists; a line that begins with `~` is text, and no definition."""
    deflist_plugin(md)
    rules = md.block.ruler
    read = next(rule.fn for rule in rules.__rules__ if rule.name == "deflist")

    def deflist(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if not silent and not any(
            state.src.startswith(":", state.bMarks[line] + state.tShift[line])
            for line in range(start + 1, min(start + 3, end))
        ):
            return False
        return bool(read(state, start, end, silent))

    rules.at("deflist", deflist, {"alt": ["paragraph", "reference", "blockquote"]})
