"""Evenings of a series among everything else that comes: a line in a check-in, or a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreement import Agreement
from domain.cafe import TIME_TO_COME, invite_at
from domain.coming import LINE_AT_LEAST, Ahead, may_carry, prompts
from domain.load import MOST_A_WEEK, Before, Begun
from domain.plan import ContactKind, Days
from domain.rhythm import Prompt, Rhythm
from domain.wall import to_wall
from tests.domain.rhythms import SITE, THURSDAY, TUESDAY, at, caring, contact, rhythm

FRIDAY = contact("friday", "FREQ=WEEKLY;BYDAY=FR", time(11))
FROM_DAY_1 = Days(1)
ZONE = "Europe/Copenhagen"


def evening(written: str) -> Ahead:
    begins = at(written)
    return Ahead(begins, invite_at(begins, SITE))


THIS_WEEK = evening("2026-03-05 17:00")
NEXT_WEEK = evening("2026-03-12 17:00")


def week(of: Rhythm, *evenings: Ahead, days: int = 14, since: str = "2026-03-03 10:00") -> str:
    begin = at(since)
    found = prompts(of, begin, begin + timedelta(days=days), evenings=evenings)
    return "\n".join(_line(one) for one in found)


def _line(prompt: Prompt) -> str:
    moment = to_wall(prompt.leaves_at or prompt.due_at, "Europe/Copenhagen")
    cafe = "" if prompt.cafe is None else " + café"
    return f"{moment:%a %d %H:%M} {prompt.contact.key}{cafe or prompt.reason or ''}"


def test_an_evening_is_a_line_in_the_check_in_of_the_day_on_which_the_cohort_is_invited() -> None:
    assert (
        week(rhythm(TUESDAY), NEXT_WEEK, days=8)
        == "Tue 03 14:00 tuesday\nTue 10 14:00 tuesday + café"
    )


def test_who_is_asked_earlier_that_day_reads_of_it_then_and_gets_no_second_message() -> None:
    early = replace(TUESDAY, at=time(11))
    assert (
        week(rhythm(early), NEXT_WEEK, days=9)
        == "Tue 03 11:00 tuesday\nTue 10 11:00 tuesday + café"
    )
    own_hour = rhythm(TUESDAY, agreement=Agreement(at=time(10)))
    assert week(own_hour, NEXT_WEEK, days=9).endswith("Tue 10 10:00 tuesday + café")


@pytest.mark.parametrize("hour", [11, 14])
def test_a_talk_that_moves_the_check_in_moves_the_evening_with_it(hour: int) -> None:
    talked = rhythm(replace(TUESDAY, at=time(hour)), talked_at=at("2026-03-10 10:00"))
    found = week(talked, NEXT_WEEK, days=2, since="2026-03-09 10:00")
    assert found == f"Wed 11 {hour}:00 tuesday + café"


def test_a_check_in_of_another_day_says_nothing_ahead() -> None:
    monday = contact("monday", "FREQ=WEEKLY;BYDAY=MO", time(11))
    assert week(rhythm(monday), NEXT_WEEK, days=9) == (
        "Mon 09 11:00 monday\nTue 10 14:00 _evening"
    )


def test_without_a_check_in_that_day_the_invitation_is_a_message_of_its_own() -> None:
    assert week(rhythm(FRIDAY), NEXT_WEEK, days=8) == "Fri 06 11:00 friday\nTue 10 14:00 _evening"


def test_who_said_yes_that_very_day_reads_it_in_the_first_check_in_that_leaves_time() -> None:
    later = replace(THURSDAY, days=FROM_DAY_1)
    assert week(rhythm(later), THIS_WEEK, days=3) == "Thu 05 14:00 thursday + café"
    too_late = replace(later, at=time(16))
    assert week(rhythm(too_late, site=SITE), THIS_WEEK, days=3).startswith("Tue 03 14:00 _evening")


def test_who_came_after_the_invitations_reads_it_in_a_check_in_or_not_at_all() -> None:
    assert week(rhythm(THURSDAY), THIS_WEEK, days=2, since="2026-03-04 10:00") == (
        "Thu 05 14:00 thursday + café"
    )
    assert week(rhythm(FRIDAY), THIS_WEEK, days=3, since="2026-03-04 10:00") == (
        "Fri 06 11:00 friday"
    )


def test_a_check_in_that_does_not_come_takes_no_invitation_with_it() -> None:
    topic = replace(TUESDAY, topic="week")
    off = rhythm(topic, agreement=Agreement(topics_off=frozenset({"week"})))
    assert week(off, NEXT_WEEK, days=8) == (
        "Tue 03 14:00 tuesdaytopic\nTue 10 14:00 _evening\nTue 10 14:00 tuesdaytopic"
    )


def test_whoever_has_stopped_the_topic_hears_nothing_of_it() -> None:
    off = rhythm(TUESDAY, agreement=Agreement(topics_off=frozenset({"cafe"})))
    assert "café" not in week(off, NEXT_WEEK)
    assert week(rhythm(FRIDAY, agreement=off.standing.agreement), NEXT_WEEK, days=8) == (
        "Fri 06 11:00 friday\nTue 10 14:00 _eveningtopic"
    )


def test_a_quiet_youth_gets_a_message_of_its_own_because_no_check_in_comes() -> None:
    found = week(rhythm(TUESDAY, quieted=True), NEXT_WEEK, days=8)
    assert (
        found
        == "Tue 03 14:00 tuesdayquiet mode\nTue 10 14:00 _evening\nTue 10 14:00 tuesdayquiet mode"
    )


def test_the_programme_s_own_cafe_gives_way_to_a_series() -> None:
    cafe = contact("cafe", "FREQ=WEEKLY;BYDAY=TH", time(12, 30), ContactKind.CAFE)
    assert week(rhythm(cafe, has_series=True), days=4) == "Thu 05 12:30 cafecafé series"
    assert week(rhythm(cafe), days=4) == "Thu 05 12:30 cafe"


def test_an_evening_waits_a_day_where_the_day_has_its_other_message() -> None:
    begun = Before(begun=(Begun(at("2026-03-10 12:00"), ContactKind.CARING),))
    begin = at("2026-03-09 10:00")
    found = prompts(rhythm(FRIDAY), begin, begin + timedelta(days=3), begun, [NEXT_WEEK])
    assert [one.leaves_at for one in found] == [at("2026-03-11 14:00")]


@given(
    days=st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR"]), unique=True, max_size=4),
    hour=st.integers(10, 14),
    cafes=st.lists(st.integers(1, 40), unique=True, max_size=8),
    greetings=st.lists(st.integers(1, 40), unique=True, min_size=1, max_size=12),
)
def test_evenings_never_break_the_laws_of_load(
    days: Sequence[str], hour: int, cafes: Sequence[int], greetings: Sequence[int]
) -> None:
    asks = [contact("asks", f"FREQ=WEEKLY;BYDAY={','.join(days)}", time(hour))] if days else []
    start = at("2026-03-03 10:00")
    evenings = [_on(start, day) for day in sorted(cafes)]
    found = prompts(
        rhythm(*asks, caring(*sorted(greetings))),
        start,
        start + timedelta(days=42),
        None,
        evenings,
    )
    sent = [one for one in found if one.leaves_at is not None]
    weeks = [to_wall(_left(one), "Europe/Copenhagen").isocalendar()[:2] for one in sent]
    assert all(weeks.count(each) <= MOST_A_WEEK for each in weeks)
    on_day = [
        (to_wall(_left(one), "Europe/Copenhagen").date(), one.contact.kind is ContactKind.CHECKIN)
        for one in sent
    ]
    assert len(set(on_day)) == len(on_day), "one check-in and one other a day"
    lines = [one.cafe for one in sent if one.cafe is not None]
    assert len(set(lines)) == len(lines), "nobody reads of the same evening twice"
    assert all(may_carry(cafe, _left(one)) for one in sent if (cafe := one.cafe) is not None)
    own = [one for one in sent if one.contact.key == "_evening"]
    assert all(
        _left(one) <= one.due_at + (one.contact.event_after or timedelta(0)) - TIME_TO_COME
        for one in own
    )
    assert TIME_TO_COME >= LINE_AT_LEAST
    carriers = {_day(one) for one in sent if one.cafe is not None}
    check_ins = {_day(one) for one in sent if one.contact.kind is ContactKind.CHECKIN}
    in_time = {_day(one) for one in own if _day(one) == to_wall(one.due_at, ZONE).date()}
    assert not in_time & (check_ins - carriers), "an evening is a line where there is a check-in"


def _on(start: datetime, day: int) -> Ahead:
    begins = start + timedelta(days=day, hours=7)
    return Ahead(begins, invite_at(begins, SITE))


def _day(prompt: Prompt) -> date:
    return to_wall(_left(prompt), ZONE).date()


def _left(prompt: Prompt) -> datetime:
    assert prompt.leaves_at is not None
    return prompt.leaves_at
