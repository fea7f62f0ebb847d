"""Rule: GitHub's alerts (`> [!NOTE]`) are boxes with a title in the language of the post."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from bookc.parse.environment import language_of
from bookc.wording import wording


def alerts(md: MarkdownIt) -> None:
    """Read alerts; has to be set up before the words of blocks are parsed."""
    md.options["alerts"] = True
    md.core.ruler.before("inline", "alerts", _name_alerts)


def _name_alerts(state: StateCore) -> None:
    titles = wording(language_of(state.env)).alerts
    for token, title in zip(state.tokens, state.tokens[2:], strict=False):
        if token.type == "alert_open":
            kind = token.meta["kind"].lower()
            token.attrs["class"] = f"alert alert-{kind}"
            token.attrSet("role", "note")
            title.content = titles[kind]
        elif token.type == "alert_title_open":
            token.attrs["class"] = "alert-title"
