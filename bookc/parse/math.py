r"""Rule: formulas in TeX, `$…$`, `$$…$$` and ```` ```math ````, are kept as they are for `render`.

Before Markdown sees the post, each formula is put out of its way: a mark and a number stand in its
place, on as many lines. In the finished HTML the number becomes `<span class="math">`, or
`<div class="math">` for one that stands alone, with the TeX as its text. Dollars are no formulas
unless something in their post makes that likely: prices and variables of a shell stay as they are.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.utils import EnvType

from bookc.formulas import Macros, UnreadableFormulaError, expand, mathml_of, take_definitions
from bookc.frozen import frozen
from bookc.model import Rule
from bookc.parse.environment import context_of, remove, report
from bookc.parse.formula_scan import Found, find_formula_scripts, find_formulas
from bookc.slug import safe_id

_HIDDEN = "formulas"
_MARK = "formula_mark"
_MACROS = "formula_macros"
_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_ONLY_REFERENCE = re.compile(r"\s*\\(?:eq)?ref\{([^{}]*)\}\s*")
_QUOTE_MARKS = re.compile(r"[ \t>]*")
_FIRST_MARK = 0xF0000
"""The private use area in which a mark is looked for that the post does not hold."""
_SHOWN = 60


def hide_formulas(text: str, env: EnvType) -> str:
    """Put a mark in the place of each formula, and report those that cannot be read."""
    context = context_of(env)
    if context.math is False or not ("$" in text or "\\begin{" in text):
        return text
    found = find_formulas(text, fenced_boxes=Rule.FENCED_BOXES in context.rules)
    is_likely = context.math or any(each.is_evident for each in found)
    formulas = [each for each in found if is_likely or each.is_environment]
    labels = {label for each in formulas for label in _LABEL.findall(each.tex)}
    formulas = [each for each in formulas if not each.label or each.label in labels]
    return _with_marks(text, formulas, env)


def hide_formula_scripts(text: str, env: EnvType) -> str:
    """Put a mark in the place of each formula that is a script, which a book would leave out.

    In a post without formulas its TeX is code.
    """
    if "math/tex" not in text.lower():
        return text
    return _with_marks(text, find_formula_scripts(text), env)


def _with_marks(text: str, formulas: Sequence[Found], env: EnvType) -> str:
    if not formulas:
        return text
    if _MARK not in env:
        unused = (mark for mark in map(chr, range(_FIRST_MARK, 0xFFFFE)) if mark not in text)
        env[_MARK] = next(unused)
    parts: list[str] = []
    at = line = 0
    for each in formulas:
        line += text.count("\n", at, each.start)
        parts += [text[at : each.start], _hidden(each, text, line + 1, env)]
        line += text.count("\n", each.start, each.end)
        at = each.end
    return "".join([*parts, text[at:]])


def formulas(md: MarkdownIt) -> None:
    """Read formulas that stand alone, and fences with `math`."""
    options: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("code", "formula", _read_block, options)
    md.core.ruler.after("block", "formula_fences", _read_fences)
    md.add_render_rule("formula", _render)


def show_formulas(html: str, env: EnvType) -> str:
    """Put every formula back into the HTML of a post: as written, inside of a tag or of code.

    What is code is known for good only now: a fence in a list that ends early is none.
    """
    if _MARK not in env:
        return html
    mark = re.escape(env[_MARK])
    hidden = re.compile(rf"{mark}(\d+){mark}(?:\s*{mark}{mark})*|{mark}{mark}")

    def shown(match: re.Match[str]) -> str:
        if match[0][0] == "<":
            return hidden.sub(lambda each: _at(env, each, "source"), match[0])
        return _at(env, match, "html")

    return re.sub(rf"<code\b[^<>]*>[^<]*</code>|<[^<>]*>|{hidden.pattern}", shown, html)


def _at(env: EnvType, match: re.Match[str], form: str) -> str:
    kept: list[_Kept] = env[_HIDDEN]
    return str(getattr(kept[int(match[1])], form)) if match[1] else ""


def _hidden(found: Found, text: str, line: int, env: EnvType) -> str:
    """Note a formula and return what stands in its place."""
    source = text[found.start : found.end]
    lines = source.split("\n")
    start = text.rfind("\n", 0, found.start) + 1
    quotes = text.count(">", start, found.start) if len(lines) > 1 else 0
    marks = [_marks_of(each, quotes) for each in lines[1:]]
    tex = "\n".join(
        [found.tex.split("\n")[0]]
        + [each[len(mark) :] for each, mark in zip(found.tex.split("\n")[1:], marks, strict=False)]
    )
    html = _html_of(tex, source, line, env, found)
    is_block = found.is_alone and not html.startswith(("<a ", "<code>"))
    number = _keep(_Kept(html, escape(source), is_block), env)
    mark = env[_MARK]
    return "\n".join([f"{mark}{number}{mark}", *(f"{each}{mark}{mark}" for each in marks)])


def _marks_of(line: str, quotes: int) -> str:
    """Return the blanks and marks of quotes that a line of a formula begins with."""
    marks = _QUOTE_MARKS.match(line)
    written = marks[0] if marks else ""
    while written.count(">") > quotes:
        written = written[: written.rindex(">")]
    return written


@frozen
class _Kept:
    """A formula while a mark stands in its place."""

    html: str
    source: str
    """As it is written, escaped: for where only text can be."""
    is_block: bool


def _keep(kept: _Kept, env: EnvType) -> int:
    """Note a formula, and return its number."""
    all_kept: list[_Kept] = env.setdefault(_HIDDEN, [])
    all_kept.append(kept)
    return len(all_kept) - 1


def _html_of(tex: str, source: str, line: int, env: EnvType, found: Found) -> str:
    if found.label or (only := _ONLY_REFERENCE.fullmatch(tex)):
        label = found.label or (only[1] if only else "")
        return _reference(label, is_bare=not source.strip("$ ").startswith("\\eq"))
    if not found.is_script:
        return _element(tex, source, line, env, is_display=found.is_alone)
    if not _has_formulas(env):
        return _code(tex.strip())
    return _element(tex, tex.strip(), line, env, is_display=found.is_alone)


def _has_formulas(env: EnvType) -> bool:
    context = context_of(env)
    return Rule.MATH in context.rules and context.math is not False


def _reference(label: str, *, is_bare: bool) -> str:
    """Return a link whose words are the number of a formula; `order` knows it."""
    kind = "formula-number" if is_bare else "formula-reference"
    return f'<a class="{kind}" href="#{escape(safe_id(label))}">{escape(label)}</a>'


def _element(tex: str, source: str, line: int, env: EnvType, *, is_display: bool) -> str:
    """Return the element of a formula, or its source if it cannot be read."""
    macros: Macros = env.setdefault(_MACROS, {})
    tex = take_definitions(" ".join(_COMMENT.sub("", tex).split()), macros)
    tex = expand(tex, macros).strip()
    if not tex:
        remove(env, "macro definition", line)
        return ""
    try:
        mathml_of(tex, is_display=is_display)
    except UnreadableFormulaError as error:
        words = " ".join(source.split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        report(
            env,
            f"the formula {shown} cannot be read, so its source is shown: {error}",
            line=line,
            hint="write it with commands that LaTeX has",
        )
        code = _code(source)
        return f'<pre data-line="{line}">{code}</pre>' if is_display else code
    if not is_display:
        return f'<span class="math">{escape(tex, quote=False)}</span>'
    return f'<div class="math"{_numbering(tex)} data-line="{line}">{_without_labels(tex)}</div>'


def _code(source: str) -> str:
    return f"<code>{escape(source, quote=False)}</code>"


def _numbering(tex: str) -> str:
    r"""Return the attributes of a formula that has a number: its anchor, and its `\tag`."""
    label, tag = _LABEL.search(tex), _TAG.search(tex)
    anchor = f' id="{escape(safe_id(label[1]))}"' if label and safe_id(label[1]) else ""
    is_numbered = label or tag
    return f'{anchor} data-number="{escape(tag[1]) if tag else ""}"' if is_numbered else ""


def _without_labels(tex: str) -> str:
    return escape(" ".join(_TAG.sub("", _LABEL.sub("", tex)).split()), quote=False)


def _read_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a line that is a mark alone, and the empty marks below it."""
    mark = state.env.get(_MARK)
    if not mark:
        return False
    line = _line(state, start)
    number = line[1:-1]
    if line[:1] != mark or line[-1:] != mark or not number.isdecimal():
        return False
    if not state.env[_HIDDEN][int(number)].is_block:
        return False
    if silent:
        return True
    last = start + 1
    while last < end and _line(state, last) == mark * 2:
        last += 1
    state.line = last
    token = state.push("formula", "", 0)
    token.content = line
    token.map = [start, last]
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _read_fences(state: StateCore) -> None:
    if context_of(state.env).math is False:
        return
    for token in state.tokens:
        if token.type != "fence" or token.info.split()[:1] != ["math"] or not token.map:
            continue
        if not token.content.strip():
            continue
        source = token.content.strip("\n")
        html = _element(source, source, token.map[0] + 1, state.env, is_display=True)
        mark = state.env.setdefault(_MARK, chr(_FIRST_MARK))
        token.type, token.tag, token.markup = "formula", "", ""
        token.content = (
            f"{mark}{_keep(_Kept(html, escape(source), is_block=True), state.env)}{mark}"
        )


def _render(_renderer: RendererHTML, tokens: Sequence[Any], index: int, *_: Any) -> str:
    return f"{tokens[index].content}\n"
