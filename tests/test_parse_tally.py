"""What the Markdown parser saw is what the rules for the tree have left, or they say why not."""

from pathlib import PurePosixPath

import pytest
from test_markdown import FILES, examples

from bookc.blocks import pieces_of
from bookc.model import PieceKind, SourceFile, Tally
from bookc.parse.environment import Context, new_environment, note_seen, remove
from bookc.parse.post import parse_post
from bookc.parse.tally import take_tally
from bookc.xhtml import parse_fragment

POST = (
    '<p data-line="1">It <a href="a.md" data-line="1">rained</a>.</p>'
    '<ul><li data-line="3">one</li><li data-line="4">one</li></ul>'
    '<p data-line="6"><img src="a.png" data-line="6"/></p>'
)


def tally_of(before: str, after: str, *removed: int) -> Tally:
    """Take the tally of rules that turned one fragment into another."""
    env = new_environment(Context("en"))
    remove(env, "comment", 4)  # by a rule for the text: nothing of it was seen
    note_seen(env, pieces_of(parse_fragment(before)))
    for line in removed:
        remove(env, "box", line)
    return take_tally(parse_fragment(after), "a.md", env)


def losses(before: str, after: str, *removed: int) -> list[tuple[str, int | None]]:
    return [(loss.kind, loss.line) for loss in tally_of(before, after, *removed).lost]


def test_rules_that_move_part_and_rename_lose_nothing() -> None:
    after = (
        '<figure><img src="b.png"/></figure><h2>one</h2><p>one</p>'
        '<p>It <b>was <a href="b.md">rained</a></b></p><p>.</p>'
    )
    assert losses(POST, after) == []


@pytest.mark.parametrize(
    ("taken", "instead", "lost"),
    [
        ('<li data-line="4">one</li>', "", ("list item", 3)),
        ('<img src="a.png" data-line="6"/>', "", ("picture", 6)),
        ('<a href="a.md" data-line="1">rained</a>', "rained", ("link", 1)),
        ('<a href="a.md" data-line="1">rained</a>', "", ("link", 1)),
        ("It ", "", ("paragraph", 1)),
    ],
)
def test_what_a_rule_takes_out_is_lost(taken: str, instead: str, lost: tuple[str, int]) -> None:
    assert taken in POST
    assert losses(POST, POST.replace(taken, instead)) == [lost]


def test_what_a_rule_says_it_takes_out_is_not_lost_but_counted() -> None:
    after = POST.replace('<li data-line="4">one</li>', "")
    assert losses(POST, after, 4) == []
    assert tally_of(POST, after, 4).removed == {"box": 1, "comment": 1}


def test_all_that_is_seen_is_counted_by_kind() -> None:
    assert tally_of(POST, POST).seen == {
        PieceKind.PARAGRAPH: 1,
        PieceKind.ITEM: 2,
        PieceKind.PICTURE: 1,
        PieceKind.LINK: 1,
    }


def test_a_tree_of_ten_thousand_levels_is_read() -> None:
    post = SourceFile(PurePosixPath("deep.md"), f"{'<div>' * 10_000}\n\nWords.\n")
    assert not parse_post(post, "en")[0].tally.lost


@pytest.mark.parametrize(("path", "source", "expected"), list(examples()))
def test_no_example_loses_anything(path: str, source: str, expected: str) -> None:
    post, _ = parse_post(SourceFile(PurePosixPath(path), source), "en", files=FILES)
    assert post.tally.lost == (), expected


def test_a_drawing_that_cannot_be_shown_is_left_out_on_its_own_line() -> None:
    text = '<div>\n\nwords\n\n</div>\n<svg><use href="#icon"/></svg> words\n'
    post, problems = parse_post(SourceFile(PurePosixPath("a.md"), text), "en")
    assert post.tally.lost == ()
    assert [each.at.line for each in problems if "<svg>" in each.what] == [6]
