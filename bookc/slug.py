"""Names made from headings and paths, and the order of paths. No file, no Markdown."""

import functools
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypeAlias

LONGEST_NAME = 60
"""Letters of a name made from a path: e-readers have been seen to choke on long file names."""

INDEX_NAMES = frozenset({"index", "readme", "article", "_index"})
"""File names that say nothing: the folder has the name."""

# NameChar of XML 1.0, fifth edition, without the colon (namespaces) and the two joiners (invisible,
# so nobody could type the id again). https://www.w3.org/TR/xml/#NT-NameChar
_NOT_IN_ID = re.compile(
    "[^-.0-9_a-zA-Z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u203f-\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_JOINERS = re.compile("[\u200c\u200d]")
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"(\d+)")

PathOrder: TypeAlias = tuple[tuple[tuple[int, int, str], ...], ...]


def heading_slug(title: str) -> str:
    """Return the anchor that GitHub gives a heading, which authors link to.

    Letters of any script, digits, hyphens and underscores stay; a space becomes a hyphen.

    Source: https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/node_filter/table_of_contents_filter.rb
    """
    lowered = unicodedata.normalize("NFC", title).strip().lower()
    return "".join(
        "-" if letter == " " else letter
        for letter in lowered
        if letter in " -_" or unicodedata.category(letter)[0] in "LMN"
    )


def anchors_of_heading(title: str) -> tuple[str, ...]:
    """Return the anchors that site generators give a heading, GitHub's first, each once.

    What differs is what becomes of letters beyond ASCII, of dots, and of runs of blanks.
    """
    return tuple(dict.fromkeys(filter(None, (rule(title) for rule in _ANCHOR_RULES))))


def only_letters(text: str) -> str:
    """Return the letters and digits of a text, in one case: what no rule for anchors changes."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(each for each in composed if unicodedata.category(each)[0] in "LMN")


def _gitbook_anchor(title: str) -> str:
    """Return the anchor of a GitBook export: dots stay, and a run of blanks is one hyphen."""
    words = unicodedata.normalize("NFC", title).lower().replace("&", " and ")
    return "-".join(re.sub(r"[^\w\s.-]", "", words).split())


def _new_gitbook_anchor(title: str) -> str:
    """Return the anchor of GitBook since 2023, which begins with no digit."""
    anchor = _gitbook_anchor(title)
    return f"id-{anchor}" if anchor[:1].isdigit() else anchor


def _kramdown_anchor(title: str) -> str:
    """Return kramdown's anchor: ASCII alone, from the first letter on.

    Source: https://kramdown.gettalong.org/converter/html.html#auto-ids
    """
    kept = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", title.strip()))
    return kept.replace(" ", "-").lower()


def _goldmark_anchor(title: str) -> str:
    """Return goldmark's anchor: ASCII alone, and a hyphen for an underscore too.

    Source: https://github.com/yuin/goldmark/blob/master/parser/parser.go
    """
    kept = re.sub(r"[^a-zA-Z0-9\s_-]", "", title.strip())
    return re.sub(r"[\s_]", "-", kept).lower()


def _ascii_anchor(title: str) -> str:
    """Return the anchor of Python-Markdown, which MkDocs and Pelican have: accents off."""
    decomposed = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^\w\s-]", "", decomposed).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


_ANCHOR_RULES = (
    heading_slug,
    _gitbook_anchor,
    _new_gitbook_anchor,
    _kramdown_anchor,
    _goldmark_anchor,
    _ascii_anchor,
)


def without_unseen(text: str) -> str:
    """Return an address or id without the characters in it that are seen nowhere.

    Joiners stay: names of files in Persian or Hindi have them.
    """
    return _UNSEEN.sub("", text)


def safe_id(written: str) -> str:
    """Return an author's anchor as XML takes it after a prefix; empty if nothing is left."""
    seen = _JOINERS.sub("", without_unseen(written.strip()))
    return _NOT_IN_ID.sub("-", unicodedata.normalize("NFC", seen))


def own_name(path: PurePosixPath) -> str:
    """Return the part of a post's path that names it: its file without ending, or its folder."""
    if path.stem.lower() in INDEX_NAMES and path.parent.name:
        return path.parent.name
    return path.stem


@functools.lru_cache(maxsize=1024)
def path_order(path: PurePosixPath) -> PathOrder:
    """Return a key that puts paths in natural order: `2` before `10`, capitals among the rest."""
    return tuple(_part_order(part) for part in path.parts)


def names_of_posts(paths: Sequence[PurePosixPath], kind: str) -> tuple[str, ...]:
    """Return a name in ASCII for each post: `kind`, then what its file or folder is called."""
    return unique_names(kind, [(own_name(path), path.as_posix()) for path in paths])


def unique_names(kind: str, things: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return a name in ASCII for each thing, unique among them and never with two hyphens in a row.

    A name depends on its thing alone, so a new one renames no other; only things that would share
    a name all have a digest of their identity after it.

    Args:
        kind: what every name begins with, a word in lower case.
        things: what each is called, and what sets it apart from all others.
    """
    plain = [_ascii_name(kind, title, identity) for title, identity in things]
    shared = Counter(plain)
    return tuple(
        f"{name}-{_digest(identity)}" if shared[name] > 1 else name
        for name, (_, identity) in zip(plain, things, strict=True)
    )


def _ascii_name(kind: str, title: str, identity: str) -> str:
    """Return `kind-title`, with a digest of the identity if letters of the title are lost."""
    decomposed = unicodedata.normalize("NFKD", title).lower()
    letters = "".join(each for each in decomposed if unicodedata.category(each)[0] != "M")
    name = _NOT_IN_NAME.sub("-", letters).strip("-")
    if name and letters.isascii() and len(name) <= LONGEST_NAME:
        return f"{kind}-{name}"
    short = name[:LONGEST_NAME].strip("-")
    return "-".join(part for part in (kind, short, _digest(identity)) if part)


def _digest(text: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]


def _part_order(part: str) -> tuple[tuple[int, int, str], ...]:
    pieces = _DIGITS.split(unicodedata.normalize("NFC", part))
    return tuple(
        (0, int(piece), piece) if index % 2 else (1, 0, piece.casefold())
        for index, piece in enumerate(pieces)
        if piece
    )
