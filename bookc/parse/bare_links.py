"""Rule: web and mail addresses that stand bare in the text are links, as GitHub has it.

An address ends before a CJK letter, because Korean particles follow without a blank, and before
the punctuation of the sentence. linkify-it takes both into the address.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

# Only ASCII, so a letter of another script ends it; `<` and quotes never stand in an address.
_REST = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%|{}^]+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*\.)*[A-Za-z0-9_-]+(?::\d+)?")
_SCHEME = re.compile(r"(?<![A-Za-z0-9])https?\Z", re.IGNORECASE)
_BEFORE_WWW = re.compile(r"[A-Za-z0-9/._@-]")
_MAIL_NAME = re.compile(r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]+\Z")
_MAIL_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,}(?![A-Za-z0-9_-])")
_LONGEST_MAIL_NAME = 64
"""RFC 5321, 4.5.3.1.1; and a bound for looking back."""
_CLOSING = {")": "(", "]": "["}


def bare_links(md: MarkdownIt) -> None:
    """Make links of bare addresses."""
    md.inline.add_terminator_char("w")
    md.inline.ruler.push("bare_web_link", _web_link)
    md.inline.ruler.push("bare_www_link", _www_link)
    md.inline.ruler.push("bare_mail_link", _mail_link)


def _web_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    if not scheme or not _HOST.match(state.src, state.pos + 3):
        return False
    end = _end_of_address(state.src, state.pos, state.posMax)
    address = scheme[0] + state.src[state.pos : end]
    state.pending = state.pending.removesuffix(scheme[0])
    _push_link(state, address, address)
    state.pos = end
    return True


def _www_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    start = state.pos
    if silent or state.linkLevel or not state.src.startswith("www.", start):
        return False
    if _BEFORE_WWW.match(state.src[start - 1 : start]):
        return False
    host = _HOST.match(state.src, start)
    end = _end_of_address(state.src, start, state.posMax)
    if not host or host[0].count(".") < 2 or end < host.end():
        return False
    _push_link(state, "https://" + state.src[start:end], state.src[start:end])
    state.pos = end
    return True


def _mail_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if silent or state.linkLevel or state.src[state.pos] != "@":
        return False
    name = _MAIL_NAME.search(state.pending[-_LONGEST_MAIL_NAME - 1 :])
    host = _MAIL_HOST.match(state.src, state.pos + 1, state.posMax)
    if not name or not host:
        return False
    address = f"{name[0]}@{host[0]}"
    state.pending = state.pending.removesuffix(name[0])
    _push_link(state, f"mailto:{address}", address)
    state.pos = host.end()
    return True


def _end_of_address(text: str, start: int, limit: int) -> int:
    """Return where an address ends: not with punctuation, nor with a bracket it did not open."""
    match = _REST.match(text, start, limit)
    end = match.end() if match else start
    opened = {bracket: text.count(bracket, start, end) for bracket in "()[]"}
    while end > start:
        last = text[end - 1]
        if last in _CLOSING and opened[last] > opened[_CLOSING[last]]:
            opened[last] -= 1
        elif last not in "?!.,:;*_~'|{}^":
            break
        end -= 1
    return end


def _push_link(state: StateInline, href: str, text: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": href}
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)
