"""An inspection and an outline as lines for people to read."""

from collections.abc import Iterable, Iterator

from bookc.model.overview import Count, Inspection, Outline, OutlinedChapter

_INDENT = "  "
_MOST_KEYS = 20
_MOST_LEFT_OUT = 5


def inspection_lines(found: Inspection) -> Iterator[str]:
    """Yield what was found in a project, a heading over each group."""
    yield f"{found.title}"
    yield from _group("Site", _site(found))
    yield from _group("Posts", _counts(found.posts))
    yield from _group("Pictures", _counts(found.pictures))
    yield from _group("Served as /", found.roots)
    yield from _group("Order", _order(found))
    yield from _group("Left out", _left_out(found))
    yield from _group("Metadata keys", [_run_in(found.metadata[:_MOST_KEYS])])
    yield from _group("Languages", [_run_in(found.languages)])
    yield from _group("Dialects by evidence", _rules(found))
    always = [each.rule for each in found.rules if each.is_on and not each.at]
    yield from _group("Dialects always on", [", ".join(always)])


def outline_lines(outline: Outline) -> Iterator[str]:
    """Yield a line for each part and chapter: number, title, date, length."""
    yield outline.title
    yield from (_chapter_line(each, "", 0) for each in outline.front)
    number = 0
    for part in outline.parts:
        indent = _INDENT if part.title else ""
        if part.title:
            number += 1
            yield f"Part {number}: {part.title}"
        for chapter in part.chapters:
            outermost = chapter.depth - len(chapter.opens)
            for depth, title in enumerate(chapter.opens, outermost):
                yield f"{indent}{_INDENT * depth}{title}"
            yield _chapter_line(chapter, indent, chapter.depth)
    yield from (_chapter_line(each, "", 0) for each in outline.back)


def _group(heading: str, lines: Iterable[str]) -> Iterator[str]:
    written = [f"{_INDENT}{line}" for line in lines if line]
    if written:
        yield ""
        yield heading
        yield from written


def _site(found: Inspection) -> Iterator[str]:
    yield found.site.generator or "a plain folder"
    yield from (f"{each.what} ({each.at})" for each in found.site.evidence)
    yield found.site.url


def _counts(counts: Iterable[Count]) -> Iterator[str]:
    return (f"{each.count:,} in {each.name}" for each in counts)


def _order(found: Inspection) -> Iterator[str]:
    for each in found.order:
        by = each.at or each.reason
        others = f"; {each.others:,} others after them" if each.others else ""
        yield f"{each.posts:,} in {each.folder} by {by}{others}"


def _left_out(found: Inspection) -> Iterator[str]:
    yield from (f"{each.at}: {each.what}" for each in found.left_out[:_MOST_LEFT_OUT])
    if len(found.left_out) > _MOST_LEFT_OUT:
        yield f"and {len(found.left_out) - _MOST_LEFT_OUT:,} more"


def _run_in(counts: Iterable[Count]) -> str:
    return ", ".join(f"{each.name} {each.count:,}" for each in counts)


def _rules(found: Inspection) -> Iterator[str]:
    for each in found.rules:
        if each.at:
            off = "" if each.is_on else "off: "
            yield f"{each.rule}: {off}{each.why} ({each.at})"


def _chapter_line(chapter: OutlinedChapter, indent: str, depth: int) -> str:
    number = f"{chapter.label} " if chapter.label else ""
    words, letters = chapter.words, chapter.cjk_characters
    lengths = [_counted(words, "word")] if words or not letters else []
    lengths += [_counted(letters, "character")] if letters else []
    facts = ", ".join(filter(None, (chapter.date, *lengths)))
    return f"{indent}{_INDENT * depth}{number}{chapter.title} ({facts})"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
