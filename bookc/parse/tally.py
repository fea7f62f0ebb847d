"""What the Markdown parser saw of a post, held against what the rules for the tree have left of it.

A rule may part a paragraph, rename an element or move it; what it must not do is lose words, links
or pictures, unless it says so with `environment.remove`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from markdown_it.utils import EnvType

from bookc.blocks import counted, pieces_of
from bookc.letters import find_lost, find_lost_signs, letters
from bookc.model import Piece, PieceKind, Tally
from bookc.parity import loss_of
from bookc.parse.environment import removals_of, seen_of
from bookc.xhtml import Element

_COUNTED = (PieceKind.PICTURE, PieceKind.LINK)


def take_tally(root: Element, path: str, env: EnvType) -> Tally:
    """Return what was seen of a post, what was left out of it, and what was lost.

    Args:
        root: the post, all rules done.
        path: its path in the project.
        env: of the post, with what the parser saw and what rules left out.
    """
    (seen, removed), kept = seen_of(env), pieces_of(root)
    lines = {removal.line for removal in removed}
    # Of what stood on those lines nothing is missed, so nothing that is left may stand for it.
    missed = [piece for piece in seen if piece.line not in lines]
    lost = {
        loss_of(piece, path): None
        for piece in (*_lost_words(missed, kept), *_lost_whole(missed, kept))
    }
    reasons = Counter(removal.reason for removal in removals_of(env))
    return Tally(seen=counted(seen), removed=dict(sorted(reasons.items())), lost=tuple(lost))


def _lost_words(seen: Sequence[Piece], kept: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces of which some words are gone; all that stayed as it was is left aside first."""
    before = Counter(run for piece in seen for run in piece.runs)
    after = Counter(run for piece in kept for run in piece.runs)
    changed, new = before - after, "\n".join((after - before).elements())
    runs: list[tuple[str, Piece]] = []
    for piece in seen:
        for run in piece.runs:
            if changed[run] > 0:
                changed[run] -= 1
                runs.append((run, piece))
    words = [(run, piece) for run, piece in runs if letters(run)]
    others = [(run, piece) for run, piece in runs if not letters(run)]
    yield from (words[place][1] for place in sorted(find_lost([run for run, _ in words], new)))
    yield from (
        others[place][1] for place in sorted(find_lost_signs([run for run, _ in others], new))
    )


def _lost_whole(seen: Sequence[Piece], kept: Sequence[Piece]) -> Iterator[Piece]:
    """Yield links and pictures of which there are fewer than there were."""
    for kind in _COUNTED:
        before = [piece for piece in seen if piece.kind is kind]
        after = Counter(piece.line for piece in kept if piece.kind is kind)
        missing = len(before) - after.total()
        for piece in before:
            after[piece.line] -= 1
            if missing > 0 and after[piece.line] < 0:
                missing -= 1
                yield piece
