"""Tags that wrap code, such as `{% highlight ruby %}`, as code blocks of Markdown."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bookc.parse.edits import Edit
from bookc.parse.template_tags.arguments import read_arguments
from bookc.parse.template_tags.fences import code_block, title_of_info
from bookc.parse.template_tags.tags import Tag

_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[^\n]*")
_OPTION = re.compile(r"(\w+):(\S+)")
_ADDRESS = re.compile(r"(?:https?://|/)\S+")
_NAMES_OF_LANGUAGE = ("language", "lang", "syntax")
_NAMES_OF_TITLE = ("title", "filename", "file", "caption", "name")


def code_edits(
    text: str, opening: Tag, closing: Tag, raw: Sequence[tuple[Tag, Tag]]
) -> Iterator[Edit]:
    """Yield what makes a code block of two tags; around a fence, they give it its title.

    Args:
        text: of the post.
        opening: the first tag.
        closing: the last one.
        raw: pairs around what is shown as it is, anywhere in the text.
    """
    language, title = _language_and_title(opening)
    fence = _fence_inside(text, opening, closing) if opening.name.lower() == "code" else None
    if fence is None:
        content = _without_raw(text, opening.end, closing.start, raw)
        block = code_block(text, opening, closing, content, language, title)
        yield Edit(opening.start, closing.end, block)
        return
    yield Edit(opening.start, opening.end)
    yield Edit(closing.start, closing.end)
    if title and "title=" not in fence[0]:
        at = fence.start() + len(fence[0].rstrip())
        yield Edit(at, at, title_of_info(title))


def diagram_edits(text: str, opening: Tag, closing: Tag) -> Iterator[Edit]:
    """Yield what makes a fence of two tags around the source of a diagram."""
    content = text[opening.end : closing.start]
    block = code_block(text, opening, closing, content, "mermaid", "")
    yield Edit(opening.start, closing.end, block)


def _fence_inside(text: str, opening: Tag, closing: Tag) -> re.Match[str] | None:
    """Return the first line of the fence that is all there is between two tags of GitBook."""
    body = text[opening.end : closing.start]
    lines = body.strip().split("\n")
    if len(lines) < 2 or not _FENCE.fullmatch(lines[-1]):
        return None
    return _FENCE.match(text, opening.end + len(body) - len(body.lstrip()))


def _language_and_title(tag: Tag) -> tuple[str, str]:
    arguments = read_arguments(tag.arguments)
    if tag.name == "codeblock":
        return _of_codeblock(tag.arguments)
    language = arguments.get(*_NAMES_OF_LANGUAGE) or arguments.word(0)
    return re.sub(r"[\s`,:{]", "", language), arguments.get(*_NAMES_OF_TITLE)


def _of_codeblock(written: str) -> tuple[str, str]:
    """Read `[title] [lang:x] [address] [words of the link] [option:value]`.

    Source: https://hexo.io/docs/tag-plugins#Code-Block
    """
    language, title = "", list[str]()
    for word in written.split():
        option = _OPTION.fullmatch(word)
        if option and option[1] == "lang":
            language = option[2]
        elif _ADDRESS.fullmatch(word):
            title.append(f"({word})")
        elif not option:
            title.append(word)
    return language, " ".join(title).strip("\"'")


def _without_raw(text: str, start: int, end: int, raw: Sequence[tuple[Tag, Tag]]) -> str:
    first = bisect_left(raw, start, key=lambda pair: pair[0].start)
    pieces: list[str] = []
    while first < len(raw) and raw[first][1].end <= end:
        opening, closing = raw[first]
        pieces += text[start : opening.start], text[opening.end : closing.start]
        start = closing.end
        first += 1
    return "".join([*pieces, text[start:end]])
