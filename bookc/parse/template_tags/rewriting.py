"""From the tags of a text to Markdown, with a report of those that mean nothing in a book."""

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.utils import EnvType

from bookc.model import ProblemKind, Rule
from bookc.parse.edits import (
    Edit,
    apply_edits,
    before_on_line,
    is_blank_after,
    is_blank_before,
)
from bookc.parse.environment import context_of, remove
from bookc.parse.template_tags.blocks import NOT_RUN, depths_of_boxes, pair_edits, shown_tags
from bookc.parse.template_tags.code import code_edits, diagram_edits
from bookc.parse.template_tags.gaps import Gaps
from bookc.parse.template_tags.pairs import opened_by, pair_tags
from bookc.parse.template_tags.raw import raw_edits, raw_pairs
from bookc.parse.template_tags.singles import meaning_of, text_in
from bookc.parse.template_tags.tags import Mark, Tag
from bookc.parse.template_tags.values import (
    assignment_in,
    call_in,
    is_template_value,
    value_of,
    with_values,
)
from bookc.parse.template_tags.words import HIDDEN, INCLUDES, MERMAID, SILENT
from bookc.parse.template_tags.wrapped import sort_tags

_ASSIGNING = frozenset({"assign", "capture", "set"})
_PATH_AHEAD = ("/", "{%", "{{")


def rewrite_tags(text: str, tags: Sequence[Tag], env: EnvType, reason: str) -> str:
    """Return a text with its tags as Markdown, or gone.

    Args:
        text: of a post.
        tags: all that are in it, in order.
        env: of the post.
        reason: what a tag that leaves nothing is called, such as `template tag`.
    """
    raw = raw_pairs(tags)
    counting = sort_tags(text, tags, raw)
    shown = shown_tags(counting.live, pair_tags(counting.live))
    pairs = pair_tags(shown)
    depths = depths_of_boxes(pairs)
    gaps = Gaps()
    has_attributes = Rule.ATTRIBUTES in context_of(env).rules
    known = context_of(env).values
    edits = list(raw_edits(text, raw))
    for opening, closing in counting.wrapping:
        edits += _wrapping_edits(text, opening, closing, raw)
    for pair in pairs:
        if pair.closing:
            depth = depths.get(pair.opening.start, 0)
            edits += pair_edits(text, pair, depth, gaps, has_attributes=has_attributes)
        else:
            edits.append(
                _single_edit(text, pair.opening, known, gaps, has_attributes=has_attributes)
            )
        edits += (Edit(tag.start, tag.end) for tag in pair.branches)
    edits += _value_edits(text, shown, known, gaps, has_attributes=has_attributes)
    _note_removals(text, edits, env, reason)
    gaps.report(text, env)
    return apply_edits(text, edits)


def _wrapping_edits(
    text: str, opening: Tag, closing: Tag, raw: Sequence[tuple[Tag, Tag]]
) -> Iterator[Edit]:
    """Yield what takes the place of code, or of a comment, and the tags around it."""
    name = opening.name.lower()
    if name in HIDDEN:
        yield Edit(opening.start, closing.end)
    elif name in MERMAID:
        yield from diagram_edits(text, opening, closing)
    else:
        yield from code_edits(text, opening, closing, raw)


def _single_edit(
    text: str, tag: Tag, values: Mapping[str, str], gaps: Gaps, *, has_attributes: bool
) -> Edit:
    """Return what takes the place of a tag that stands by itself."""
    before = before_on_line(text, tag.start)
    arguments = with_values(tag.arguments, values)
    meaning = meaning_of(tag.name, arguments, before, has_attributes=has_attributes)
    if meaning is None and opened_by(tag.name) in SILENT:
        meaning = ""  # the end of what was never opened
    if meaning is not None:
        return Edit(tag.start, tag.end, meaning)
    kept = text_in(arguments)
    written = tag.written_in(text)
    outcome = "only its text is kept" if kept else "it is left out"
    if tag.name.lower() in INCLUDES:
        gaps.note(written, f"what {written} shows is not in the post: {outcome}", tag.start)
    else:
        what = f"{written} is not known: {outcome}"
        gaps.note(tag.name, what, tag.start, NOT_RUN, ProblemKind.UNKNOWN_TAG)
    return Edit(tag.start, tag.end, kept)


def _value_edits(
    text: str, tags: Sequence[Tag], known: Mapping[str, str], gaps: Gaps, *, has_attributes: bool
) -> Iterator[Edit]:
    """Yield what takes the place of values and notes, in their order: tags may set some."""
    values = dict(known)
    for tag in tags:
        if tag.mark is Mark.NOTE:
            yield Edit(tag.start, tag.end)
        elif tag.mark is Mark.TAG and tag.name.lower() in _ASSIGNING:
            values |= _assigned(tag, values)
        elif tag.mark is Mark.VALUE:
            if called := call_in(tag.arguments):
                call = Tag(tag.start, tag.end, *called)
                yield _single_edit(text, call, values, gaps, has_attributes=has_attributes)
            elif is_template_value(tag.arguments, values):
                yield _value_edit(text, tag, values, gaps)


def _assigned(tag: Tag, values: Mapping[str, str]) -> dict[str, str]:
    """Return the value that a tag sets; one that wraps text shows it, and sets nothing."""
    if assigned := assignment_in(tag.arguments):
        name, expression = assigned
        return {name: value_of(expression, values, before_path=False) or ""}
    names = tag.arguments.split()
    return {names[0]: ""} if len(names) == 1 else {}


def _value_edit(text: str, tag: Tag, values: Mapping[str, str], gaps: Gaps) -> Edit:
    before_path = text.startswith(_PATH_AHEAD, tag.end)
    value = value_of(tag.arguments, values, before_path=before_path)
    if value is None:
        written = tag.written_in(text)
        gaps.note(written, f"nothing says what {written} is: it is left out", tag.start, NOT_RUN)
    return Edit(tag.start, tag.end, value or "")


def _note_removals(text: str, edits: Sequence[Edit], env: EnvType, reason: str) -> None:
    """Count the tags that had a line for themselves and leave it empty."""
    line, counted = 1, 0
    for edit in sorted(edits, key=lambda each: each.start):
        if edit.text or not (is_blank_before(text, edit.start) and is_blank_after(text, edit.end)):
            continue
        line += text.count("\n", counted, edit.start)
        counted = edit.start
        remove(env, reason, line)
