"""Where each key of a TOML document stands: the lines that `tomllib` does not tell.

In: text that `tomllib` has already read without complaint, so nothing is checked here again.
Out: the line of every table, key and list item, by the path of keys that leads to it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from bookc.frozen import frozen

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys from the outermost to the innermost; an item of a list stands there by its index."""

# Strings of more than one line come first: what looks like a key inside of one is text. Such a
# string ends at the last three of up to five quotes. https://toml.io/en/v1.0.0#string
# No possessive quantifiers: those of Python 3.11.2, which is Debian 12's, match too little.
TOKEN = re.compile(
    r"""
      (?P<string> \"{3} [^"\\]* (?: (?: \\. | "{1,2}(?!") ) [^"\\]* )* "{3,5} | '{3} .*? '{3,5}
                | " [^"\\\n]* (?: \\. [^"\\\n]* )* " | ' [^'\n]* ' )
    | (?P<bare> [A-Za-z0-9_-]+ )
    | (?P<newline> \n )
    | (?P<mark> [\[\]{}=,.] )
    | (?P<blank> [^\S\n]+ | \#[^\n]* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


@frozen
class Token:
    """A piece of the document: `kind` is the name of its group in `TOKEN`."""

    kind: str
    text: str
    line: int


END = Token("end", "", 0)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line, counted from 1, on which each key, table and list item begins.

    A table that is written in several places stands where it is first named. An item of an array
    of tables has its index in the path.
    """
    return _Reader(list(_tokens(text))).read()


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in TOKEN.finditer(text.replace("\r\n", "\n")):
        if match.lastgroup != "blank":
            yield Token(str(match.lastgroup), match[0], line)
        line += match[0].count("\n")


@dataclass(slots=True)
class _Reader:
    """One pass over the tokens of a document."""

    tokens: list[Token]
    next: int = 0
    lines: dict[KeyPath, int] = field(default_factory=dict)
    table_counts: dict[KeyPath, int] = field(default_factory=dict)
    """How many tables each array of tables has so far."""

    def read(self) -> dict[KeyPath, int]:
        """Return the line of every key path of the document."""
        table: KeyPath = ()
        while (token := self._peek()) is not END:
            if token.kind == "newline":
                self.next += 1
            elif token.text == "[":
                table = self._header()
            else:
                self._assignment(table)
        return self.lines

    def _header(self) -> KeyPath:
        line = self._take().line
        is_item = self._skip("[")
        path = self._inside_last_tables(self._key())
        self._mark_key(path, (), line)
        self._skip("]")
        if not is_item:
            return path
        self._skip("]")
        index = self.table_counts.get(path, 0)
        self.table_counts[path] = index + 1
        self.lines[*path, index] = line
        return (*path, index)

    def _inside_last_tables(self, key: KeyPath) -> KeyPath:
        """Return a key with the index of the last table after each array of tables in it."""
        path: KeyPath = ()
        for place, name in enumerate(key, start=1):
            path = (*path, name)
            if place < len(key) and path in self.table_counts:
                path = (*path, self.table_counts[path] - 1)
        return path

    def _assignment(self, table: KeyPath) -> None:
        line = self._peek().line
        key = self._key()
        self._mark_key((*table, *key), table, line)
        self._skip("=")
        self._value((*table, *key))

    def _value(self, path: KeyPath) -> None:
        match self._peek().text:
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case _:
                self._scalar()

    def _scalar(self) -> None:
        # A date or a float is several tokens: `2023-05-07T09:00`, `1.5`.
        while (token := self._peek()).kind not in ("newline", "end"):
            if token.kind == "mark" and token.text != ".":
                return
            self.next += 1

    def _list(self, path: KeyPath) -> None:
        self._skip("[")
        index = 0
        while (token := self._peek_over_newlines()).text not in ("]", ""):
            self.lines[*path, index] = token.line
            self._value((*path, index))
            self._peek_over_newlines()
            self._skip(",")
            index += 1
        self._skip("]")

    def _inline_table(self, path: KeyPath) -> None:
        self._skip("{")
        while self._peek_over_newlines().text not in ("}", ""):
            self._assignment(path)
            self._peek_over_newlines()
            self._skip(",")
        self._skip("}")

    def _key(self) -> KeyPath:
        names: list[str] = [_name(self._take())]
        while self._skip("."):
            names.append(_name(self._take()))
        return tuple(names)

    def _mark_key(self, path: KeyPath, table: KeyPath, line: int) -> None:
        """Note the line of a key, and of every table that its dots name for the first time."""
        for length in range(len(table) + 1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def _peek(self) -> Token:
        return self.tokens[self.next] if self.next < len(self.tokens) else END

    def _peek_over_newlines(self) -> Token:
        while self._peek().kind == "newline":
            self.next += 1
        return self._peek()

    def _take(self) -> Token:
        token = self._peek()
        self.next += 1
        return token

    def _skip(self, mark: str) -> bool:
        """Step over a mark if it comes next."""
        if self._peek().kind != "mark" or self._peek().text != mark:
            return False
        self.next += 1
        return True


def _name(token: Token) -> str:
    """Return the key that a token writes, without quotes and escapes."""
    if token.kind != "string":
        return token.text
    return str(tomllib.loads(f"key = {token.text}")["key"])
