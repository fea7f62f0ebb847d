r"""Macros of TeX: what `\newcommand` defines in one formula of a post counts in all that follow."""

import re
from collections.abc import MutableMapping

from bookc.formulas.tex import closing_brace
from bookc.frozen import frozen

DEEPEST = 8
"""Macros in one another."""
LONGEST = 20_000
"""Signs that a formula may grow to."""

_DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand|DeclareMathOperator)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?"
    r"\s*(?:\[(\d)\]\s*)?\{|\\def\s*\\([A-Za-z]+)((?:#\d)*)\s*\{"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ARGUMENT = re.compile(r"\s*(\{|\\[A-Za-z]+|\\?.)", re.DOTALL)
_PLACE = re.compile(r"#(\d)")


@frozen
class Macro:
    """What a command stands for."""

    arguments: int
    body: str
    """With `#1` where the first of them goes."""


Macros = MutableMapping[str, Macro]


def take_definitions(tex: str, macros: Macros) -> str:
    """Take the definitions out of a formula, note them, and return what is left."""
    parts: list[str] = []
    at = 0
    while definition := _DEFINITION.search(tex, at):
        end = closing_brace(tex, definition.end())
        body = tex[definition.end() : end]
        if definition[0].startswith("\\Declare"):
            body = rf"\operatorname{{{body}}}"
        count = int(definition[2] or 0) if definition[1] else definition[4].count("#")
        macros[definition[1] or definition[3]] = Macro(count, body)
        parts.append(tex[at : definition.start()])
        at = end + 1
    return "".join([*parts, tex[at:]])


def expand(tex: str, macros: Macros) -> str:
    """Return a formula with what its macros stand for in their place."""
    for _ in range(DEEPEST if macros else 0):
        expanded = _expanded_once(tex, macros)
        if expanded == tex or len(expanded) > LONGEST:
            break
        tex = expanded
    return tex


def _expanded_once(tex: str, macros: Macros) -> str:
    parts: list[str] = []
    at = 0
    for command in _COMMAND.finditer(tex):
        macro = macros.get(command[1])
        if macro is None or command.start() < at:
            continue
        arguments, end = _arguments(tex, command.end(), macro.arguments)
        parts += [tex[at : command.start()], _filled_in(macro.body, arguments)]
        if macro.body[-1:].isalpha() and tex[end : end + 1].isalpha():
            parts.append(" ")  # `\R x`, whose blank ended the name, must not become `\mathbbRx`
        at = end
    return "".join([*parts, tex[at:]])


def _arguments(tex: str, at: int, count: int) -> tuple[list[str], int]:
    """Return what stands behind a command, in braces or by itself, and where it ends."""
    found: list[str] = []
    for _ in range(count):
        argument = _ARGUMENT.match(tex, at)
        if not argument:
            break
        at = argument.end()
        if argument[1] == "{":
            end = closing_brace(tex, at)
            found.append(tex[at:end])
            at = end + 1
        else:
            found.append(argument[1])
    return found, min(at, len(tex))


def _filled_in(body: str, arguments: list[str]) -> str:
    def argument(place: re.Match[str]) -> str:
        number = int(place[1])
        return arguments[number - 1] if 0 < number <= len(arguments) else ""

    return _PLACE.sub(argument, body)
