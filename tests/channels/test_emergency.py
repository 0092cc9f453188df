"""When nothing can be stored, a cry for help still reaches numbers and humans."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.base import Delay, Delivered, Refusal, Refused, Result, RetryLater, Unknown
from channels.duty_list import DutyList
from channels.emergency import (
    ATTEMPTS,
    ROW_SECONDS,
    SMS_IN_ROW,
    Alarm,
    Emergency,
    Safety,
    Words,
)
from channels.recording import RecordingChannel
from domain.crew import Crew, KnownYouth
from domain.duty import DutyKind, Watch
from domain.helpline import Ages, Helpline
from domain.message import Road
from domain.people import AgeBand, Language, Role, Staff
from domain.phone import chat_of_number
from domain.screening import ScreenLevel
from domain.site import QuietHours, SiteRules


def alarms(mark: str) -> dict[Alarm, str]:
    """Return what staff are told, in words of this test."""
    return {alarm: f"alarm {alarm}{mark}" for alarm in Alarm}


WORDS: dict[Language, Words] = {
    "da": Words(
        lambda presence, lines: " ".join(["kort", presence, *lines]),
        lambda presence: f"ikke gemt {presence}",
        alarms(""),
    ),
    "en": Words(
        lambda presence, lines: " ".join(["card", presence, *lines]),
        lambda presence: f"not stored {presence}",
        alarms("!"),
    ),
}
YOUTH, STRANGER = 11, 99
MENTOR, COVER, COORDINATOR, LEADER = 21, 23, 22, 24
MAIL, NUMBER = "lis@testby.example", "+4511223344"
DAY = datetime(2026, 3, 3, 10, tzinfo=UTC)  # a Tuesday
NIGHT = datetime(2026, 3, 7, 1, 14, tzinfo=UTC)  # a Saturday
SITE = SiteRules(
    "Europe/Copenhagen",
    {day: (time(9), time(15)) for day in range(5)},
    frozenset(),
    QuietHours(time(21), time(9)),
)
HOURS = {day: (time(11), time(23)) for day in range(7)}
CHILDREN = Helpline(
    name="Børn",
    phone="116 111",
    hours=None,
    ages=Ages.UNDER_18,
    may_be_alone=True,
    verified_on=date(2026, 3, 1),
)
LINES = [replace(CHILDREN, name="Liv", ages=Ages.ALL, hours=HOURS), CHILDREN]


def screen(text: str) -> ScreenLevel:
    if "broken" in text:
        raise RuntimeError(text)
    levels = {"die": ScreenLevel.CRISIS, "sad": ScreenLevel.CONCERN}
    return levels.get(text, ScreenLevel.ORDINARY)


SAFETY = Safety(screen, lambda data: data.startswith("v1.help."))


def duty(*watches: Watch, kind: DutyKind = DutyKind.ROSTER, **changes: Any) -> DutyList:
    """Return what is known: worker, cover and coordinator by chat, a leader by mail and SMS.

    `changes` are of a member of staff, by role and column, such as `mentor=dict(blocked_at=DAY)`.
    """

    def one(number: int, role: Role, language: Language, name: str, **more: Any) -> Staff:
        found = Staff(
            id=number,
            name=name,
            role=role,
            language=language,
            chat_id=None if role is Role.LEADER else number,
            joined_at=DAY,
            blocked_at=None,
            **more,
        )
        return replace(found, **changes.get(name, {}))

    people = [
        one(MENTOR, Role.MENTOR, "da", "mentor"),
        one(COVER, Role.MENTOR, "da", "cover"),
        one(COORDINATOR, Role.COORDINATOR, "en", "coordinator"),
        one(LEADER, Role.LEADER, "da", "leader", email=MAIL, phone=NUMBER),
    ]
    crew = Crew(
        site=SITE,
        duty=kind,
        roads=frozenset({Road.EMAIL, Road.SMS}),
        find={person.id: person for person in people}.get,
        with_role=lambda role: [person for person in people if person.role is role],
        watches=watches,
    )
    youth = KnownYouth(
        language="en", age_band=AgeBand.ADULT, mentor_id=MENTOR, cover_id=COORDINATOR
    )
    chats = {MENTOR, COVER, COORDINATOR}
    return DutyList(crew=crew, youths={YOUTH: youth}, staff=chats, lines=LINES)


WATCH = Watch(id=1, staff_id=COVER, weekday=4, begins=time(15), ends=time(9))


def person(number: int = YOUTH, language: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"id": number, "is_bot": False, "first_name": "X"}
    return found | ({"language_code": language} if language else {})


def message(number: int = YOUTH, *, kind: str = "message", **content: Any) -> dict[str, Any]:
    """Return an update with a message in a private chat."""
    who = person(number, content.pop("language", None))
    chat = {"id": number, "type": "private"}
    return {"update_id": 1, kind: {"message_id": 5, "from": who, "chat": chat, **content}}


def tap(data: str, number: int = YOUTH) -> dict[str, Any]:
    under = {"message_id": 5, "chat": {"id": number, "type": "private"}, "text": "die"}
    query = {"id": "1", "from": person(number), "message": under, "data": data}
    return {"update_id": 1, "callback_query": query}


async def said_after(
    update: dict[str, Any],
    *results: Result,
    held: DutyList | None = None,
    now: datetime = DAY,
) -> list[tuple[int | str, str]]:
    """Return who was told what after one update, at `now`."""
    channel = RecordingChannel(*results)
    emergency = sender(channel, held, now=now)
    await emergency.on_store_failure(update)
    await emergency.unit()
    return [(one.address or one.chat_id, one.body.text) for one in channel.deliveries]


def sender(
    channel: RecordingChannel,
    held: DutyList | None = None,
    *,
    now: datetime = DAY,
    clock: Callable[[], float] = lambda: 0.0,
) -> Emergency:
    """Return the sender, with everybody there."""
    known = duty() if held is None else held
    return Emergency(channel, WORDS, SAFETY, known, now=lambda: now, clock=clock)


def told(alarm: Alarm, *who: int | str) -> list[tuple[int | str, str]]:
    """Return what these are told, each in their language."""
    return [(one, f"alarm {alarm}" + "!" * (one == COORDINATOR)) for one in who]


ABOVE = (COORDINATOR, NUMBER, MAIL)  # by Telegram at once, mail last
KORT = "kort at_work Børn 116 111 Liv 116 111"
CARD = "card at_work Liv 116 111"
ALARM = told(Alarm.NOT_KEPT_CARD, MENTOR, *ABOVE)
NO_CARD = told(Alarm.NOT_KEPT, MENTOR, *ABOVE)


async def test_a_cry_for_help_gets_the_card_and_alarms_the_youths_own_staff() -> None:
    assert await said_after(message(text="die")) == [(YOUTH, CARD), *ALARM]


async def test_a_caption_is_read_like_a_text() -> None:
    said = await said_after(message(photo=[], caption="die"))

    assert said == [(YOUTH, CARD), *ALARM]


async def test_an_edited_text_is_read_too() -> None:
    said = await said_after(message(kind="edited_message", text="die"))

    assert said == [(YOUTH, CARD), *ALARM]


async def test_words_deep_inside_are_read_and_those_that_are_answered_are_not() -> None:
    poll = {"question": "?", "options": [{"text": "hej"}, {"text": "die"}]}

    assert await said_after(message(poll=poll)) == [(YOUTH, CARD), *ALARM]
    assert await said_after(message(text="hej", reply_to_message={"text": "die"})) == [
        (YOUTH, "not stored at_work")
    ]


async def test_the_help_button_is_a_cry_for_help() -> None:
    assert await said_after(tap("v1.help.0.")) == [(YOUTH, CARD), *ALARM]


async def test_another_button_is_answered_with_the_news_that_nothing_is_kept() -> None:
    assert await said_after(tap("v1.ans.0.5")) == [(YOUTH, "not stored at_work")]


async def test_words_of_concern_alarm_too() -> None:
    assert await said_after(message(text="sad")) == [(YOUTH, "not stored at_work"), *NO_CARD]


@pytest.mark.parametrize("content", [{"text": "hej"}, {"voice": {"duration": 3}}])
async def test_ordinary_words_are_answered_and_alarm_nobody(content: dict[str, Any]) -> None:
    assert await said_after(message(**content)) == [(YOUTH, "not stored at_work")]


async def test_words_that_cannot_be_screened_are_taken_for_a_cry_for_help() -> None:
    assert await said_after(message(text="broken")) == [(YOUTH, CARD), *ALARM]


async def test_somebody_unknown_is_helped_and_the_coordinators_are_told() -> None:
    said = await said_after(message(STRANGER, text="die", language="en-GB"))

    assert said == [
        (STRANGER, "card at_work Børn 116 111 Liv 116 111"),
        *told(Alarm.NOT_KEPT_CARD, *ABOVE),
    ]


async def test_a_phone_that_answers_every_sms_is_answered_so_often_and_staff_every_time() -> None:
    channel, number = RecordingChannel(), chat_of_number("+4522334455")
    emergency = sender(channel)
    for text in ["x"] * 20 + ["die"] * 20:
        await emergency.on_store_failure(message(number, text=text))
    said = [one.body.text for one in channel.deliveries if one.address == "+4522334455"]
    assert said == ["ikke gemt at_work"] * SMS_IN_ROW + [KORT] * SMS_IN_ROW
    told = [one for one in channel.deliveries if one.chat_id == COORDINATOR]
    assert len(told) == 20 + (20 - SMS_IN_ROW), "every cry, and every word that had no answer"


async def test_whoever_cries_all_day_while_nothing_is_stored_has_a_card_every_half_hour() -> None:
    channel, number, now = RecordingChannel(), chat_of_number("+4522334455"), 0.0
    emergency = sender(channel, clock=lambda: now)
    for _ in range(24):
        await emergency.on_store_failure(message(number, text="die"))
        now += ROW_SECONDS
    said = [one.body.text for one in channel.deliveries if one.address == "+4522334455"]
    assert said == [KORT] * 24


async def test_a_card_that_is_refused_is_said_aloud(caplog: pytest.LogCaptureFixture) -> None:
    refused = Refused(Refusal.BLOCKED, "blocked")
    said = await said_after(message(text="die"), refused)
    assert "an emergency message was refused" in caplog.text
    assert said[-4:] == told(Alarm.CARD_FAILED, MENTOR, *ABOVE), "and staff hear that it failed"


async def test_danish_is_spoken_where_no_language_is_known() -> None:
    assert await said_after(message(STRANGER, text="x")) == [(STRANGER, "ikke gemt at_work")]
    assert await said_after(message(STRANGER, text="x", language="ar")) == [
        (STRANGER, "ikke gemt at_work")
    ]


async def test_an_update_nobody_can_read_alarms_the_coordinators() -> None:
    assert await said_after({}) == told(Alarm.NOT_KEPT, *ABOVE)


async def test_words_in_a_group_are_not_answered_there() -> None:
    update = message(text="die")
    update["message"]["chat"] = {"id": -100, "type": "group"}

    assert await said_after(update) == told(Alarm.NOT_KEPT, *ABOVE)


async def test_staff_are_not_sent_the_words_for_youths() -> None:
    assert await said_after(message(MENTOR, text="hej")) == []


async def test_blocking_the_bot_is_no_message() -> None:
    change = {"chat": {"id": YOUTH}, "from": person(), "new_chat_member": {"status": "kicked"}}

    assert await said_after({"update_id": 1, "my_chat_member": change}) == []


async def test_nothing_that_is_said_repeats_what_was_written() -> None:
    channel = RecordingChannel()
    secret = message(text="die", caption="hemmeligt")
    await sender(channel).on_store_failure(secret)

    assert "hemmeligt" not in repr(channel.deliveries)
    assert all(one.body.protect for one in channel.deliveries if one.chat_id)


async def test_what_was_not_sent_is_tried_again_until_it_is() -> None:
    channel = RecordingChannel(*[RetryLater(Delay.NOT_REACHED, "down")] * 5)
    emergency = sender(channel)

    await emergency.on_store_failure(message(text="die"))
    assert [await emergency.unit() for _ in range(3)] == [False] * 3

    assert channel.texts == [CARD, *[text for _, text in ALARM]] * 2


@pytest.mark.parametrize("final", [Delivered(1), Refused(Refusal.BLOCKED, "blocked")])
async def test_what_is_final_is_not_tried_again(final: Result) -> None:
    channel = RecordingChannel(final)
    emergency = sender(channel)
    await emergency.on_store_failure(message(text="hej"))
    await emergency.unit()

    assert channel.texts == ["not stored at_work"]


async def test_what_is_unclear_is_said_once_more_and_then_given_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = RecordingChannel(*[Unknown("lost")] * 9)
    emergency = sender(channel)
    with caplog.at_level(logging.CRITICAL):
        await emergency.on_store_failure(message(text="hej"))
        for _ in range(3):
            await emergency.unit()

    assert channel.texts == ["not stored at_work"] * 2
    assert "given up" in caplog.text


async def test_it_does_not_try_for_ever() -> None:
    channel = RecordingChannel(*[RetryLater(Delay.TOKEN, "wrong")] * (ATTEMPTS + 9))
    emergency = sender(channel)
    await emergency.on_store_failure(message(text="hej"))
    for _ in range(ATTEMPTS + 5):
        await emergency.unit()

    assert len(channel.deliveries) == ATTEMPTS


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "callback_query", "from", "chat", "id", "text", "data"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "other"]), anything))
async def test_no_shape_of_an_update_stops_it(update: dict[str, Any]) -> None:
    await said_after(update)

    assert SAFETY.judge(update) in ScreenLevel


async def test_a_cry_for_help_that_could_not_be_handled_is_answered_all_the_same() -> None:
    channel = RecordingChannel()
    await sender(channel).on_failure(message(text="die"))
    said = [(one.address or one.chat_id, one.body.text) for one in channel.deliveries]
    assert said == [(YOUTH, CARD), *told(Alarm.NOT_HANDLED_CARD, MENTOR, *ABOVE)]


@pytest.mark.parametrize("update", [message(text="hej"), message(COORDINATOR, text="die"), {}])
async def test_all_else_waits_for_the_next_attempt_because_it_is_kept(
    update: dict[str, Any],
) -> None:
    channel = RecordingChannel()
    await sender(channel).on_failure(update)
    assert channel.deliveries == []


async def test_at_night_whoever_is_on_duty_hears_and_every_boss_and_no_worker_wakes() -> None:
    said = await said_after(message(text="die"), held=duty(WATCH), now=NIGHT)
    assert said == [
        (YOUTH, "card roster"),  # the line for children is not for adults, the other is closed
        *told(Alarm.NOT_KEPT_CARD, COVER, *ABOVE),
    ]


async def test_whoever_has_blocked_the_bot_is_told_by_mail_and_sms() -> None:
    roads = {"blocked_at": DAY, "email": "karim@testby.example", "phone": "+4522334455"}
    said = await said_after(message(text="die"), held=duty(WATCH, cover=roads), now=NIGHT)
    assert {one for one, _ in said[1:]} == {
        "karim@testby.example",
        "+4522334455",
        *ABOVE,
    }


async def test_the_clock_of_the_cry_chooses_and_not_the_one_of_the_last_read() -> None:
    held, channel = duty(), RecordingChannel()
    moments = iter([DAY] * 3 + [NIGHT] * 3)
    emergency = Emergency(channel, WORDS, SAFETY, held, now=lambda: next(moments))
    await emergency.on_store_failure(message(text="die"))
    by_day = {one.chat_id for one in channel.deliveries}
    channel.deliveries.clear()
    await emergency.on_store_failure(message(text="die"))
    assert MENTOR in by_day
    assert MENTOR not in {one.chat_id for one in channel.deliveries}


async def test_who_is_away_is_left_in_peace_and_their_stand_in_is_told() -> None:
    away = {"away_at": DAY, "away_until": DAY + timedelta(days=3), "away_cover_id": COVER}
    said = await said_after(message(text="die"), held=duty(mentor=away, coordinator=away))
    assert {one for one, _ in said[1:]} == {COVER, NUMBER, MAIL}


@pytest.mark.parametrize(
    ("held", "card"),
    [
        (duty(), "card nobody"),
        (duty(kind=DutyKind.EXTERNAL), "card external"),
        (duty(WATCH), "card roster"),
    ],
)
async def test_at_night_what_is_said_goes_by_who_is_there(held: DutyList, card: str) -> None:
    [said, *_] = await said_after(message(text="die"), held=held, now=NIGHT)
    assert said == (YOUTH, card)
    [said] = await said_after(message(text="hej"), held=held, now=NIGHT)
    assert said == (YOUTH, card.replace("card", "not stored"))


async def test_before_anything_was_read_the_card_goes_out_and_the_silence_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = await said_after(message(text="die"), held=DutyList())
    assert said == [(YOUTH, "kort nobody")]
    assert "nobody can be told of them" in caplog.text
