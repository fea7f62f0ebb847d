"""The end of a title in print: a short last word does not stand alone."""

import pytest
from markupsafe import Markup

from bookc.render.title_ends import with_end_kept

KEPT = '<span class="title-end">못하는 일</span>'


def test_a_short_last_word_stays_with_the_one_before_it() -> None:
    assert with_end_kept("하는 일, 하지 못하는 일") == Markup(f"하는 일, 하지 {KEPT}")


def test_a_title_with_formatting_keeps_it() -> None:
    assert with_end_kept(Markup("<em>R &amp; D</em> 하지 못하는 일")) == Markup(
        f"<em>R &amp; D</em> 하지 {KEPT}"
    )


@pytest.mark.parametrize(
    "title",
    ["Rain", "Two words", "A title with a longer ending", Markup("All of <em>it is so</em>")],
)
def test_other_titles_stay_as_they_are(title: str) -> None:
    assert "title-end" not in with_end_kept(title)


def test_a_title_that_is_no_markup_is_escaped() -> None:
    assert with_end_kept("R & D of rainfall") == "R &amp; D of rainfall"
