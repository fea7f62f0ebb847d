"""`import` and `export` at the top of MDX: programs, which a book leaves out.

Kept is what names stand for: `import hero from "./hero.png"` and then `src={hero}`, or
``export const code = `ls`;`` and then `{code}`.
"""

import re
from collections.abc import Iterator, Mapping

from markdown_it.utils import EnvType

from bookc.parse.code_walk import CodeWalk
from bookc.parse.environment import remove

_IMPORTED = "imported_files"
_CONSTANTS = "exported_texts"
_START = re.compile(r"^(?:import|export)(?=[\s{*\"'])", re.MULTILINE)
_NAMES = r"(?:[\w$]+|\*\s*as\s+[\w$]+|\{[^{}]{0,2000}\})"
_IMPORT = re.compile(
    rf"import\s+(?:{_NAMES}(?:\s*,\s*{_NAMES})?\s*from\s*)?(?:\"([^\"\n]+)\"|'([^'\n]+)')"
    r"[ \t]*;?[ \t]*(?=\n|$)"
)
_EXPORT = re.compile(
    r"export\s+(?:(?:const|let|var|class|interface|type|enum)\s+[\w${\[]"
    r"|(?:async\s+)?function\b|\{|\*\s|default\s+(?:[\w$.]+[ \t]*;?[ \t]*(?=\n|$)"
    r"|(?:async\s+)?function\b|class\b|[\w$]*\s*[({\[]))"
)
_NAME = re.compile(r"import\s+([\w$]+)\s+from\b")
_CONSTANT = re.compile(
    r"export\s+const\s+([\w$]+)\s*=\s*"
    r"(?:`((?:[^`\\]|\\.)*)`|\"([^\"\\\n]*)\"|'([^'\\\n]*)'|(-?\d[\d.]*))\s*;?\s*",
    re.DOTALL,
)
_BRACKETS = re.compile(
    r"""[(){}\[\]\n]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|/\*""",
    re.DOTALL,
)
_LONGEST = 50_000


def drop_statements(text: str, env: EnvType) -> str:
    """Return a text without the statements at its margin, each line left blank."""
    kept, at, line = [], 0, 1
    for start, end in _statements(text, env):
        line += text.count("\n", at, start)
        lines = text.count("\n", start, end)
        for number in range(line, line + lines + 1):
            remove(env, "import or export", number)
        kept += [text[at:start], "\n" * lines]
        line += lines
        at = end
    return "".join([*kept, text[at:]])


def imported_files(env: EnvType) -> Mapping[str, str]:
    """Return the files that names stand for."""
    files: Mapping[str, str] = env.get(_IMPORTED, {})
    return files


def exported_texts(env: EnvType) -> Mapping[str, str]:
    """Return the texts that names stand for, as they are written between their quotes."""
    texts: Mapping[str, str] = env.get(_CONSTANTS, {})
    return texts


def _statements(text: str, env: EnvType) -> Iterator[tuple[int, int]]:
    code = CodeWalk(text)
    names: dict[str, str] = env.setdefault(_IMPORTED, {})
    texts: dict[str, str] = env.setdefault(_CONSTANTS, {})
    at = last = 0
    while found := _START.search(text, at):
        start, at = found.span()
        if code.is_code(start) or not _may_begin(text, start, last):
            continue
        if statement := _IMPORT.match(text, start):
            end = statement.end()
            if name := _NAME.match(text, start):
                names[name[1]] = statement[1] or statement[2]
        elif _EXPORT.match(text, start):
            end = _end_of_statement(text, start)
            if constant := _CONSTANT.fullmatch(text, start, end):
                texts[constant[1]] = next(
                    each for each in constant.groups()[1:] if each is not None
                )
        else:
            continue
        yield start, end
        at = last = end
        code.skip_to(end)


def _may_begin(text: str, start: int, last: int) -> bool:
    """Tell whether a statement may begin: below a blank line or another statement."""
    before = text[max(start - 200, last) : start]
    return not before.strip() or before.endswith("\n\n") or not before.split("\n")[-2].strip()


def _end_of_statement(text: str, start: int) -> int:
    """Return where the line ends on which all brackets of a statement are closed.

    A statement that never closes them ends before the first blank line.
    """
    depth, at = 0, start
    end = min(len(text), start + _LONGEST)
    while found := _BRACKETS.search(text, at, end):
        at = found.end()
        if found[0] == "/*":
            at = max(text.find("*/", at, end) + 2, at)
        elif found[0] == "\n":
            if depth <= 0 and not _goes_on(text, at):
                return found.start()
        elif len(found[0]) == 1:
            depth += 1 if found[0] in "({[" else -1
    if depth <= 0 and end == len(text):
        return end
    blank = text.find("\n\n", start)
    return blank if blank >= 0 else len(text)


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a line belongs to the statement above it: an indented one does."""
    return text.startswith((" ", "\t"), at)
