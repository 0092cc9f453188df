from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.talk import (
    Talk,
    TalkWay,
    announced,
    day_written,
    days_ago,
    happened_at,
    just_tried,
    talked_at,
    to_note,
    tries_today,
)
from tests.domain.times import local

NOW = local("2026-05-05 14:00")
ZONE = "Europe/Copenhagen"


def talk(way: TalkWay, at: str, number: int = 1, staff: int = 1) -> Talk:
    """Return a talk of that day."""
    return Talk(id=number, youth_id=7, staff_id=staff, at=local(at), way=way)


def test_a_call_that_was_announced_and_missed_is_one_try() -> None:
    told = talk(TalkWay.ANNOUNCED, "2026-05-05 10:00", 1)
    missed = talk(TalkWay.TRIED, "2026-05-05 10:05", 2)
    assert tries_today([told], NOW, ZONE) == 1
    assert tries_today([told, missed], NOW, ZONE) == 1
    again = talk(TalkWay.ANNOUNCED, "2026-05-05 11:00", 3)
    assert tries_today([again, missed, told], NOW, ZONE) == 2
    assert announced([told, missed]) is None
    assert announced([again, missed, told]) == again


def test_a_call_at_the_time_that_the_youth_chose_is_no_try() -> None:
    first = talk(TalkWay.TRIED, "2026-05-05 10:00", 1)
    first = replace(first, next_contact_at=local("2026-05-05 14:00"))
    second = talk(TalkWay.TRIED, "2026-05-05 11:00", 2)
    early = local("2026-05-05 13:30")
    assert tries_today([second, first], early, ZONE, with_one_now=True) == 3
    assert tries_today([second, first], NOW, ZONE, with_one_now=True) == 2
    taken = talk(TalkWay.TRIED, "2026-05-05 13:50", 3)
    assert tries_today([taken, second, first], NOW, ZONE) == 2
    assert tries_today([taken, second, first], NOW, ZONE, with_one_now=True) == 3, "once"
    tomorrow = NOW + timedelta(days=1)
    assert tries_today([second, first], tomorrow, ZONE, with_one_now=True) == 1


def test_a_talk_uses_up_the_invitation_and_is_no_try() -> None:
    announced_ = talk(TalkWay.ANNOUNCED, "2026-05-05 09:00", 1)
    announced_ = replace(announced_, next_contact_at=local("2026-05-05 12:00"))
    called = talk(TalkWay.CALLED, "2026-05-05 12:10", 2)
    assert tries_today([called, announced_], NOW, ZONE) == 0
    assert tries_today([called, announced_], NOW, ZONE, with_one_now=True) == 1


def test_a_button_means_its_own_day_also_after_midnight() -> None:
    yesterday = day_written(date(2026, 5, 4))
    assert days_ago(yesterday, date(2026, 5, 5)) == 1
    assert days_ago(yesterday, date(2026, 5, 6)) == 2
    assert days_ago(yesterday, date(2026, 5, 18)) is None, "too long ago"
    assert days_ago(yesterday, date(2026, 5, 3)) is None, "not yet"
    assert days_ago("", date(2026, 5, 5)) == days_ago("x", date(2026, 5, 5)) == 0
    assert days_ago("3", date(2026, 5, 5)) == 3, "as buttons were once"


def test_the_same_person_just_tried_until_a_quarter_of_an_hour_or_another_call() -> None:
    quarter = timedelta(minutes=15)
    tried = talk(TalkWay.TRIED, "2026-05-05 13:50")
    assert just_tried([tried], 1, NOW, quarter)
    assert just_tried([talk(TalkWay.NOTE, "2026-05-05 13:55", 2), tried], 1, NOW, quarter)
    assert not just_tried([tried], 2, NOW, quarter)
    assert not just_tried([tried], 1, tried.at + quarter, quarter)
    rings = talk(TalkWay.ANNOUNCED, "2026-05-05 13:58", 3)
    assert not just_tried([rings, tried], 1, NOW, quarter)
    assert not just_tried([], 1, NOW, quarter)


def test_yesterday_and_notes_do_not_count() -> None:
    rows = [
        talk(TalkWay.TRIED, "2026-05-04 23:59"),
        talk(TalkWay.NOTE, "2026-05-05 09:00"),
        talk(TalkWay.CALLED, "2026-05-05 09:30"),
    ]
    assert tries_today(rows, NOW, ZONE) == 0


def test_a_note_belongs_to_ones_own_newest_talk_of_a_day() -> None:
    mine = talk(TalkWay.MET, "2026-05-05 09:00", 1)
    theirs = talk(TalkWay.MET, "2026-05-05 10:00", 2, staff=2)
    tried = talk(TalkWay.TRIED, "2026-05-05 11:00", 3)
    assert to_note([mine, theirs, tried], 1, NOW) == mine
    assert to_note([mine], 1, mine.at + timedelta(days=1)) is None
    assert to_note([], 1, NOW) is None


def test_what_happened_on_an_earlier_day_counts_from_noon_and_who_came_late_came_after() -> None:
    assert happened_at(TalkWay.NO_SHOW, 0, NOW, ZONE) == NOW
    assert happened_at(TalkWay.NO_SHOW, 2, NOW, ZONE) == local("2026-05-03 12:00")
    assert happened_at(TalkWay.KEPT, 2, NOW, ZONE) > local("2026-05-03 12:00")


def test_a_talk_of_an_earlier_day_is_not_before_the_call_it_came_of() -> None:
    called = talk(TalkWay.TRIED, "2026-05-04 15:30")
    assert talked_at([called], 0, NOW, ZONE) == NOW, "today's is noted as it ends"
    assert talked_at([], 1, NOW, ZONE) == local("2026-05-04 12:00")
    assert talked_at([called], 1, NOW, ZONE) == called.at
    assert talked_at([called], 2, NOW, ZONE) == local("2026-05-03 12:00")
