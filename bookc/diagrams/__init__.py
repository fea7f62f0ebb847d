"""Stage 5: let programs of the user's draw the diagrams whose source stands in code blocks.

In: a `Book` whose addresses are resolved. Out: the same, with a picture in the place of each code
block whose language has a command in book.toml; a picture goes on its way as if the author had
written the SVG into the post. What cannot be drawn stays code, and is a problem. No program is run
that book.toml does not name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bookc.diagrams.blocks import KNOWN, call_source, put_picture, source_of
from bookc.diagrams.drawing import DrawingInput, draw_diagram
from bookc.frozen import frozen
from bookc.jobs import Runner
from bookc.model import (
    Book,
    BookConfig,
    DiagramConfig,
    Location,
    Problem,
    ProblemKind,
    Section,
    pack,
)
from bookc.programs import inputs_of
from bookc.xhtml import Element, line_of, parse_fragment, serialise_fragment

_LANGUAGE = re.compile('data-language="([^"]*)"')


@frozen
class _Diagram:
    """A code block that can be drawn, in the tree of its section."""

    pre: Element
    language: str
    """In small letters."""
    section: Section

    @property
    def at(self) -> Location:
        """Where it stands."""
        return Location(self.section.post.path.as_posix(), line_of(self.pre))


def draw_diagrams(book: Book, config: BookConfig, runner: Runner) -> Book:
    """Return the book with its diagrams drawn, and a problem for each that could not be.

    Programs run on this machine only: those of a cluster need not have them.
    """
    languages = KNOWN.union(config.diagrams)
    sections = {section.name: section for section in book.texts() if _may_hold(section, languages)}
    trees = {name: parse_fragment(section.xhtml) for name, section in sections.items()}
    diagrams = [
        _Diagram(pre, language, section)
        for name, section in sections.items()
        for pre in trees[name].iter("pre")
        if (language := str(pre.get("data-language", "")).lower()) in languages
    ]
    problems = (*_draw(diagrams, config, runner), *_leave(diagrams, config.diagrams))
    texts = {
        name: replace(section, fragment=pack(serialise_fragment(trees[name])))
        for name, section in sections.items()
    }
    return replace(book.with_texts(texts), problems=(*book.problems, *problems))


def _may_hold(section: Section, languages: frozenset[str]) -> bool:
    """Tell whether a section is worth parsing: most have no diagram."""
    return not languages.isdisjoint(map(str.lower, _LANGUAGE.findall(section.xhtml)))


def _draw(diagrams: list[_Diagram], config: BookConfig, runner: Runner) -> Iterator[Problem]:
    """Draw what has a command."""
    commands = {
        language: inputs_of(each.command, config.project)
        for language, each in config.diagrams.items()
        if each.command
    }
    wanted = [each for each in diagrams if each.language in commands]
    inputs = [
        DrawingInput(
            source_of(each.pre),
            each.language,
            commands[each.language],
            config.diagrams[each.language].timeout_s,
        )
        for each in wanted
    ]
    entries = runner.run(draw_diagram, inputs, "diagrams", local=True, retried=True)
    for each, entry in zip(wanted, entries, strict=True):
        if failure := entry.facts.get("problem"):
            call_source(each.pre, each.section.post.language)
            what = f"{each.language} diagram is shown as its source: {failure['what']}"
            yield Problem(what, each.at, failure["hint"], ProblemKind.PROGRAM)
        else:
            put_picture(each.pre, entry.file.read_bytes(), each.section.post.language)


def _leave(diagrams: list[_Diagram], configs: Mapping[str, DiagramConfig]) -> Iterator[Problem]:
    """Call the source of other diagrams by its name, with a problem for each of their languages."""
    left: dict[str, list[_Diagram]] = {}
    for each in diagrams:
        if each.language not in configs:
            left.setdefault(each.language, []).append(each)
            call_source(each.pre, each.section.post.language)
    for language, others in left.items():
        what = f"{language} diagrams that are shown as their source: {len(others)}"
        hint = f"[diagrams.{language}] in book.toml can name a program that draws them"
        yield Problem(what, others[0].at, hint, ProblemKind.DIAGRAM)
