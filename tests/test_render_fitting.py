"""How large titles are set: whole words, and never more lines than the box holds."""

import pytest

from bookc.render.fitting import fitting_size

BOX = {"width_mm": 100.0, "height_mm": 40.0, "most_pt": 30.0}


def test_a_short_title_is_as_large_as_it_may_be() -> None:
    assert fitting_size("노트", **BOX) == 30


def test_a_long_word_is_set_smaller_and_not_broken() -> None:
    size_pt = fitting_size("Internationalization", **BOX)
    assert 20 * 0.5 * size_pt * 25.4 / 72 < 100 < 20 * 0.7 * size_pt * 25.4 / 72


@pytest.mark.parametrize("title", ["word " * 20, "단어 " * 20, "漢字" * 20])
def test_a_longer_title_is_set_smaller_in_all_scripts(title: str) -> None:
    assert 9 < fitting_size(title * 2, **BOX) < fitting_size(title, **BOX) < 30


def test_a_title_without_end_stays_readable() -> None:
    assert fitting_size("word " * 500, **BOX) == pytest.approx(9, abs=0.4)
