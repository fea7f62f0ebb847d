"""Rule: footnotes, linked both ways, each note whole at the end of the post.

A note is an `aside` in the last `section`; its number links back to its first mark in the text. A
note may also stand where its mark is, `^[like this]`, if it is more than a word: `x^[2]` and
`^[a-z]+` are formulas and patterns.
"""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

from bookc.parse.environment import remove, report

OPEN_NOTES = '<section class="footnotes" epub:type="footnotes" role="doc-endnotes">\n'

# Both bound what the plug-in looks at: it would search the rest of a line for the end of each mark.
_MARK = re.compile(r"\[\^[^\s\]]{1,200}\]")
_INLINE_NOTE = re.compile(
    r"\^\[(?=[^\[\]]{0,1000}(?:\s|[^\x00-\u2e7f]))"
    r"[^\[\]]{1,1000}(?:\[[^\[\]]{0,300}\][^\[\]]{0,1000}){0,20}\]"
)
_WORDS = re.compile(r"[^\W\d_]{2},?\s+[^\W\d_]{2}")
_AFTER_WORD = re.compile(r"[\w.,;:!?)\]\"'*_`\u2018-\u201d\u3001\u3002\u300d\u300f]")


def footnotes(md: MarkdownIt) -> None:
    """Read `[^label]` and `[^label]: text`, and `^[text]`."""
    footnote_plugin(md)
    md.inline.ruler.at("footnote_ref", _read_mark)
    md.inline.ruler.at("footnote_inline", _read_inline_note)
    md.core.ruler.before("footnote_tail", "unused_footnotes", _report_unused)
    md.core.ruler.after("footnote_tail", "footnote_numbers", _number_notes)
    md.add_render_rule("footnote_block_open", lambda *_: OPEN_NOTES)
    md.add_render_rule("footnote_block_close", lambda *_: "</section>\n")
    md.add_render_rule("footnote_open", _render_open)
    md.add_render_rule("footnote_close", lambda *_: "</aside>\n")
    md.add_render_rule("footnote_ref", _render_mark)
    md.add_render_rule("footnote_number", _render_number)
    md.add_render_rule("footnote_anchor", lambda *_: "")


def _read_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    found = _MARK.match(state.src, state.pos, state.posMax)
    return found is not None and footnote_ref(state, silent)


def _read_inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    before = state.src[state.pos - 1 : state.pos]
    found = _INLINE_NOTE.match(state.src, state.pos, state.posMax)
    if not found or not (_AFTER_WORD.match(before) or _WORDS.search(found[0])):
        return False
    if not footnote_inline(state, silent):
        return False
    if not silent:  # the plug-in counts only the marks of other notes
        note = state.env["footnotes"]["list"][state.tokens[-1].meta["id"]]
        note["count"] = 1
        state.tokens[-1].meta["subId"] = 0
    return True


def _report_unused(state: StateCore) -> None:
    numbers = state.env.get("footnotes", {}).get("refs", {})
    for token in state.tokens:
        if token.type == "footnote_reference_open" and numbers[f":{token.meta['label']}"] < 0:
            label, line = token.meta["label"], token.map[0] + 1 if token.map else 1
            remove(state.env, "unused footnote", line)
            report(
                state.env,
                f"footnote [^{label}] is never referred to, so it is left out",
                line=line,
                hint=f"write [^{label}] where it belongs",
            )


def _number_notes(state: StateCore) -> None:
    """Put the number of each note before its first words."""
    tokens: list[Token] = []
    number: Token | None = None
    for token in state.tokens:
        if number and token.type == "inline":
            token.children = [number, *(token.children or ())]
            number = None
        elif number and token.type != "paragraph_open":
            tokens += [
                Token("paragraph_open", "p", 1, block=True),
                Token("inline", "", 0, children=[number]),
                Token("paragraph_close", "p", -1, block=True),
            ]
            number = None
        tokens.append(token)
        if token.type == "footnote_open":
            number = Token("footnote_number", "a", 0, meta=token.meta)
    state.tokens = tokens


def _render_mark(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    meta = tokens[index].meta
    number = meta["id"] + 1
    again = f"-{meta['subId'] + 1}" if meta["subId"] else ""
    return (
        f'<sup class="footnote-ref"><a epub:type="noteref" role="doc-noteref" href="#fn-{number}"'
        f' id="fnref-{number}{again}">{number}</a></sup>'
    )


def _render_open(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    number = tokens[index].meta["id"] + 1
    return f'<aside class="footnote" epub:type="footnote" role="doc-footnote" id="fn-{number}">\n'


def _render_number(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    number = tokens[index].meta["id"] + 1
    return f'<a class="footnote-number" role="doc-backlink" href="#fnref-{number}">{number}</a> '
