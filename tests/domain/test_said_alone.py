"""Rules of one line that stories lean on, each said by itself so that none is proved by chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from domain.agreement import Agreement, IfQuiet, PartOfDay, earlier, remembering, with_if_quiet
from domain.helpline import Ages, Helpline
from domain.incoming import Incoming
from domain.message import Purpose, is_automatic
from domain.own_days import Calendar
from domain.people import Role, Staff, YouthStatus
from domain.phone import chat_of_number
from domain.reply import Reply, ReplyKind
from domain.risk import Assessment, Band, Reason, is_news
from domain.screening import Rule, ScreenLevel, SmallSign, SmallSigns, compile_rules, screen
from domain.talk import Talk, TalkWay, happened_on
from tests.domain.people import YOUTH
from tests.domain.rhythms import caring
from tests.domain.times import OFFICE, local

NOW = local("2026-05-05 10:00")
ZONE = "Europe/Copenhagen"


def test_another_wish_takes_what_was_said_about_the_one_before_with_it() -> None:
    agreed = Agreement(
        if_quiet=IfQuiet.CALL, if_quiet_part=PartOfDay.MORNING, if_quiet_note="ring på"
    )
    assert with_if_quiet(agreed, IfQuiet.CALL) is agreed
    other = with_if_quiet(agreed, IfQuiet.WRITE)
    assert (other.if_quiet, other.if_quiet_part, other.if_quiet_note) == (IfQuiet.WRITE, None, "")


def test_the_end_that_held_before_is_remembered() -> None:
    before = Agreement(days=(0,), ends_on=date(2026, 6, 1))
    now = remembering(before, Agreement(days=(2,)), NOW)
    ((until, was),) = earlier(now)
    assert (until, was.days, was.ends_on, was.at) == (NOW, (0,), date(2026, 6, 1), None)


def test_a_line_says_its_name_and_number() -> None:
    line = Helpline(
        name="Livslinien",
        phone="70 201 201",
        hours=None,
        ages=Ages.ALL,
        may_be_alone=True,
        verified_on=None,
    )
    assert line.shown == "Livslinien 70 201 201"


def test_a_message_by_sms_tells_its_number_and_one_from_a_chat_has_none() -> None:
    by_sms = Incoming(inbox_id=1, chat_id=chat_of_number("+4512345678"))
    assert by_sms.number == "+4512345678"
    assert Incoming(inbox_id=1, chat_id=70).number is None


@pytest.mark.parametrize(
    ("purpose", "name", "automatic"),
    [
        (Purpose.CHECKIN, "x", True),
        (Purpose.RECEIPT, "x", True),
        (Purpose.CARD, "x", False),
        (Purpose.ANSWER, "x", False),
        (Purpose.NOTICE, "in:7", False),
        (Purpose.NOTICE, "edited:7", False),
        (Purpose.NOTICE, "something new", True),
    ],
)
def test_what_a_cry_for_help_keeps_away(purpose: Purpose, name: str, *, automatic: bool) -> None:
    assert is_automatic(purpose, name) is automatic


def test_a_caring_message_comes_on_its_day_after_the_start_or_before_the_end() -> None:
    calendar = Calendar(
        start=date(2026, 5, 4), zone=ZONE, agreement=Agreement(ends_on=date(2026, 6, 1))
    )
    care = caring(3)
    (draft,) = care.drafts
    goodbye = replace(draft, day=0, before_end=7)
    both = replace(care, drafts=(draft, goodbye), before_end=(7,))
    assert calendar.date_of(draft) == date(2026, 5, 7)
    assert calendar.date_of(goodbye) == date(2026, 5, 25)
    assert calendar.named_days(both) == [date(2026, 5, 7), date(2026, 5, 25)]
    assert calendar.draft_of(both, local("2026-05-25 16:00")) is goodbye
    assert calendar.draft_of(both, local("2026-05-26 16:00")) is None
    assert replace(calendar, agreement=Agreement()).named_days(both) == [date(2026, 5, 7)]


def test_who_is_erased_is_over_and_who_has_a_pause_is_neither() -> None:
    erased = replace(YOUTH, status=YouthStatus.ERASED)
    ended = replace(YOUTH, status=YouthStatus.ENDED)
    assert (erased.is_erased, erased.is_over) == (True, True)
    assert (ended.is_erased, ended.is_over) == (False, True)
    assert (YOUTH.is_erased, YOUTH.is_over) == (False, False)


def test_staff_are_away_from_the_beginning_of_an_absence_until_its_end() -> None:
    here = Staff(
        id=1,
        name="Mette Holm",
        role=Role.MENTOR,
        language="da",
        chat_id=None,
        joined_at=None,
        blocked_at=None,
    )
    assert not here.is_away(NOW)
    away = replace(here, away_at=NOW, away_until=NOW + timedelta(hours=1))
    assert away.is_away(NOW)
    assert not away.is_away(NOW - timedelta(minutes=1))
    assert not away.is_away(NOW + timedelta(hours=1))
    assert away.is_away_between(NOW - timedelta(hours=1), NOW + timedelta(minutes=1))
    assert not away.is_away_between(NOW - timedelta(hours=1), NOW)
    assert not here.is_away_between(NOW, NOW + timedelta(hours=1))


def test_words_came_when_they_were_changed_last() -> None:
    reply = Reply(id=1, youth_id=7, kind=ReplyKind.WORD, received_at=NOW)
    later = NOW + timedelta(hours=1)
    assert reply.came_at == NOW
    assert replace(reply, edited_at=later).came_at == later


def standing(band: Band, **points: float) -> Assessment:
    reasons = tuple(Reason(key, each) for key, each in points.items())
    return Assessment(NOW, sum(points.values()), band, reasons)


@pytest.mark.parametrize(
    ("before", "after", "news"),
    [
        (None, standing(Band.GREEN, missed=1), False),
        (None, standing(Band.YELLOW, missed=3), True),
        (standing(Band.RED, missed=5), standing(Band.YELLOW, stopping=3), False),
        (standing(Band.YELLOW, missed=3), standing(Band.RED, missed=5), True),
        (standing(Band.YELLOW, missed=3), standing(Band.YELLOW, missed=4), False),
        (standing(Band.YELLOW, missed=3), standing(Band.YELLOW, missed=3, concern=1), True),
        (standing(Band.YELLOW, missed=4), standing(Band.YELLOW, missed=4, kept=-1), False),
    ],
)
def test_a_human_hears_of_a_higher_band_and_of_a_new_reason(
    before: Assessment | None, after: Assessment, *, news: bool
) -> None:
    assert is_news(before, after) is news


def test_a_row_of_letters_that_is_too_long_for_a_word_is_read_with_its_repeats_taken_away() -> (
    None
):
    rules = compile_rules([Rule("dying", ScreenLevel.CRISIS, "2", ("dø",))])
    assert screen("d" + "ø" * 40, rules).level is ScreenLevel.CRISIS
    assert screen("ab" * 20 + "xx", rules).level is ScreenLevel.ORDINARY


@pytest.mark.parametrize("nothing", ["", " \n", "...", "👍"])
def test_where_nothing_is_said_small_signs_add_nothing(nothing: str) -> None:
    signs = SmallSigns("small", "any", 6, 4, 5, 1, (SmallSign("tom", 9, 9),), frozenset(), ())
    rules = compile_rules([Rule("dying", ScreenLevel.CRISIS, "2", ("dø",))], small=signs)
    assert screen("tom", rules).level is ScreenLevel.CRISIS
    assert screen(nothing, rules).level is ScreenLevel.ORDINARY


def test_what_is_due_at_an_opening_is_done_by_when_the_day_before_closes() -> None:
    monday = local("2026-05-04 09:00")
    assert OFFICE.last_staffed(monday) == local("2026-05-01 14:00")
    assert OFFICE.last_staffed(NOW) == NOW
    sunday = local("2026-05-03 09:00")
    assert OFFICE.last_staffed(sunday) == sunday


def test_without_a_working_day_before_it_an_opening_stays_what_it_is() -> None:
    once = replace(OFFICE, hours={0: (time(9), time(15))}, holidays=holidays_before("2026-05-04"))
    opens = local("2026-05-04 09:00")
    assert once.last_staffed(opens) == opens


def holidays_before(day: str) -> frozenset[date]:
    last = date.fromisoformat(day)
    return frozenset(last - timedelta(days=back) for back in range(1, 800))


def talk(way: TalkWay, at: datetime) -> Talk:
    return Talk(id=1, youth_id=7, staff_id=1, at=at, way=way)


def test_a_day_away_is_so_once_however_long_and_a_talk_is_no_day_away() -> None:
    noted = [talk(TalkWay.HALF_AWAY, NOW)]
    assert happened_on(noted, TalkWay.AWAY, date(2026, 5, 5), ZONE)
    assert happened_on(noted, TalkWay.HALF_AWAY, date(2026, 5, 5), ZONE)
    assert not happened_on(noted, TalkWay.AWAY, date(2026, 5, 4), ZONE)
    assert not happened_on(noted, TalkWay.KEPT, date(2026, 5, 5), ZONE)
    assert happened_on([talk(TalkWay.KEPT, NOW)], TalkWay.KEPT, date(2026, 5, 5), ZONE)
