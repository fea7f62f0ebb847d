"""All posts of a collection, parsed: each as a job of its own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bookc.jobs import Runner
from bookc.model import (
    BookConfig,
    Collection,
    CoverPage,
    Manuscript,
    Post,
    Problem,
    Rule,
    SourceFile,
    matter_kind,
)
from bookc.parse.dialects import find_dialects
from bookc.parse.kept import PARSE, ParseInput, parsed
from bookc.parse.language import language_tag
from bookc.xhtml import xml_text

_COVER_PAGES = frozenset({".html", ".htm", ".xhtml"})
_FEW_LETTERS = 250_000
"""In posts: they are parsed in 0.7 s. A worker is there after half a second, and loads what parses
in 0.1."""


def parse_posts(collection: Collection, config: BookConfig, runner: Runner) -> Manuscript:
    """Parse all posts of a collection, and its front and back matter."""
    rules = tuple(sorted(find_dialects(collection, config.markdown).rules))
    values = collection.site.values
    language = config.book.language or language_tag(collection.site.language)
    titles = dict(_titles_of_site(collection))
    takes_code = any(rule in rules for rule in (Rule.CODE_INCLUDES, Rule.MDX))
    matter = {source.path for source in (*collection.front, *collection.back)}
    inputs = [
        ParseInput(
            source.path.as_posix(),
            source.text,
            language,
            titles.get(source.path, ""),
            rules,
            values,
            _code_files(source, collection, config.project) if takes_code else {},
            needs_title=not (source.path in matter and matter_kind(source.path)),
            math=config.markdown.get(Rule.MATH, False),
            timezone=config.book.timezone,
        )
        for source in (*collection.posts, *collection.front, *collection.back)
    ]
    entries = runner.run(PARSE, inputs, "posts", few=_are_few, shared=True)
    results = [
        parsed(entry.file.read_bytes(), entry.facts, is_new=entry.is_new) for entry in entries
    ]
    posts: list[Post] = [_with_names(post, collection.site.people) for post, _ in results]
    problems: list[Problem] = [problem for _, found in results for problem in found]
    cover_page, of_cover = _cover_page(config)
    body, front = len(collection.posts), len(collection.posts) + len(collection.front)
    return Manuscript(
        posts=tuple(posts[:body]),
        front=tuple(posts[body:front]),
        back=tuple(posts[front:]),
        problems=(*collection.problems, *problems, *of_cover),
        cover_page=cover_page,
    )


def _are_few(inputs: Iterable[ParseInput]) -> bool:
    return sum(len(each.text) for each in inputs) <= _FEW_LETTERS


def _cover_page(config: BookConfig) -> tuple[CoverPage | None, tuple[Problem, ...]]:
    """Return the cover that a book's settings name if it is a page, and what is wrong with it."""
    path = config.epub.cover
    if path is None or path.suffix.lower() not in _COVER_PAGES:
        return None, ()
    from bookc.parse.cover_page import read_cover_page  # most covers are drawn

    return read_cover_page(path, config)


def _code_files(source: SourceFile, collection: Collection, project: Path) -> Mapping[str, str]:
    from bookc.parse.code_files import read_code_files  # few books take code from files

    return read_code_files(source, collection, project)


def _with_names(post: Post, people: Mapping[str, str]) -> Post:
    """Return a post with the names of those whom it calls as its site does."""
    if people.keys().isdisjoint((*post.authors, *post.translators)):
        return post
    return replace(
        post,
        authors=tuple(people.get(each, each) for each in post.authors),
        translators=tuple(people.get(each, each) for each in post.translators),
    )


def keys_written(source: SourceFile) -> tuple[str, ...]:
    """Return the keys of a post's metadata block, in lower case."""
    from bookc.parse.metadata_block import read_block  # a build has workers for it

    return tuple(read_block(xml_text(source.text), source.path.as_posix()).values)


def _titles_of_site(collection: Collection) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield what the site calls posts: by the names of files, and then as its summaries do."""
    site = collection.site
    if site.names_are_titles:
        yield from ((source.path, source.path.stem) for source in collection.posts)
    for summary in site.summaries:
        yield from ((path, title) for path, title in summary.listed() if title)
