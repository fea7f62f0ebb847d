"""One post from text to `Post`: metadata block, Markdown, HTML, and rules for the whole tree."""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import PurePosixPath

from markdown_it.utils import EnvType

from bookc.blocks import pieces_of
from bookc.model import (
    ON_DEMAND,
    Location,
    Post,
    Problem,
    ProblemKind,
    Rule,
    SourceFile,
    pack,
)
from bookc.parse.anchors import tidy_anchors
from bookc.parse.bidi import mark_left_to_right
from bookc.parse.blanks import drop_blanks
from bookc.parse.bold_headings import mark_bold_headings
from bookc.parse.dates import without_date
from bookc.parse.environment import Context, findings_of, has_raw_html, note_seen, remove
from bookc.parse.even_rows import even_rows
from bookc.parse.headings import shape_headings, simplify_headings
from bookc.parse.language import direction_of, language_of_post
from bookc.parse.markdown import title_to_html, to_html
from bookc.parse.metadata import read_metadata
from bookc.parse.metadata_block import MetadataBlock, read_block
from bookc.parse.picture_sizes import set_sizes
from bookc.parse.pictures import make_figures
from bookc.parse.spacing import tidy_spaces
from bookc.parse.tally import take_tally
from bookc.parse.template_tags.values import page_values
from bookc.parse.title import Title, shown_title, take_title, with_direction
from bookc.slug import own_name
from bookc.xhtml import Element, parse_fragment, serialise_fragment, xml_text

_REPLACEMENT = "\ufffd"


def parse_post(
    source: SourceFile,
    book_language: str,
    *,
    listed_title: str = "",
    rules: frozenset[Rule] = frozenset(Rule) - ON_DEMAND,
    values: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    needs_title: bool = True,
    math: bool = False,
    zone: tzinfo | None = None,
) -> tuple[Post, tuple[Problem, ...]]:
    """Parse one post.

    Args:
        source: the post as it was read.
        book_language: a BCP 47 tag; empty if the author set none for the book.
        listed_title: what a summary calls it, for a post that has no title of its own.
        rules: the dialects that are on.
        values: what template tags may ask for.
        files: the text of each file that the post takes code from, by path as written.
        needs_title: false for front and back matter, which the book has titles for.
        math: whether dollars are those of formulas where the post does not say it.
        zone: the time zone of the book; None if it has none.

    Returns:
        The post, and all that its author might want to mend.
    """
    path = source.path.as_posix()
    text = xml_text(source.text)
    block = read_block(text, path)
    metadata = read_metadata(block, source.path, zone)
    body = _body(text, block)
    language = metadata.language or language_of_post(body, source.path, book_language)
    known = page_values(block.values) | dict(values or {})
    has_math = (math or None) if metadata.math is None else metadata.math
    context = Context(language, path, rules, known, files or {}, has_math)
    html, env = to_html(body, context)
    root = _tree(html, env)
    tidy_spaces(root)
    for line in drop_blanks(root):
        remove(env, "empty block", line)
    title = take_title(root, _said_title(metadata.title, context))
    tidy_anchors(root)
    set_sizes(root)
    simplify_headings(root)
    make_figures(root, with_captions=Rule.CAPTIONS in rules)
    headings = shape_headings(root)
    mark_bold_headings(root)
    even_rows(root)
    direction = metadata.direction or direction_of(language, body)
    mark_left_to_right(root, direction)
    title = with_direction(title, direction)
    for place, line in enumerate(title.lines):
        remove(env, "line of the title" if place else "title in the text", line)
    post = Post(
        path=source.path,
        title=title.words or listed_title or _title_of_path(source.path),
        published=metadata.published,
        tags=metadata.tags,
        language=language,
        description=metadata.description,
        cover=metadata.cover,
        draft=metadata.draft,
        fragment=pack(serialise_fragment(root)),
        headings=headings,
        at=Location(path, metadata.title_line or title.line or 1),
        title_xhtml=title.xhtml,
        tally=take_tally(root, path, env),
        subtitle=metadata.subtitle,
        authors=metadata.authors,
        translators=metadata.translators,
        updated=metadata.updated,
        categories=metadata.categories,
        cover_alt=metadata.cover_alt,
        cover_caption=metadata.cover_caption,
        direction=direction,
        addresses=metadata.addresses,
        weight=metadata.weight,
        event=metadata.event,
        place=metadata.place,
        canonical=metadata.canonical,
        titled=bool(title.words or listed_title),
    )
    problems = [
        *metadata.problems,
        *(_untitled(post) if needs_title else ()),
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
    if has_raw_html(env):
        from bookc.parse.html import clean_html  # most posts need no parser of HTML

        return clean_html(html, env)
    root = parse_fragment(html)
    note_seen(env, pieces_of(root))
    return root


def _said_title(written: str, context: Context) -> Title:
    """Return the title that the metadata block says, which may hold Markdown or HTML."""
    if not written:
        return Title("")
    html, env = title_to_html(" ".join(written.split()), context)
    root = _tree(f"<h1>{html}</h1>", env)
    heading = root.find("h1")
    return shown_title(root if heading is None else heading)


def _title_of_path(path: PurePosixPath) -> str:
    name = own_name(path)
    return re.sub(r"[-_\s]+", " ", without_date(name)).strip() or name


def _untitled(post: Post) -> Iterator[Problem]:
    if not post.titled:
        yield Problem(
            f'the post has no title: it is called "{post.title}" after its path',
            Location(post.at.path, 1),
            hint="write `title: ...` in its metadata block, or `# ...` above its text",
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
        yield Problem(finding.what, at, finding.hint, finding.kind)
