"""One post from text to `Post`: metadata block, Markdown, HTML, and rules for the whole tree."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from markdown_it.utils import EnvType

from bookc.model import (
    Location,
    Post,
    Problem,
    ProblemKind,
    Rule,
    SourceFile,
)
from bookc.parse.anchors import tidy_anchors
from bookc.parse.blanks import drop_blanks
from bookc.parse.bold_headings import mark_bold_headings
from bookc.parse.dates import without_date
from bookc.parse.environment import Context, findings_of, has_raw_html
from bookc.parse.headings import shape_headings
from bookc.parse.html import clean_html
from bookc.parse.language import language_of_text
from bookc.parse.markdown import to_html, words_of
from bookc.parse.metadata import read_metadata
from bookc.parse.metadata_block import MetadataBlock, read_block
from bookc.parse.pictures import make_figures
from bookc.parse.title import take_title
from bookc.slug import own_name
from bookc.xhtml import Element, parse_fragment, serialise_fragment, xml_text

_REPLACEMENT = "\ufffd"


def parse_post(
    source: SourceFile,
    book_language: str,
    *,
    is_matter: bool = False,
    rules: frozenset[Rule] = frozenset(Rule),
    values: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> tuple[Post, tuple[Problem, ...]]:
    """Parse one post.

    Args:
        source: the post as it was read.
        book_language: a BCP 47 tag; empty if the author set none for the book.
        is_matter: true for front and back matter, which needs no date.
        rules: the dialects that are on.
        values: what template tags may ask for.
        files: the text of each file that the post takes code from, by path as written.

    Returns:
        The post, and all that its author might want to mend.
    """
    path = source.path.as_posix()
    text = xml_text(source.text)
    block = read_block(text, path)
    metadata = read_metadata(block, source.path)
    body = _body(text, block)
    language = metadata.language or language_of_text(body, book_language)
    html, env = to_html(body, Context(language, path, rules, values or {}, files or {}))
    root = _tree(html, env)
    drop_blanks(root)
    title, title_line = take_title(root, words_of(metadata.title))
    tidy_anchors(root)
    make_figures(root)
    headings = shape_headings(root)
    mark_bold_headings(root)
    post = Post(
        path=source.path,
        title=title or _title_of_path(source.path),
        published=metadata.published,
        tags=metadata.tags,
        language=language,
        description=metadata.description,
        cover=metadata.cover,
        draft=metadata.draft,
        xhtml=serialise_fragment(root),
        headings=headings,
        at=Location(path, metadata.title_line or title_line or 1),
    )
    problems = [
        *metadata.problems,
        *_missing(post, has_title=bool(title), needs_date=not is_matter),
        *_lost_letters(text, path),
        *_found(env, path),
    ]
    return post, tuple(problems)


def _body(text: str, block: MetadataBlock) -> str:
    """Return the text below the metadata block, on the same lines as in the file."""
    below = block.body_line - 1
    return "\n" * below + "\n".join(text.split("\n")[below:])


def _tree(html: str, env: EnvType) -> Element:
    html = xml_text(html)  # a character reference may have brought one back
    return clean_html(html, env) if has_raw_html(env) else parse_fragment(html)


def _title_of_path(path: PurePosixPath) -> str:
    name = own_name(path)
    return re.sub(r"[-_\s]+", " ", without_date(name)).strip() or name


def _missing(post: Post, *, has_title: bool, needs_date: bool) -> Iterator[Problem]:
    at = Location(post.at.path, 1)
    if not has_title:
        yield Problem(
            f'the post has no title: it is called "{post.title}" after its path',
            at,
            hint="write `title: ...` in its metadata block, or `# ...` above its text",
            kind=ProblemKind.METADATA,
        )
    if needs_date and post.published is None:
        yield Problem(
            "the post has no date: it stands after those that have one, in the order of paths",
            at,
            hint="write `date: 2023-05-14` in its metadata block",
            kind=ProblemKind.METADATA,
        )


def _lost_letters(text: str, path: str) -> Iterator[Problem]:
    if count := text.count(_REPLACEMENT):
        line = text.count("\n", 0, text.index(_REPLACEMENT)) + 1
        times = "" if count == 1 else f", {count} times"
        yield Problem(
            f"U+FFFD stands for a letter that was lost{times}",
            Location(path, line),
            hint="save the file as UTF-8, or write the letter again",
        )


def _found(env: EnvType, path: str) -> Iterator[Problem]:
    for finding in findings_of(env):
        at = Location(path, finding.line)
        yield Problem(finding.what, at, finding.hint, ProblemKind.MARKUP)
