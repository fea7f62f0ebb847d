"""Words are found however a text is set, and missed if they are not there often enough."""

import time

import pytest

from bookc.letters import find_lost, find_lost_signs, letters, signs


def test_letters_are_the_same_however_a_text_is_set() -> None:
    assert letters("exam-\nple of the ﬁrst 12 쪽") == letters("Example of the first 12쪽")


def test_signs_are_the_same_with_hyphens_and_blanks_or_without() -> None:
    assert signs("\tif (a-b) {") == signs("if(ab){")


@pytest.mark.parametrize(
    ("runs", "text", "lost"),
    [
        (["the opening and closing"], "the open-\ning and closing", set()),
        (["yes", "no", "yes"], "yes no yes", set()),
        (["yes", "no", "yes"], "yes no", {2}),
        (["a", "a paragraph of words", "a"], "a a paragraph of words", {2}),
        (["moved to the end", "first in the text"], "first in the text moved to the end", set()),
        (["one", "another thing"], "another thing", {0}),
        ([""], "", set()),
    ],
)
def test_a_run_is_lost_if_it_is_not_there_as_often_as_it_should(
    runs: list[str], text: str, lost: set[int]
) -> None:
    assert find_lost(runs, text) == lost


def test_a_paragraph_that_a_running_head_parts_is_there() -> None:
    paragraph = "It begins on one page, and goes on for a while until it ends on the next one."
    half = len(paragraph) // 2
    assert not find_lost([paragraph], f"{paragraph[:half]} 12 Rain {paragraph[half:]}")


def test_a_paragraph_without_its_middle_is_lost() -> None:
    paragraph = "It begins on one page, and goes on for a while until it ends on the next one."
    assert find_lost([paragraph], "It begins on one page, until it ends on the next one.") == {0}


def test_words_in_another_order_are_there_but_no_word_may_lack() -> None:
    assert not find_lost(["one مرحبا two"], "two مرحبا one")
    assert find_lost(["one مرحبا two"], "two one") == {0}


def test_a_raised_number_read_back_at_the_other_end_of_its_line_is_there() -> None:
    run = "نزل 12.5 mm في ساعة، و102 في يوم"
    assert not find_lost([run], "1 مطر 2 نزل 12.5 mm في ساعة، و10 في يوم")
    assert find_lost([run], "1 مطر نزل 12.5 mm في ساعة، و10 في يوم") == {0}


def test_a_line_of_signs_is_lost_if_it_is_there_once_too_little() -> None:
    assert find_lost_signs(["if (a) {", "}", "}"], "if (a) {\n}") == {2}


def test_a_text_of_a_third_of_a_megabyte_is_searched_in_a_moment() -> None:
    runs = [f"word{number} and some more words" for number in range(12_000)]
    started = time.perf_counter()
    assert not find_lost(runs, "\n".join(runs))
    assert len(find_lost(runs, "\n".join(runs[::2]))) == 6_000
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(("note", "lost"), [("A note below.", set()), ("Another note.", {1})])
def test_a_note_between_two_halves_of_a_paragraph_is_there(note: str, lost: set[int]) -> None:
    halves = "The first half of a long paragraph ends", "and its second half begins over there."
    runs = [" ".join(halves), note]
    assert find_lost(runs, f"{halves[0]} A note below. {halves[1]}", apart=[1]) == lost


@pytest.mark.parametrize(
    ("note", "lost"),
    [("5 A note below.", set()), ("A note below. 5", set()), ("A note below.", {2})],
)
def test_the_number_of_a_note_between_two_halves_of_a_paragraph_is_there(
    note: str, lost: set[int]
) -> None:
    halves = "The first half of a long paragraph ends", "and its second half begins over there."
    runs = [" ".join(halves), "A note below.", "5"]
    found = find_lost(runs, f"{halves[0]} {note} {halves[1]}", apart=[1], numbers={2: range(1, 2)})
    assert found == lost
