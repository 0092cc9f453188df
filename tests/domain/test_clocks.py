from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clocks import (
    contact_by_text,
    contact_due_at,
    is_human_contact,
    is_talk,
    is_talking,
    is_watched,
    not_after_look,
    silence_evidence,
    talked_today,
    talking_until,
)
from domain.people import Youth, YouthStatus
from domain.reply import ReplyKind
from domain.site import SiteRules
from domain.wall import to_wall
from tests.domain.people import YOUTH
from tests.domain.times import INSTANTS, OFFICE, SITES, local

MAYBE = st.none() | INSTANTS
YOUTHS = st.builds(
    lambda talked, promised, paused, days: replace(
        YOUTH,
        last_human_contact_at=talked,
        next_contact_at=promised,
        paused_until=paused,
        contact_interval_days=days,
    ),
    MAYBE,
    MAYBE,
    MAYBE,
    st.integers(1, 60),
)


def due(youth: Youth, site: SiteRules = OFFICE) -> datetime:
    found = contact_due_at(youth, site)
    assert found is not None
    return found


@given(YOUTHS, SITES, INSTANTS)
def test_later_human_contact_is_never_due_earlier(
    youth: Youth, site: SiteRules, talked: datetime
) -> None:
    later = max(talked, youth.last_human_contact_at or talked)
    again = replace(youth, last_human_contact_at=later)
    if youth.last_human_contact_at is not None:
        assert due(again, site) >= due(youth, site)
    assert site.is_staffed(due(again, site))


@given(YOUTHS, SITES, INSTANTS)
def test_a_look_after_red_that_nobody_took_is_put_off_by_nothing(
    youth: Youth, site: SiteRules, look: datetime
) -> None:
    agreed = due(youth, site)
    found = not_after_look(agreed, look, youth, site)
    talked, day = youth.last_human_contact_at, to_wall(look, youth.zone).date()
    looked = talked is not None and to_wall(talked, youth.zone).date() >= day
    assert found == (agreed if looked else min(agreed, site.next_staffed(look)))


@given(YOUTHS, SITES)
def test_where_nobody_has_to_look_again_what_was_agreed_holds(
    youth: Youth, site: SiteRules
) -> None:
    agreed = due(youth, site)
    assert not_after_look(agreed, None, youth, site) == agreed
    assert not_after_look(None, agreed, youth, site) is None


@given(YOUTHS, MAYBE, MAYBE)
def test_a_sign_of_life_or_a_block_changes_nothing_of_what_we_owe(
    youth: Youth, life: datetime | None, blocked: datetime | None
) -> None:
    other = replace(youth, last_sign_of_life_at=life, blocked_at=blocked)
    assert due(other) == due(youth)


@given(YOUTHS, INSTANTS)
def test_a_pause_never_brings_contact_forward_nor_the_usual_contact_into_itself(
    youth: Youth, until: datetime
) -> None:
    without = replace(youth, paused_until=None)
    paused = due(replace(youth, paused_until=until))
    assert paused >= due(without)
    assert due(replace(youth, paused_until=until, next_contact_at=None)) >= until


@given(YOUTHS, INSTANTS, INSTANTS)
def test_a_pause_moves_no_day_that_was_promised(
    youth: Youth, promised: datetime, until: datetime
) -> None:
    waiting = replace(youth, last_human_contact_at=None, next_contact_at=promised)
    assert due(replace(waiting, paused_until=until)) == OFFICE.next_staffed(promised)


@given(YOUTHS, INSTANTS)
def test_human_contact_is_followed_by_the_whole_interval(youth: Youth, talked: datetime) -> None:
    after = replace(youth, last_human_contact_at=talked, next_contact_at=None)
    interval = timedelta(days=youth.contact_interval_days)
    assert due(after) >= talked + interval - timedelta(hours=1)  # a day may have 23 hours


@pytest.mark.parametrize(
    ("talked", "expected"),
    [
        ("2026-05-05 10:00", "2026-05-12 10:00"),
        ("2026-05-05 20:00", "2026-05-13 09:00"),  # out of hours: the next opening
        ("2026-05-02 12:00", "2026-05-11 09:00"),  # a Saturday
        ("2026-03-26 10:00", "2026-04-07 09:00"),  # Easter
        ("2026-03-23 14:30", "2026-03-30 14:30"),  # the clocks have changed
        ("2026-10-19 14:30", "2026-10-26 14:30"),
    ],
)
def test_contact_is_due_at_the_first_staffed_minute_after_a_week(
    talked: str, expected: str
) -> None:
    assert due(replace(YOUTH, last_human_contact_at=local(talked))) == local(expected)


def test_the_first_interval_counts_from_the_yes() -> None:
    assert due(YOUTH) == local("2026-05-12 10:00")
    assert due(replace(YOUTH, accepted_at=None)) == local("2026-05-11 10:00")


def test_a_promised_day_stands_until_it_is_kept() -> None:
    promised = replace(YOUTH, next_contact_at=local("2026-05-20 10:00"))
    assert due(promised) == local("2026-05-20 10:00")
    early = replace(promised, last_human_contact_at=local("2026-05-19 10:00"))
    assert due(early) == local("2026-05-20 10:00")
    kept = replace(promised, last_human_contact_at=local("2026-05-20 10:05"))
    assert due(kept) == local("2026-05-27 10:05")


def test_a_pause_ends_with_the_first_staffed_minute() -> None:
    paused = replace(YOUTH, paused_until=local("2026-05-23 12:00"))
    assert due(paused) == local("2026-05-25 09:00")


@pytest.mark.parametrize(
    ("status", "call_allowed", "watched"),
    [
        (YouthStatus.INVITED, None, False),
        (YouthStatus.ASKED, None, False),
        (YouthStatus.DECLINED, None, False),
        (YouthStatus.UNDERAGE, None, False),
        (YouthStatus.ENDED, True, False),
        (YouthStatus.ACTIVE, None, True),
        (YouthStatus.ACTIVE, False, True),
        (YouthStatus.STOPPED, None, True),
        (YouthStatus.STOPPED, True, True),
        (YouthStatus.STOPPED, False, False),
    ],
)
def test_who_is_watched(status: YouthStatus, call_allowed: bool | None, watched: bool) -> None:
    youth = replace(YOUTH, status=status, call_allowed=call_allowed)
    assert is_watched(youth) == watched
    assert (contact_due_at(youth, OFFICE) is not None) == watched


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=6)))
def test_words_meet_within_72_hours_in_any_order(one: datetime, apart: timedelta) -> None:
    other = one + apart
    meets = apart <= timedelta(hours=72)
    assert is_human_contact(one, other) == is_human_contact(other, one) == meets
    youth = replace(YOUTH, last_word_at=other, last_staff_message_at=one)
    assert contact_by_text(youth) == (other if meets else None)


def test_words_in_one_direction_are_no_contact() -> None:
    now = local("2026-05-05 10:00")
    assert not is_human_contact(now, None)
    assert not is_human_contact(None, now)
    assert contact_by_text(replace(YOUTH, last_word_at=now)) is None
    assert contact_by_text(replace(YOUTH, last_staff_message_at=now)) is None


def test_only_own_words_and_a_voice_are_talk() -> None:
    talk = {ReplyKind.WORD, ReplyKind.VOICE, ReplyKind.VIDEO_NOTE}
    assert {kind for kind in ReplyKind if is_talk(kind)} == talk


def test_the_evidence_counts_local_days_and_leaves_out_what_never_was() -> None:
    now = local("2026-05-20 00:30")
    assert silence_evidence(YOUTH, now) == {"interval_days": 7}
    youth = replace(
        YOUTH,
        last_human_contact_at=local("2026-05-05 23:30"),
        last_sign_of_life_at=local("2026-05-19 23:30"),
    )
    assert silence_evidence(youth, now) == {
        "interval_days": 7,
        "days_since_talk": 15,
        "days_since_life": 1,
    }


def test_a_clock_that_was_moved_back_shows_no_negative_days() -> None:
    youth = replace(YOUTH, last_human_contact_at=local("2026-05-20 10:00"))
    assert silence_evidence(youth, local("2026-05-05 10:00"))["days_since_talk"] == 0


def test_a_talk_earlier_today_counts_until_midnight_of_the_youth() -> None:
    talked = replace(YOUTH, last_human_contact_at=local("2026-05-12 09:00"))
    assert talked_today(talked, local("2026-05-12 23:59"))
    assert not talked_today(talked, local("2026-05-13 00:00"))
    assert not talked_today(YOUTH, local("2026-05-12 12:00"))


def test_the_yes_is_no_talk_of_the_day() -> None:
    yes = replace(YOUTH, last_human_contact_at=YOUTH.accepted_at)
    assert not talked_today(yes, yes.accepted_at or local("2026-05-05 10:00"))


def test_a_talk_goes_on_for_a_day_after_words_went_both_ways() -> None:
    word, message = local("2026-05-05 10:00"), local("2026-05-05 12:00")
    youth = replace(YOUTH, last_word_at=word, last_staff_message_at=message)
    assert talking_until(youth) == local("2026-05-06 12:00")
    assert is_talking(youth, local("2026-05-06 11:59"))
    assert not is_talking(youth, local("2026-05-06 12:00"))
    assert not is_talking(replace(youth, last_word_at=None), message)
    assert not is_talking(replace(youth, last_word_at=local("2026-05-04 11:59")), message)
