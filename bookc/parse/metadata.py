"""What a post's metadata block means: title, date, tags and the rest, whatever they are called.

The names of keys are those that site generators use; the first in a row that says something wins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from bookc.model import Location, Problem, ProblemKind
from bookc.parse.dates import date_of_path, read_date
from bookc.parse.language import language_tag
from bookc.parse.metadata_block import MetadataBlock

TITLE = ("title", "fulltitle")
PUBLISHED = ("date", "ins_date", "created", "published_at", "publishdate", "pubdate")
TAGS = ("tags", "tag", "topics", "keywords")
DESCRIPTION = ("description", "summary", "excerpt", "spoiler", "lead")
COVER = ("cover", "image", "hero", "banner_image", "img")
LANGUAGE = ("lang", "locale", "language")
ADDRESSES = ("path", "url", "permalink")

_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_DRAFT_IF = {
    "draft": _TRUE,
    "private": _TRUE,
    "published": _FALSE,
    "publish": _FALSE,
    "public": _FALSE,
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the author says of a post; empty where nothing is said."""

    title: str
    title_line: int | None
    published: datetime | None
    tags: tuple[str, ...]
    language: str
    description: str
    cover: str
    draft: bool
    problems: tuple[Problem, ...]


def read_metadata(block: MetadataBlock, path: PurePosixPath) -> Metadata:
    """Read what a block says; what the block leaves open, the path may say."""
    problems = list(block.problems)
    title, title_line = _first(block, TITLE)
    return Metadata(
        title=title,
        title_line=title_line,
        published=_published(block, path, problems),
        tags=tuple(_tags(block.values)),
        language=_language(block, path, problems),
        description=" ".join(_first(block, DESCRIPTION)[0].split()),
        cover=_first(block, COVER)[0],
        draft=_is_draft(block.values),
        problems=tuple(problems),
    )


def _first(block: MetadataBlock, keys: tuple[str, ...]) -> tuple[str, int | None]:
    """Return the first value that says something, and its line."""
    for key in keys:
        value = block.values.get(key, "")
        text = value if isinstance(value, str) else next(iter(value), "")
        if text:
            return text, block.lines.get(key)
    return "", None


def _published(
    block: MetadataBlock, path: PurePosixPath, problems: list[Problem]
) -> datetime | None:
    for key in PUBLISHED:
        written = block.values.get(key, "")
        if not written or not isinstance(written, str):
            continue
        if date := read_date(written):
            return date
        what = f'"{written}" is no date that can be read'
        hint = f"write it as in `{key}: 2023-05-14` or `{key}: 2023-05-14T12:00:00+09:00`"
        problems.append(_problem(what, path, block.lines.get(key), hint))
    in_address = _first(block, ADDRESSES)[0].strip("/")
    return date_of_path(path) or date_of_path(PurePosixPath(in_address))


def _tags(values: Mapping[str, str | tuple[str, ...]]) -> Iterator[str]:
    """Yield each tag once; text is split at commas, and at blanks under the key `tag` alone."""
    key = next((key for key in TAGS if values.get(key)), "")
    written = values.get(key, "")
    if isinstance(written, str):
        between = r"[,\s]+" if key == "tag" and "," not in written else ","
        written = tuple(re.split(between, written.strip("[]")))
    tags = (tag.strip(" \t\"'") for tag in written)
    yield from dict.fromkeys(tag for tag in tags if tag)


def _language(block: MetadataBlock, path: PurePosixPath, problems: list[Problem]) -> str:
    written, line = _first(block, LANGUAGE)
    tag = language_tag(written)
    if written and not tag:
        what = f'"{written}" is no language tag'
        problems.append(_problem(what, path, line, "write it as in `lang: ko` or `lang: en-GB`"))
    return tag


def _is_draft(values: Mapping[str, str | tuple[str, ...]]) -> bool:
    says_so = any(str(values.get(key, "")).lower() in words for key, words in _DRAFT_IF.items())
    return says_so or bool(values.get("password"))


def _problem(what: str, path: PurePosixPath, line: int | None, hint: str) -> Problem:
    return Problem(what, Location(path.as_posix(), line), hint, ProblemKind.METADATA)
