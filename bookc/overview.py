"""What a book will be made of: its parts and chapters, with dates and lengths."""

import re
from collections.abc import Sequence

from bookc.collect import read_book
from bookc.jobs import Runner
from bookc.model import BookConfig, Chapter, Matter, Section
from bookc.model.overview import Outline, OutlinedChapter, OutlinedPart
from bookc.xhtml import parse_fragment, raw_text_of

_CJK = re.compile(
    "[\u1100-\u11ff\u3041-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
)
_HAN_AND_KANA = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def outline_book(config: BookConfig, runner: Runner) -> Outline:
    """Return the outline of the book that a project makes.

    Raises:
        BookcError: if there is no post.
    """
    book = read_book(config, runner).book
    return Outline(
        title=book.metadata.title,
        language=book.metadata.language,
        front=tuple(map(_matter, book.front)),
        parts=tuple(
            OutlinedPart(part.title, tuple(map(_chapter, part.chapters))) for part in book.parts
        ),
        back=tuple(map(_matter, book.back)),
    )


def _chapter(chapter: Chapter) -> OutlinedChapter:
    return _outlined(
        chapter.title, chapter.sections, chapter.label, depth=chapter.depth, opens=chapter.opens
    )


def _matter(matter: Matter) -> OutlinedChapter:
    return _outlined(matter.section.post.title, (matter.section,), "", depth=0, opens=())


def _outlined(
    title: str, sections: Sequence[Section], label: str, *, depth: int, opens: tuple[str, ...]
) -> OutlinedChapter:
    texts = [raw_text_of(parse_fragment(section.xhtml)) for section in sections]
    dates = [section.post.published for section in sections if section.post.published]
    return OutlinedChapter(
        label=label,
        title=title,
        depth=depth,
        opens=opens,
        posts=tuple(section.post.path.as_posix() for section in sections),
        date=min(dates).date().isoformat() if dates else "",
        words=sum(map(_words, texts)),
        cjk_characters=sum(len(_CJK.findall(text)) for text in texts),
    )


def _words(text: str) -> int:
    words = _HAN_AND_KANA.sub(" ", text).split()
    return sum(any(map(str.isalnum, word)) for word in words)
