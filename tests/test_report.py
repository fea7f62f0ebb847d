"""What a build says: problems by kind, sums, and the figures of each post."""

from bookc.model import BuildManifest, Location, PieceKind, PostFigures, Problem, ProblemKind
from bookc.report import figures_table, grouped, lines_of, sums_line

PROBLEMS = (
    Problem("picture not found: a.png", Location("a.md", 3), "look", ProblemKind.PICTURE),
    Problem("the link leads to no post: b.md", Location("a.md", 4), kind=ProblemKind.LINK),
    Problem("picture not found: c.png", Location("b.md", 1), kind=ProblemKind.PICTURE),
)


def test_problems_of_a_kind_are_told_together() -> None:
    groups = {kind: len(group) for kind, group in grouped(PROBLEMS)}
    assert groups == {ProblemKind.PICTURE: 2, ProblemKind.LINK: 1}


def test_a_group_shows_its_first_problems_and_how_many_more_there_are() -> None:
    assert list(lines_of(PROBLEMS, 1)) == [
        "  a.md:3: picture not found: a.png",
        "    hint: look",
        "  ... and 2 more (-v shows them)",
    ]
    assert len(list(lines_of(PROBLEMS, None))) == 4


def test_the_last_line_counts_what_an_author_wants_to_know() -> None:
    counts = {PieceKind.ITEM: 1}
    post = PostFigures("a.md", counts, {}, counts, None)
    manifest = BuildManifest((), 1, None, 0, PROBLEMS, (post,), undated=1)
    assert sums_line(manifest) == (
        "posts: 1, posts undated: 1, posts left out: 0, pictures missing: 2, "
        "pictures on the web: 0, links dead: 1, tags unknown: 0"
    )


def test_the_table_shows_what_was_seen_and_found_and_left_out() -> None:
    seen = {PieceKind.PARAGRAPH: 12, PieceKind.LINK: 3}
    found = {PieceKind.PARAGRAPH: 11, PieceKind.CAPTION: 1, PieceKind.LINK: 3}
    posts = [
        PostFigures("a.md", seen, {"comment": 2}, found, found),
        PostFigures("b/long.md", {PieceKind.LINK: 1}, {}, None, {PieceKind.LINK: 1}),
    ]
    assert list(figures_table(posts)) == [
        "           paragraphs  captions  links  left out on purpose",
        "a.md          12 → 11     0 → 1      3  comment: 2",
        "b/long.md                            1",
    ]
