from datetime import UTC, datetime

import pytest

from bookc.parse.dates import read_date


@pytest.mark.parametrize(
    "written", ["Jul 08 2022", "Jul 8, 2022", "July 8, 2022", "8 Jul 2022", "8 July 2022"]
)
def test_a_date_may_name_its_month_in_english(written: str) -> None:
    assert read_date(written) == datetime(2022, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize("written", ["Foo 08 2022", "Feb 30 2022", "08/07/2022", "Jul 2022"])
def test_what_could_be_another_day_or_none_is_no_date(written: str) -> None:
    assert read_date(written) is None
