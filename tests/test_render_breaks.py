"""Breaks that an EPUB offers in code and in addresses; a bar stands for each."""

import pytest

from bookc.render.breaks import offer_breaks, offer_breaks_in_print
from bookc.xhtml import parse_fragment, serialise_fragment


def offered(xhtml: str) -> str:
    root = parse_fragment(xhtml)
    offer_breaks(root)
    return serialise_fragment(root).replace("<wbr/>", "|")


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("pg_stat_activity.xact_start", "pg_|stat_|activity.|xact_|start"),
        ("std::collections::BTreeMap", "std::|collections::|BTreeMap"),
        ("content/2024/rain.md#why", "content/|2024/|rain.md#|why"),
        ("vacuum_scale_factor = 0.000000000002", "vacuum_|scale_|factor = 0.000000000002"),
        ("__attribute__((packed))", "__attribute__((packed))"),
        ("short.name a.b", "short.name a.b"),
        ("raise_error(message, 7, x) f(message)", "raise_|error(|message, 7, x) f(message)"),
    ],
)
def test_code_may_be_broken_behind_the_signs_in_long_names(name: str, broken: str) -> None:
    assert offered(f"<p><code>{name}</code></p>") == f"<p><code>{broken}</code></p>"


def test_an_address_that_is_shown_may_be_broken_behind_its_slashes() -> None:
    link = '<a href="https://example.org/hill/rain.html">{}</a>'
    assert offered(link.format("https://example.org/hill/rain.html")) == link.format(
        "https://example.org/|hill/|rain.html"
    )


def test_shorter_names_may_be_broken_in_a_cell() -> None:
    cell = "<table><tbody><tr><td><code>{}</code></td></tr></tbody></table>"
    assert offered(cell.format("rain_gauge")) == cell.format("rain_|gauge")


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("pg_stat_activity.xact_start", "pg_|stat_|activity.|xact_|start"),
        ("maxConnectionsPerHost", "max|Connections|Per|Host"),
        ("retry(call, times)", "retry(|call, times)"),
        ("HTTPServer", "HTTPServer"),
        ("a.b.c gauge", "a.b.c gauge"),
    ],
)
def test_code_in_a_printed_cell_may_be_broken_behind_signs_and_within_names(
    name: str, broken: str
) -> None:
    cell = "<table><tbody><tr><td><code>{}</code> max_rain_gauge</td></tr></tbody></table>"
    root = parse_fragment(cell.format(name) + f"<p><code>{name}</code></p>")
    offer_breaks_in_print(root)
    printed = serialise_fragment(root).replace("<wbr/>", "|")
    assert printed == cell.format(broken) + f"<p><code>{name}</code></p>"


def test_code_in_a_link_may_be_broken() -> None:
    link = '<a href="x.xhtml"><code>{}</code></a>'
    assert offered(link.format("pg_stat_activity")) == link.format("pg_|stat_|activity")


@pytest.mark.parametrize(
    "xhtml",
    [
        '<a href="https://example.org/hill">A walk/hike.up the hill</a>',
        '<a href="https://example.org/hill">incomprehensible.words</a>',
        "<pre><code>pg_stat_activity.xact_start</code></pre>",
        "<p>pg_stat_activity.xact_start</p>",
    ],
    ids=["words of a link", "a word of a link", "a listing", "text"],
)
def test_no_break_is_offered_elsewhere(xhtml: str) -> None:
    assert offered(xhtml) == xhtml


def test_breaks_are_offered_in_all_that_is_in_code_and_not_behind_it() -> None:
    assert offered("<code>one_two<b>three_four_five</b>six_seven_eight</code>nine_ten_eleven") == (
        "<code>one_two<b>three_|four_|five</b>six_|seven_|eight</code>nine_ten_eleven"
    )
