"""Everything in the book that a link can lead to: posts by path, and the anchors in each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.links.addresses import folded
from bookc.model import Book, Section
from bookc.slug import anchors_of_heading, heading_slug, only_letters, safe_id

INDEX_FILES = ("index", "_index", "readme")
"""Files that a link to their folder means."""


@frozen
class Target:
    """A section, as links see it."""

    start: str
    """Its first place: a content document, or the section's own id in one that it shares."""
    document: str
    """The content document that holds it, such as `post-rain.xhtml`."""
    name: str
    anchors: Mapping[str, str]
    """Ids as they are, by the ids as the post's author may write them."""
    of_headings: frozenset[str]
    """Those of them that were made from titles."""
    letters: Mapping[str, str]
    """Ids of headings, by the letters of their titles: what every rule for anchors keeps."""


def targets_of(book: Book, ids: Mapping[str, Sequence[str]]) -> dict[PurePosixPath, Target]:
    """Return the target of each post and piece of matter in the book, by its path.

    Args:
        book: with ids that begin with the section's name.
        ids: those of each section, by its name.
    """
    targets = {}
    for matter in (*book.front, *book.back):
        document = f"{matter.section.name}.xhtml"
        targets[matter.section.post.path] = _target(
            matter.section, document, document, ids[matter.section.name]
        )
    for chapter in book.chapters:
        document = f"{chapter.name}.xhtml"
        for section in chapter.sections:
            start = f"{document}#{section.name}" if chapter.gathers else document
            targets[section.post.path] = _target(section, start, document, ids[section.name])
    return targets


def find_anchor(written: str, target: Target) -> str:
    """Return the address of an anchor in a section; empty if there is no such anchor."""
    for form in (safe_id(written), safe_id(heading_slug(written)), written.casefold()):
        if found := target.anchors.get(form):
            return f"{target.document}#{found}"
    letters = only_letters(written)
    found = target.letters.get(letters) if letters else None
    return f"{target.document}#{found}" if found else ""


def anchors_of_one(targets: Mapping[PurePosixPath, Target]) -> dict[str, PurePosixPath]:
    """Return the anchors that authors wrote and that one post alone has, with that post.

    Anchors of headings are left out: `#summary` is to be found in the same post or not at all.
    """
    owners: dict[str, PurePosixPath] = {}
    repeated: set[str] = set()
    for path, target in targets.items():
        for anchor in target.anchors.keys() - target.of_headings:
            if owners.setdefault(anchor, path) != path:
                repeated.add(anchor)
    return {anchor: path for anchor, path in owners.items() if anchor not in repeated}


def spellings_of_post(path: PurePosixPath) -> list[str]:
    """Return what links may call a post: its path, without ending, as a page, or its folder."""
    bare = path.with_suffix("")
    spellings = [path, bare, bare.with_name(f"{bare.name}.html"), bare / "index.html"]
    if path.stem.lower() in INDEX_FILES:
        spellings.append(path.parent)
    return [folded(spelling) for spelling in spellings]


def _target(section: Section, start: str, document: str, ids: Sequence[str]) -> Target:
    prefix = f"{section.name}--"
    by_slug = dict(reversed(list(_slugs(section))))
    anchors = {target.removeprefix(prefix).casefold(): target for target in reversed(ids)}
    anchors |= {target.removeprefix(prefix): target for target in ids}
    return Target(
        start=start,
        document=document,
        name=section.name,
        anchors=by_slug | anchors,
        of_headings=frozenset(by_slug)
        | {each.id.removeprefix(prefix) for each in section.headings},
        letters={only_letters(each.title): each.id for each in reversed(section.headings)},
    )


def _slugs(section: Section) -> Iterator[tuple[str, str]]:
    """Yield each anchor that a site may have given a heading, numbered if it repeats."""
    counts: Counter[str] = Counter()
    for heading in section.headings:
        for anchor in anchors_of_heading(heading.title):
            number = counts[anchor]
            counts[anchor] += 1
            yield (f"{anchor}-{number}" if number else anchor), heading.id
