"""How posts name the file that they take code from, in the spellings of four generators.

mdBook writes `{{#include a.rs:2:9}}`, MkDocs `--8<-- "a.cpp:core"`, HonKit `[import](a.js)`, and
Docusaurus `import Code from "!!raw-loader!./a.js"`.
"""

import re
from collections.abc import Iterator

from bookc.frozen import frozen
from bookc.parse.included_code import Lines, Reference, read_range

_TAG = re.compile(
    r"\{\{[ \t]*#(include|rustdoc_include|playground|playpen)[ \t]+([^}\n]{1,300})\}\}"
)
_SNIPPET = re.compile(r"--8<--[ \t]+(?:\"([^\"\n]{1,300})\"|'([^'\n]{1,300})')")
_IMPORT = re.compile(r"\[[ ]?import\b([^\]\n]{0,300})\]\([ ]?([^()\s]{1,300})[ ]?\)")
_OPTION = re.compile(r"(?<![\w-])(\w+)[ ]?[:=][ ]?(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))")
_RANGE = re.compile(r":[ ]?\"?(?:(\d*)-(\d*)|([\w-]+))\"?")
_PAGES = (".html", ".htm", ".md", ".markdown", ".mdx", "/")
_RAW_IMPORT = re.compile(r"import[ \t]+[\w$]+[ \t]+from[ \t]+([\"'])([^\"'\n]{1,300})\1[ \t]*;?")
_RAW_PATH = re.compile(r"(?:!*raw-loader!)(?P<loaded>.+)|(?P<asked>[^?]+)\?raw")
_ANY = re.compile(
    r"\{\{[ \t]*#\w+[ \t]|--8<--[ \t]|\[[ ]?import\b|^import[ \t][^\n]{0,400}\braw", re.MULTILINE
)
LONGEST = 1000
"""Letters of a line that names a file."""


@frozen
class Inclusion:
    """A line of a post in whose place lines of a file stand."""

    reference: Reference
    is_code: bool
    """True if it is code even outside of a fence."""
    language: str = ""
    title: str = ""


def read_inclusion(line: str) -> Inclusion | None:
    """Read a line that is nothing but the name of a file to take lines from."""
    line = line.strip()
    if len(line) > LONGEST or not _ANY.match(line):
        return None
    if tag := _TAG.fullmatch(line):
        return _of_mdbook(tag)
    if snippet := _SNIPPET.fullmatch(line):
        return Inclusion(_of_mkdocs(snippet[1] or snippet[2]), is_code=False)
    written = _IMPORT.fullmatch(line)
    return _of_honkit(written) if written else None


def inclusions_in(text: str) -> Iterator[Inclusion]:
    """Yield what the lines of a post name."""
    if not _ANY.search(text):
        return
    for line in text.split("\n"):
        if found := read_inclusion(line) or _read_import(line.rstrip()):
            yield found


def imported_code(written: str) -> str:
    """Return the path of a file that a program imports as text; empty for any other import."""
    path = _RAW_PATH.fullmatch(written)
    return (path["loaded"] or path["asked"]) if path else ""


def _read_import(line: str) -> Inclusion | None:
    """Read a line that gives a file a name, by which a component shows it."""
    named = _RAW_IMPORT.fullmatch(line)
    path = imported_code(named[2]) if named else ""
    return Inclusion(Reference(path, path), is_code=True) if path else None


def _of_mdbook(tag: re.Match[str]) -> Inclusion:
    written = tag[2].split()[0] if tag[2].split() else ""
    path, _, part = written.partition(":")
    lines = read_range(part) if part else None
    reference = Reference(
        path=path,
        written=written,
        lines=(lines,) if lines else (),
        section="" if lines else part,
    )
    is_program = tag[1] in ("playground", "playpen")
    return Inclusion(
        reference, is_code=is_program, language=_language_of(path) if is_program else ""
    )


def _of_mkdocs(written: str) -> Reference:
    path, _, part = written.partition(":")
    ranges = [read_range(each, one_is_all_after=True) for each in part.split(",")] if part else []
    lines = tuple(each for each in ranges if each)
    is_section = bool(part) and len(lines) < len(ranges)
    return Reference(
        path=path.strip(),
        written=written,
        lines=() if is_section else lines,
        section=part.strip() if is_section else "",
    )


def _of_honkit(written: re.Match[str]) -> Inclusion | None:
    words, path = written[1], written[2]
    if not words.strip() and path.lower().partition("#")[0].endswith(_PAGES):
        return None  # a link whose text happens to be that word
    options = {
        name: double or single or bare for name, double, single, bare in _OPTION.findall(words)
    }
    chosen = _RANGE.match(words)
    lines: tuple[Lines, ...] = ()
    if chosen and chosen[3] is None:
        lines = (Lines(int(chosen[1] or 1), int(chosen[2]) if chosen[2] else None),)
    reference = Reference(
        path=path,
        written=path,
        lines=lines,
        marker=options.get("marker") or (chosen[3] if chosen and chosen[3] else ""),
        unindent=options.get("unindent") == "true",
    )
    language = options.get("lang") or _language_of(path)
    return Inclusion(reference, is_code=True, language=language, title=options.get("title", ""))


def _language_of(path: str) -> str:
    ending = path.rpartition("/")[2].rpartition(".")[2]
    return {"rs": "rust", "yml": "yaml"}.get(ending, ending) if ending.isalnum() else ""
