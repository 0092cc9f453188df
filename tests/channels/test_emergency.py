"""When nothing can be stored, a cry for help still reaches numbers and humans."""

import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.base import Delay, Delivered, Refusal, Refused, Result, RetryLater, Unknown
from channels.emergency import (
    ATTEMPTS,
    ROW_SECONDS,
    SMS_IN_ROW,
    DutyList,
    Emergency,
    Safety,
    Words,
)
from channels.recording import RecordingChannel
from domain.people import Language
from domain.phone import chat_of_number
from domain.screening import ScreenLevel

WORDS: dict[Language, Words] = {
    "da": Words("kort", "kort om natten", "ikke gemt", "alarm"),
    "en": Words("card", "card at night", "not stored", "alarm!"),
}
YOUTH, MENTOR, COORDINATOR, STRANGER = 11, 21, 22, 99


def screen(text: str) -> ScreenLevel:
    if "broken" in text:
        raise RuntimeError(text)
    levels = {"die": ScreenLevel.CRISIS, "sad": ScreenLevel.CONCERN}
    return levels.get(text, ScreenLevel.ORDINARY)


SAFETY = Safety(screen, lambda data: data.startswith("v1.help."))


def duty() -> DutyList:
    held = DutyList()
    held.replace(
        {YOUTH: ("en", [(MENTOR, "da"), (COORDINATOR, "en")])},
        [(COORDINATOR, "en")],
        {MENTOR, COORDINATOR},
    )
    return held


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


async def said_after(update: dict[str, Any], *results: Result) -> list[tuple[int, str]]:
    """Return who was told what after one update."""
    channel = RecordingChannel(*results)
    await Emergency(channel, WORDS, SAFETY, duty()).on_store_failure(update)
    return [(one.chat_id, one.body.text) for one in channel.deliveries]


ALARM = [(MENTOR, "alarm"), (COORDINATOR, "alarm!")]


async def test_a_cry_for_help_gets_the_card_and_alarms_the_youths_own_staff() -> None:
    assert await said_after(message(text="die")) == [(YOUTH, "card"), *ALARM]


async def test_a_caption_is_read_like_a_text() -> None:
    said = await said_after(message(photo=[], caption="die"))

    assert said == [(YOUTH, "card"), *ALARM]


async def test_an_edited_text_is_read_too() -> None:
    said = await said_after(message(kind="edited_message", text="die"))

    assert said == [(YOUTH, "card"), *ALARM]


async def test_words_deep_inside_are_read_and_those_that_are_answered_are_not() -> None:
    poll = {"question": "?", "options": [{"text": "hej"}, {"text": "die"}]}

    assert await said_after(message(poll=poll)) == [(YOUTH, "card"), *ALARM]
    assert await said_after(message(text="hej", reply_to_message={"text": "die"})) == [
        (YOUTH, "not stored")
    ]


async def test_the_help_button_is_a_cry_for_help() -> None:
    assert await said_after(tap("v1.help.0.")) == [(YOUTH, "card"), *ALARM]


async def test_another_button_is_answered_with_the_news_that_nothing_is_kept() -> None:
    assert await said_after(tap("v1.ans.0.5")) == [(YOUTH, "not stored")]


async def test_words_of_concern_alarm_too() -> None:
    assert await said_after(message(text="sad")) == [(YOUTH, "not stored"), *ALARM]


@pytest.mark.parametrize("content", [{"text": "hej"}, {"voice": {"duration": 3}}])
async def test_ordinary_words_are_answered_and_alarm_nobody(content: dict[str, Any]) -> None:
    assert await said_after(message(**content)) == [(YOUTH, "not stored")]


async def test_words_that_cannot_be_screened_are_taken_for_a_cry_for_help() -> None:
    assert await said_after(message(text="broken")) == [(YOUTH, "card"), *ALARM]


async def test_somebody_unknown_is_helped_and_the_coordinators_are_told() -> None:
    said = await said_after(message(STRANGER, text="die", language="en-GB"))

    assert said == [(STRANGER, "card"), (COORDINATOR, "alarm!")]


async def test_a_phone_that_answers_every_sms_is_answered_so_often_and_staff_every_time() -> None:
    channel, number = RecordingChannel(), chat_of_number("+4522334455")
    sender = Emergency(channel, WORDS, SAFETY, duty(), clock=lambda: 0.0)
    for text in ["x"] * 20 + ["die"] * 20:
        await sender.on_store_failure(message(number, text=text))
    said = [one.body.text for one in channel.deliveries if one.address == "+4522334455"]
    assert said == ["ikke gemt"] * SMS_IN_ROW + ["kort"] * SMS_IN_ROW
    told = [one for one in channel.deliveries if one.chat_id == COORDINATOR]
    assert len(told) == 20 + (20 - SMS_IN_ROW), "every cry, and every word that had no answer"


async def test_whoever_cries_all_day_while_nothing_is_stored_has_a_card_every_half_hour() -> None:
    channel, number, now = RecordingChannel(), chat_of_number("+4522334455"), 0.0
    sender = Emergency(channel, WORDS, SAFETY, duty(), clock=lambda: now)
    for _ in range(24):
        await sender.on_store_failure(message(number, text="die"))
        now += ROW_SECONDS
    said = [one.body.text for one in channel.deliveries if one.address == "+4522334455"]
    assert said == ["kort"] * 24


async def test_a_card_that_is_refused_is_said_aloud(caplog: pytest.LogCaptureFixture) -> None:
    refused = Refused(Refusal.BLOCKED, "blocked")
    await said_after(message(text="die"), refused)
    assert "an emergency message was refused" in caplog.text


async def test_danish_is_spoken_where_no_language_is_known() -> None:
    assert await said_after(message(STRANGER, text="x")) == [(STRANGER, "ikke gemt")]
    assert await said_after(message(STRANGER, text="x", language="ar")) == [
        (STRANGER, "ikke gemt")
    ]


async def test_an_update_nobody_can_read_alarms_the_coordinators() -> None:
    assert await said_after({}) == [(COORDINATOR, "alarm!")]


async def test_words_in_a_group_are_not_answered_there() -> None:
    update = message(text="die")
    update["message"]["chat"] = {"id": -100, "type": "group"}

    assert await said_after(update) == [(COORDINATOR, "alarm!")]


async def test_staff_are_not_sent_the_words_for_youths() -> None:
    assert await said_after(message(MENTOR, text="hej")) == []


async def test_blocking_the_bot_is_no_message() -> None:
    change = {"chat": {"id": YOUTH}, "from": person(), "new_chat_member": {"status": "kicked"}}

    assert await said_after({"update_id": 1, "my_chat_member": change}) == []


async def test_nothing_that_is_said_repeats_what_was_written() -> None:
    channel = RecordingChannel()
    secret = message(text="die", caption="hemmeligt")
    await Emergency(channel, WORDS, SAFETY, duty()).on_store_failure(secret)

    assert "hemmeligt" not in repr(channel.deliveries)
    assert all(delivery.body.protect for delivery in channel.deliveries)


async def test_the_last_good_list_is_held() -> None:
    held = duty()
    held.replace({}, [(COORDINATOR, "da")], set())

    assert held.staff_of(YOUTH) == [(COORDINATOR, "da")]
    assert held.language_of(YOUTH) is None


async def test_what_was_not_sent_is_tried_again_until_it_is() -> None:
    channel = RecordingChannel(*[RetryLater(Delay.NOT_REACHED, "down")] * 3)
    emergency = Emergency(channel, WORDS, SAFETY, duty())

    await emergency.on_store_failure(message(text="die"))
    assert [await emergency.unit() for _ in range(3)] == [False] * 3

    assert channel.texts == ["card", "alarm", "alarm!"] * 2


@pytest.mark.parametrize("final", [Delivered(1), Refused(Refusal.BLOCKED, "blocked")])
async def test_what_is_final_is_not_tried_again(final: Result) -> None:
    channel = RecordingChannel(final)
    emergency = Emergency(channel, WORDS, SAFETY, duty())
    await emergency.on_store_failure(message(text="hej"))
    await emergency.unit()

    assert channel.texts == ["not stored"]


async def test_what_is_unclear_is_said_once_more_and_then_given_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = RecordingChannel(*[Unknown("lost")] * 9)
    emergency = Emergency(channel, WORDS, SAFETY, duty())
    with caplog.at_level(logging.CRITICAL):
        await emergency.on_store_failure(message(text="hej"))
        for _ in range(3):
            await emergency.unit()

    assert channel.texts == ["not stored"] * 2
    assert "given up" in caplog.text


async def test_it_does_not_try_for_ever() -> None:
    channel = RecordingChannel(*[RetryLater(Delay.TOKEN, "wrong")] * (ATTEMPTS + 9))
    emergency = Emergency(channel, WORDS, SAFETY, duty())
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
    await Emergency(channel, WORDS, SAFETY, duty()).on_failure(message(text="die"))
    said = [(one.chat_id, one.body.text) for one in channel.deliveries]
    assert said == [(YOUTH, "card"), *ALARM]


@pytest.mark.parametrize("update", [message(text="hej"), message(COORDINATOR, text="die"), {}])
async def test_all_else_waits_for_the_next_attempt_because_it_is_kept(
    update: dict[str, Any],
) -> None:
    channel = RecordingChannel()
    await Emergency(channel, WORDS, SAFETY, duty()).on_failure(update)
    assert channel.deliveries == []
