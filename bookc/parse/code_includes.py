"""Rule: code that stands in a file of its own is shown where a post names it.

On a line of a fence, the lines of the file come in its place. On a line of its own they are a code
block (HonKit's `import`, mdBook's `playground`) or Markdown (all others).
"""

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from bookc.frozen import frozen
from bookc.parse.boxes import line_text, push_line
from bookc.parse.code_info import read_info
from bookc.parse.code_references import Inclusion, read_inclusion
from bookc.parse.environment import context_of, language_of, remove, report
from bookc.parse.included_code import RUST, cut, without_hidden_lines
from bookc.wording import wording

_PAGE_TITLE = re.compile(r"\s*\{\{[ \t]*#title[ \t][^{}\n]{0,300}\}\}\s*")
"""What mdBook is to call the page of a chapter in a browser."""
_DEPTH = "inclusions"
_DEEPEST = 4
"""Files that take text from files; one that takes it from itself has to end."""


@frozen
class _Taken:
    text: str
    """What stands in the place of the line."""
    stand_in: str
    """What stands there if there is nothing to take."""
    problem: str = ""
    hint: str = ""


def code_includes(md: MarkdownIt) -> None:
    """Read what takes code from files."""
    md.block.ruler.before(
        "fence", "inclusion", _read_line, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.core.ruler.after("block", "inclusions", _fill_fences)


def _read_line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(line):
        return False
    if _PAGE_TITLE.fullmatch(line_text(state, line)):
        if not silent:
            remove(state.env, "template tag", line + 1)
            state.line = line + 1
        return True
    if not (inclusion := read_inclusion(line_text(state, line))):
        return False
    if silent:
        return True
    taken = _take(inclusion, state.env)
    if inclusion.is_code:
        _push_code(state, inclusion, taken, line)
    else:
        _push_markdown(state, taken, line)
    state.line = line + 1
    return True


def _push_code(state: StateBlock, inclusion: Inclusion, taken: _Taken, line: int) -> None:
    token = state.push("fence", "code", 0)
    title = inclusion.title.replace('"', "'")
    token.info = inclusion.language + (f' title="{title}"' if title else "")
    token.content, token.map = taken.text, [line, line + 1]
    token.meta = {"taken": taken}


def _push_markdown(state: StateBlock, taken: _Taken, line: int) -> None:
    depth = state.env.get(_DEPTH, 0)
    if depth >= _DEEPEST:
        taken = _Taken(
            taken.stand_in, taken.stand_in, "files take text from each other without end"
        )
    before = len(state.tokens)
    if taken.problem:
        push_line(state, taken.text.strip(), line).meta = {"taken": taken}
    else:
        state.env[_DEPTH] = depth + 1
        state.tokens += state.md.block.parse(taken.text, state.md, state.env, []) or []
        state.env[_DEPTH] = depth
    for token in state.tokens[before:]:
        token.map = [line, line + 1] if token.map else None
        token.markup = "" if token.type == "fence" else token.markup


def _fill_fences(state: StateCore) -> None:
    """Put the lines of files into fences, and report what is not there."""
    for token in state.tokens:
        line = (token.map or [0])[0] + 1
        if taken := token.meta.get("taken"):
            _report(state.env, taken, line)
        elif token.type == "fence":
            token.content = _filled(token, state.env, line)
        if token.type == "fence" and read_info(token.info).language in RUST:
            token.content = without_hidden_lines(token.content)


def _filled(fence: Token, env: EnvType, line: int) -> str:
    if "{{" not in fence.content and "--8<--" not in fence.content:
        return str(fence.content)
    filled = []
    for number, text in enumerate(fence.content.splitlines(keepends=True), start=line + 1):
        inclusion = read_inclusion(text)
        if inclusion is None:
            filled.append(text.replace("\\{{#", "{{#"))
            continue
        taken = _take(inclusion, env)
        _report(env, taken, number)
        indent = text[: len(text) - len(text.lstrip())]
        filled += [f"{indent}{each}" for each in taken.text.splitlines(keepends=True)]
    return "".join(filled)


def _report(env: EnvType, taken: _Taken, line: int) -> None:
    if taken.problem:
        report(env, taken.problem, line=line, hint=taken.hint)


def _take(inclusion: Inclusion, env: EnvType) -> _Taken:
    reference = inclusion.reference
    files: Mapping[str, str] = context_of(env).files
    stand_in = f"[{wording(language_of(env)).missing_code}: {reference.written}]\n"
    if reference.path not in files:
        hint = "code can come from any text file inside the project"
        return _Taken(
            stand_in, stand_in, f"file to take code from not found: {reference.path}", hint
        )
    text = cut(files[reference.path], reference)
    if text is None:
        name = reference.section or reference.marker
        return _Taken(stand_in, stand_in, f'no section "{name}" in {reference.path}')
    return _Taken(text, stand_in)
