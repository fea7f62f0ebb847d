"""What a post's metadata block means: title, date, tags and the rest, whatever they are called."""

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.model import Location, Problem, ProblemKind
from bookc.parse import metadata_keys as keys
from bookc.parse.dates import date_of_path, read_date, with_offset
from bookc.parse.key_lines import Value
from bookc.parse.language import language_tag
from bookc.parse.metadata_block import MetadataBlock

_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_DRAFT_IF = {
    "draft": _TRUE,
    "private": _TRUE,
    "published": _FALSE,
    "publish": _FALSE,
    "public": _FALSE,
    "status": frozenset({"draft", "hidden", "private"}),
}
_ON_WEB = re.compile(r"https?://[^\s/]\S*")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")


@frozen
class Metadata:
    """What the author says of a post; empty where nothing is said."""

    title: str
    title_line: int | None
    subtitle: str
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    translators: tuple[str, ...]
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    language: str
    direction: str
    description: str
    cover: str
    cover_alt: str
    cover_caption: str
    addresses: tuple[str, ...]
    weight: float | None
    event: str
    place: str
    canonical: str
    draft: bool
    math: bool | None
    """Whether dollars are those of formulas; None if it does not say."""
    problems: tuple[Problem, ...]


def read_metadata(
    block: MetadataBlock, path: PurePosixPath, zone: tzinfo | None = None
) -> Metadata:
    """Read what a block says; what the block leaves open, the path may say.

    Args:
        block: of the post.
        path: of the post.
        zone: the time zone of the book; None if it has none.
    """
    problems = list(block.problems)
    title, title_line = _first(block, keys.TITLE)
    addresses = tuple(_addresses(block.values))
    dated = functools.partial(_date, block, path, zone, problems)
    return Metadata(
        title=title,
        title_line=title_line,
        subtitle=_line(block, keys.SUBTITLE),
        published=with_offset(dated(keys.PUBLISHED) or _date_in(path, addresses, zone)),
        updated=with_offset(dated(keys.UPDATED)),
        authors=_people(block.values, keys.AUTHORS),
        translators=_people(block.values, keys.TRANSLATORS),
        tags=_words(block.values, keys.TAGS),
        categories=_words(block.values, keys.CATEGORIES),
        language=_language(block, path, problems),
        direction=_direction(block),
        description=_line(block, keys.DESCRIPTION),
        cover=_first(block, keys.COVER)[0],
        cover_alt=_line(block, keys.COVER_ALT),
        cover_caption=_line(block, keys.COVER_CAPTION),
        addresses=addresses,
        weight=_weight(block.values),
        event=_line(block, keys.EVENT),
        place=_line(block, keys.PLACE),
        canonical=_web_address(block),
        draft=_is_draft(block.values),
        math=_switch(block.values, keys.MATH),
        problems=tuple(problems),
    )


def _first(block: MetadataBlock, names: tuple[str, ...]) -> tuple[str, int | None]:
    """Return the first value that says something, and its line."""
    for name in names:
        value = block.values.get(name, "")
        text = value if isinstance(value, str) else next(iter(value), "")
        if text:
            return text, block.lines.get(name.partition(".")[0])
    return "", None


def _line(block: MetadataBlock, names: tuple[str, ...]) -> str:
    """Return the first value that says something, on one line."""
    return " ".join(_first(block, names)[0].split())


def _date(
    block: MetadataBlock,
    path: PurePosixPath,
    zone: tzinfo | None,
    problems: list[Problem],
    names: tuple[str, ...],
) -> datetime | None:
    for name in names:
        written = block.values.get(name, "")
        if not written or not isinstance(written, str):
            continue
        if date := read_date(written, zone):
            return date
        what = f'"{written}" is no date that can be read'
        hint = f"write it as in `{name}: 2023-05-14` or `{name}: 2023-05-14T12:00:00+09:00`"
        problems.append(_problem(what, path, block.lines.get(name), hint))
    return None


def _date_in(
    path: PurePosixPath, addresses: tuple[str, ...], zone: tzinfo | None
) -> datetime | None:
    """Return the date that the path of a post has, or else one of its addresses."""
    places = [path, *(PurePosixPath(each.strip("/")) for each in addresses)]
    return next(filter(None, (date_of_path(place, zone) for place in places)), None)


def _people(values: Mapping[str, Value], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of people, each once; `A, B` is two."""
    name = next((name for name in names if values.get(name)), "")
    written = values.get(name, "")
    if isinstance(written, str):
        written = tuple(written.strip("[]").split(","))
    people = (" ".join(each.split()).strip("\"'") for each in written)
    return tuple(dict.fromkeys(filter(None, people)))


def _words(values: Mapping[str, Value], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return each tag once; text is split at commas, and at blanks under the key `tag` alone."""
    name = next((name for name in names if values.get(name)), "")
    written = values.get(name, "")
    if isinstance(written, str):
        between = r"[,\s]+" if name == "tag" and "," not in written else ","
        written = tuple(re.split(between, written.strip("[]")))
    tags = (tag.strip(" \t\"'") for tag in written)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _addresses(values: Mapping[str, Value]) -> Iterator[str]:
    """Yield every address that the post has or had on its site."""
    written = (values.get(name, "") for name in keys.ADDRESSES)
    listed = ((each,) if isinstance(each, str) else each for each in written)
    yield from dict.fromkeys(address for each in listed for address in each if address)


def _weight(values: Mapping[str, Value]) -> float | None:
    for name in keys.WEIGHT:
        written = values.get(name, "")
        if isinstance(written, str) and _NUMBER.fullmatch(written):
            return float(written)
    return None


def _language(block: MetadataBlock, path: PurePosixPath, problems: list[Problem]) -> str:
    written, line = _first(block, keys.LANGUAGE)
    tag = language_tag(written)
    if written and not tag:
        what = f'"{written}" is no language tag'
        problems.append(_problem(what, path, line, "write it as in `lang: ko` or `lang: en-GB`"))
    return tag


def _direction(block: MetadataBlock) -> str:
    written = _first(block, keys.DIRECTION)[0].lower()
    return written if written in ("ltr", "rtl") else ""


def _web_address(block: MetadataBlock) -> str:
    """Return where a post was first published: an address that can be followed, or nothing."""
    written = _first(block, keys.CANONICAL)[0]
    return written if _ON_WEB.fullmatch(written) else ""


def _switch(values: Mapping[str, Value], names: tuple[str, ...]) -> bool | None:
    """Return what the first of some keys switches on or off."""
    for name in names:
        written = str(values.get(name, "")).lower()
        if written in _FALSE:
            return False
        if written in _TRUE or written in names:  # `math: katex`
            return True
    return None


def _is_draft(values: Mapping[str, Value]) -> bool:
    says_so = any(str(values.get(key, "")).lower() in words for key, words in _DRAFT_IF.items())
    return says_so or bool(values.get("password"))


def _problem(what: str, path: PurePosixPath, line: int | None, hint: str) -> Problem:
    return Problem(what, Location(path.as_posix(), line), hint, ProblemKind.METADATA)
