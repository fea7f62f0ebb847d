"""Code as Markdown or HTML writes it, on as many lines as it had between its tags."""

import re
from collections.abc import Sequence
from html import escape

from bookc.parse.edits import after_on_line, before_on_line
from bookc.parse.template_tags.tags import Tag

_RUNS = re.compile(r"`+|~+")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_QUOTING = " \t>"


def code_block(
    text: str, opening: Tag, closing: Tag, content: str, language: str, title: str
) -> str:
    """Return what takes the place of two tags and the code between them.

    Args:
        text: of the post.
        opening: the first tag.
        closing: the last one.
        content: the code, from one tag to the other.
        language: of the code, may be empty.
        title: of the code, may be empty.
    """
    before, after = before_on_line(text, opening.start), after_on_line(text, closing.end)
    stands_alone = _PREFIX.fullmatch(before) is not None and not after.strip()
    first, *_, last = content.split("\n") if "\n" in content else ("x", "x")
    if stands_alone and not first.strip() and not last.strip(_QUOTING):
        return _fenced(content.split("\n")[1:-1], language, title, before)
    return _as_html(content, language, title) if stands_alone or "\n" in content else _span(content)


def title_of_info(title: str) -> str:
    """Return a title as it stands in the first line of a fence."""
    mark = "'" if '"' in title else '"'
    return f" title={mark}{title.replace(mark, '')}{mark}"


def _fenced(lines: Sequence[str], language: str, title: str, before: str) -> str:
    """Return a fenced block; blank lines at the ends of the code go outside.

    Args:
        lines: of the code.
        language: of the code.
        title: of the code.
        before: what stands before the block on its first line.
    """
    indent = re.sub(r"[^>\s]", " ", before)
    is_blank = [not line.strip(_QUOTING) for line in lines]
    if all(is_blank):
        return "\n" * (len(lines) + 1)
    first, last = is_blank.index(False), len(lines) - is_blank[::-1].index(False)
    code = list(lines[first:last])
    least = indent.rstrip() or indent
    if any(line.strip() and not line.startswith(least) for line in code):
        code = [indent + line if line.strip() else line for line in code]
    info = language + (title_of_info(title) if title else "")
    mark = "~" if "`" in info else "`"
    fence = mark * max(3, _longest_run(code, mark) + 1)
    above, below = [indent.rstrip()] * first, [indent.rstrip()] * (len(lines) - last)
    block = [*above, f"{indent}{fence}{info}", *code, f"{indent}{fence}", *below]
    return "\n".join(block).removeprefix(above[0] if above else indent)


def _as_html(content: str, language: str, title: str) -> str:
    """Return a block for code that shares a line with its tags, where no fence can stand."""
    words = f"<p>{escape(title)}</p>" if title else ""
    on_pre = f' data-language="{escape(language)}"' if language else ""
    on_code = f' class="language-{escape(language)}"' if language else ""
    code = content.lstrip("\n")
    missing = "\n" * (len(content) - len(code))
    inside = escape(code.rstrip("\n"), quote=False)
    return f"{missing}{words}<pre{on_pre}><code{on_code}>{inside}</code></pre>"


def _span(content: str) -> str:
    mark = "`" * (_longest_run([content], "`") + 1)
    return f"{mark}{content}{mark}" if mark == "`" else f"{mark} {content} {mark}"


def _longest_run(lines: Sequence[str], mark: str) -> int:
    runs = _RUNS.findall("\n".join(lines))
    return max((len(run) for run in runs if run[0] == mark), default=0)
