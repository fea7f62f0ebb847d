"""The objects and lists of a configuration in JavaScript or TypeScript, as they are written.

As in `javascript`, only texts count, and nothing is run: what a program would work out is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookc.site.javascript import javascript_tokens
from bookc.site.settings import DEEPEST


@dataclass(slots=True)
class Literal:
    """A text, an object or a list."""

    line: int
    text: str = ""
    """Empty for an object or a list."""
    items: list["Literal"] = field(default_factory=list)
    """Of a list."""
    values: dict[str, "Literal"] = field(default_factory=dict)
    """Of an object, by key."""

    def get(self, key: str) -> "Literal":
        """Return what an object has under a key; an empty text if it has nothing there."""
        return self.values.get(key) or Literal(self.line)


@dataclass(slots=True)
class _Open:
    """Something whose end is still to come."""

    sign: str
    literal: Literal
    key: str = ""


def javascript_objects(text: str) -> Mapping[str, Literal]:
    """Return the objects and lists at the top of a file, by the word before each: `exports`."""
    whole = Literal(1)
    opened = [_Open("{", whole)]
    word = ""
    for kind, token, line, is_key in javascript_tokens(text):
        top = opened[-1]
        if kind == "text" and not is_key:
            _add(top, Literal(line, token))
        elif kind != "sign":
            word = token
        elif token in "{[(":
            literal = Literal(line)
            if token != "(" and len(opened) <= DEEPEST:
                top.key = top.key or (word if top.literal is whole else "")
                _add(top, literal)
            opened.append(_Open(token, literal))
        elif token in "}])" and len(opened) > 1:
            opened.pop()
        else:
            top.key = word if token in ":=" else ""
    return whole.values


def _add(top: _Open, literal: Literal) -> None:
    """Put a literal where it stands; of an object, what has no key says nothing."""
    if top.sign == "[":
        top.literal.items.append(literal)
    elif top.sign == "{" and top.key:
        top.literal.values[top.key] = literal
        top.key = ""
