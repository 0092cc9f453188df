"""The site's hours are read as written, or refused with what to write instead."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from content.calendar import danish_holidays
from content.errors import ContentError
from content.site_file import SITE_FILE, load_site

SHIPPED = SITE_FILE.read_text("utf-8")


def refusal(tmp_path: Path, old: str, new: str) -> str:
    assert old in SHIPPED
    path = tmp_path / "site.toml"
    path.write_text(SHIPPED.replace(old, new), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_site(path)
    return str(caught.value)


def test_the_shipped_site_works_nine_to_three_and_is_quiet_at_night() -> None:
    site = load_site()
    assert site.hours[0] == (time(9), time(15))
    assert site.hours[4] == (time(9), time(14))
    assert site.hours[5] is None
    assert (site.quiet.start, site.quiet.end) == (time(21), time(9))


def test_christmas_is_closed_and_the_day_before_it_too() -> None:
    site = load_site()
    assert {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31)} <= site.holidays
    assert not site.is_staffed(datetime(2026, 12, 24, 10, tzinfo=UTC))


def test_danish_holidays_follow_the_law_of_today() -> None:
    days = danish_holidays([2026])
    assert date(2026, 4, 3) in days  # Good Friday
    assert date(2026, 5, 14) in days  # Ascension
    assert date(2026, 5, 1) not in days  # Store bededag was abolished in 2024
    assert len(days) == 10


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Europe/Copenhagen"', '"Mars/North"', 'zone: "Mars/North" is no time zone; write a nam'),
        ('"9.00-15.00"', '"15.00-9.00"', "hours.monday: "),
        ('"9.00-15.00"', '"nine to three"', 'such as "9.00-15.00"'),
        ('"9.00-15.00"', '"9.00-25.00"', "is no time of day"),
        ('"24.12"', '"31.2"', 'also_closed[0]: "31.2" is no date; write "24.12" for every year'),
        ("monday", "mandag", "hours.mandag: is not known here; correct its spelling"),
        ("zone =", "zone", "cannot be read"),
        ("quiet =", "loud =", "quiet: is missing; add it"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place_and_remedy(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert said in refusal(tmp_path, old, new)


def test_a_site_where_nobody_ever_works_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(SHIPPED.partition("[hours]")[0] + "[hours]\n", "utf-8")
    with pytest.raises(ContentError, match="hours: nobody is ever at work; give at least one day"):
        load_site(path)


def test_a_site_may_close_on_one_day_or_on_a_leap_day_and_stay_open_on_holidays(
    tmp_path: Path,
) -> None:
    path = tmp_path / "site.toml"
    text = SHIPPED.replace('"DK"', '"none"').replace(
        '["24.12", "31.12"]', '["27.12.2026", "29.2"]'
    )
    path.write_text(text, "utf-8")
    holidays = load_site(path).holidays
    assert date(2026, 12, 27) in holidays
    assert {day.year for day in holidays if day.month == 2} == set(range(2024, 2051, 4))
    assert date(2026, 12, 25) not in holidays


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"site\.toml: cannot be read"):
        load_site(tmp_path / "site.toml")
