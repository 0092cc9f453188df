"""Check-ins that keep their own time, and those that have a few named days only."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from domain.agreement import Agreement
from domain.own_days import weekdays_of
from tests.domain.rhythms import TUESDAY, ahead, contact, rhythm, told

OWN = Agreement(days=(0,), at=time(11))  # Mondays at eleven
ARRIVAL = replace(contact("arrival", "FREQ=WEEKLY;BYDAY=WE,TH", time(9)), fixed=True)
NAMED = replace(
    contact("named", "", time(14)), on_days=(0, 2), late_after=timedelta(days=3), all_items=False
)


def test_a_fixed_check_in_comes_at_its_own_days_and_time_whatever_a_youth_has_chosen() -> None:
    assert told(ahead(rhythm(ARRIVAL, TUESDAY, agreement=OWN), days=7)) == [
        "Wed 04 Mar 09:00 arrival",
        "Thu 05 Mar 09:00 arrival",
        "Mon 09 Mar 11:00 tuesday",
    ]


def test_its_days_are_none_of_those_that_a_youth_may_change() -> None:
    assert weekdays_of([ARRIVAL, TUESDAY]) == ("TU",)


def test_a_check_in_of_named_days_waits_for_room_and_one_by_a_rule_gives_way() -> None:
    early = replace(TUESDAY, at=time(11))
    assert told(ahead(rhythm(NAMED, early), days=4)) == [
        "Tue 03 Mar 11:00 tuesday",
        "Wed 04 Mar 14:00 named",
        "Thu 05 Mar 14:00 named",
    ]
    named = replace(NAMED, at=time(13))
    assert told(ahead(rhythm(named, TUESDAY), days=2)) == [
        "Tue 03 Mar 13:00 named",
        "Tue 03 Mar 14:00 tuesday - one a day",
    ]
