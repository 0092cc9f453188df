"""Small rules that larger stories lean on, each said by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from domain.agreement import Agreement
from domain.attachment import shape_of
from domain.cafe import Came, Rsvp, seen
from domain.cafe_audience import is_listed
from domain.case import CaseState, Level
from domain.checkin import come_back, later
from domain.clocks import unread_due_at
from domain.escalation import take
from domain.handing_on import cover_for
from domain.load import Before, Turn
from domain.message import Body, MessageKind
from domain.people import Role, Staff, YouthStatus
from domain.plan import ContactKind, Days, Draft, Window
from domain.recipe import picture_of, qr_of
from tests.domain.cases import CASE, COVER, MENTOR, WAITS
from tests.domain.people import YOUTH
from tests.domain.rhythms import TUESDAY, ahead, at, contact, programme, rhythm
from tests.domain.test_checkin import OPEN
from tests.domain.times import OFFICE, local

NOW = local("2026-05-05 10:00")
WEEK = timedelta(days=7)


def test_an_agreement_keeps_only_what_it_knows_how_to_write() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        Agreement(if_quiet_note=object()).to_json()  # type: ignore[arg-type]


def test_what_came_on_monday_is_read_by_the_end_of_tuesday() -> None:
    assert unread_due_at(local("2026-05-04 10:00"), OFFICE) == local("2026-05-05 15:00")
    assert unread_due_at(None, OFFICE) is None


def test_a_red_case_that_somebody_had_is_open_for_all_when_they_are_away() -> None:
    red = take(replace(CASE, level=Level.RED, step=2), MENTOR, NOW, WAITS, OFFICE)
    covered = cover_for(red, MENTOR, 77)
    assert (covered.state, covered.taken_by, covered.step) == (CaseState.OPEN, None, 2)
    assert MENTOR not in covered.ladder
    assert cover_for(red, MENTOR, COVER).ladder[0] == COVER


@pytest.mark.parametrize(
    ("turns", "left_out"),
    [
        ((), False),
        ((Turn(ContactKind.CAFE, NOW - WEEK, "halved"),), False),
        ((Turn(ContactKind.CHECKIN, NOW - WEEK, "halved"),), True),
        ((Turn(ContactKind.CHECKIN, NOW - WEEK, None),), False),
        ((Turn(ContactKind.CHECKIN, NOW - 9 * WEEK, "halved"),), False),
        (
            (
                Turn(ContactKind.CHECKIN, NOW - 2 * WEEK, "halved"),
                Turn(ContactKind.CHECKIN, NOW - WEEK, "pause"),
            ),
            True,
        ),
        ((Turn(ContactKind.CHECKIN, NOW, "halved"),), False),
    ],
)
def test_every_second_counts_what_came_before_and_nothing_else(
    turns: tuple[Turn, ...], *, left_out: bool
) -> None:
    assert Before(turns).left_one_out(NOW - 4 * WEEK, NOW, "halved") is left_out


def test_somebody_seen_at_the_cafe_has_come() -> None:
    row = Rsvp(id=1, cafe_id=2, youth_id=3)
    assert not row.has_come
    late = seen(row, Came.LATE, 9, NOW)
    assert (late.has_come, late.came_by, late.came_at) == (True, 9, NOW)
    assert not seen(late, None, 9, NOW).has_come


@pytest.mark.parametrize("kind", MessageKind)
def test_a_message_is_new_or_an_edit_and_some_bring_a_file(kind: MessageKind) -> None:
    assert kind.is_edit == kind.value.startswith("edit")
    assert kind.has_file == (kind in {MessageKind.PHOTO, MessageKind.DOCUMENT})
    assert not (kind.is_edit and kind.has_file)


def test_a_body_keeps_its_recipe() -> None:
    for body in (Body("a"), Body("a", recipe=qr_of("b")), Body("", recipe=picture_of("c", "da"))):
        assert Body.from_json(body.to_json()) == body


def test_while_worker_and_youth_talk_the_question_waits_for_the_day_after() -> None:
    talking = rhythm(TUESDAY, talking_until=local("2026-03-03 18:00"))
    [first, *_] = ahead(talking, days=7)
    assert first.leaves_at != local("2026-03-03 14:00")


def test_the_first_question_after_a_silence_is_light_and_the_next_is_whole() -> None:
    first, second = ahead(rhythm(TUESDAY, light=True), days=13)[:2]
    assert (len(first.asked), len(second.asked)) == (1, 2)


def test_somebody_who_stopped_is_sent_nothing_and_the_reason_is_said() -> None:
    found = ahead(rhythm(TUESDAY, closed="stopped"), days=7)
    assert {prompt.reason for prompt in found} == {"stopped"}


def test_without_windows_the_interval_is_the_programmes_own() -> None:
    made = programme(TUESDAY)
    assert made.interval_on(40, None) == made.contact_interval_days
    assert made.phase_on(40) is None


def test_a_due_time_is_an_instant_of_the_day_it_stands_on() -> None:
    assert isinstance(ahead(rhythm(replace(TUESDAY, at=time(11))), days=7)[0].due_at, datetime)


@pytest.mark.parametrize(
    ("beginning", "ending"),
    [
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0 ftypM4A ", "m4a"),
        (b"\0\0\0 ftypisom", "mp4"),
    ],
)
def test_a_file_is_known_by_how_it_begins(beginning: bytes, ending: str) -> None:
    shape = shape_of(beginning)
    assert shape is not None
    assert shape.ending == ending


@pytest.mark.parametrize("beginning", [b"", b"<svg xmlns", b"%PDF-1.7", b"RIFF\0\0\0\0WAVEfmt "])
def test_what_may_hold_a_script_or_is_unknown_is_never_shown(beginning: bytes) -> None:
    assert shape_of(beginning) is None


def test_only_who_has_said_yes_is_on_a_cohorts_list() -> None:
    listed = {one for one in YouthStatus if is_listed(replace(YOUTH, status=one))}
    assert listed == {YouthStatus.ACTIVE, YouthStatus.STOPPED}


def test_a_question_that_waits_comes_back_in_another_message() -> None:
    waiting = later(OPEN, NOW + WEEK, None)
    assert (waiting.later_at, waiting.remind_at) == (NOW + WEEK, None)
    back = come_back(waiting, 99)
    assert (back.later_at, back.prompt_outbox_id) == (None, 99)


def test_somebody_is_away_from_one_instant_to_another() -> None:
    here = Staff(
        id=1,
        name="Maja Holm",
        role=Role.MENTOR,
        language="da",
        chat_id=None,
        joined_at=None,
        blocked_at=None,
    )
    away = replace(here, away_at=NOW, away_until=NOW + WEEK)
    assert not here.is_away(NOW)
    assert [away.is_away(NOW + n * WEEK / 2) for n in (-1, 0, 1, 2)] == [False, True, True, False]


def test_the_interval_is_that_of_the_window_a_day_lies_in() -> None:
    windows = (
        Window(days=Days(0, 30), human_every_days=4),
        Window(days=Days(31), human_every_days=9),
    )
    made = replace(programme(TUESDAY), windows=windows)
    assert [made.interval_on(day, None) for day in (0, 30, 31, 400)] == [4, 4, 9, 9]
    assert Draft(7, {"da": "Hej.", "en": "Hi."}).slot == "day_7"


def test_a_duty_of_the_worker_comes_whatever_the_youth_wants_to_hear() -> None:
    call = replace(contact("call", kind=ContactKind.DUTY), rule="", on_days=(3,))
    paused = rhythm(call, paused_until=at("2026-04-01 00:00"), silent="blocked")
    [duty] = ahead(paused, days=7)
    assert duty.leaves_at is not None
    assert duty.reason is None


def test_what_has_an_hour_of_its_own_is_never_a_few_minutes_late() -> None:
    evening = replace(TUESDAY, at=time(11), event_after=timedelta(hours=5))
    made = rhythm(evening)
    made = replace(made, programme=replace(made.programme, jitter=timedelta(minutes=9)))
    assert [one.leaves_at for one in ahead(made, days=3)] == [at("2026-03-03 11:00")]


def test_the_latest_occurrence_is_found_within_a_span() -> None:
    calendar = rhythm(TUESDAY).calendar
    found = calendar.latest(TUESDAY, at("2026-03-20 10:00"), within=2 * WEEK)
    assert found == at("2026-03-17 14:00")
    assert calendar.latest(TUESDAY, at("2026-03-20 10:00"), within=timedelta(days=2)) is None
