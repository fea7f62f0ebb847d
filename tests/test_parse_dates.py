from datetime import UTC, datetime

import pytest

from bookc.parse.dates import read_date
from bookc.zones import zone_called, zone_names


@pytest.mark.parametrize(
    "written", ["Jul 08 2022", "Jul 8, 2022", "July 8, 2022", "8 Jul 2022", "8 July 2022"]
)
def test_a_date_may_name_its_month_in_english(written: str) -> None:
    assert read_date(written) == datetime(2022, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize("written", ["Foo 08 2022", "Feb 30 2022", "08/07/2022", "Jul 2022"])
def test_what_could_be_another_day_or_none_is_no_date(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("2023-05-14T20:00:00Z", "2023-05-15T05:00:00+09:00"),
        ("2023-05-15 00:30 +0900", "2023-05-15T00:30:00+09:00"),
        ("2023-05-14", "2023-05-14T00:00:00+09:00"),
        ("2023-05-14 09:00", "2023-05-14T09:00:00+09:00"),
        ("May 14, 2023", "2023-05-14T00:00:00+09:00"),
        ("9999-12-31T23:00:00Z", "None"),
    ],
)
def test_in_a_book_with_a_time_zone_a_day_is_what_it_was_there(written: str, there: str) -> None:
    date = read_date(written, zone_called("Asia/Seoul"))
    assert (date.isoformat() if date else "None") == there


def test_without_a_time_zone_a_day_is_what_is_written() -> None:
    date = read_date("2023-05-14T00:30:00+09:00")
    assert date is not None
    assert date.day == 14


@pytest.mark.parametrize("name", ["", "Seoul", "asia/seoul", "../zones", "Asia", "tzdata.zi"])
def test_what_is_no_name_of_a_zone_is_none(name: str) -> None:
    assert zone_called(name) is None


def test_every_name_is_that_of_a_zone() -> None:
    assert [name for name in zone_names() if zone_called(name) is None] == []
