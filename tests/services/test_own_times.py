"""Which hours are offered, and what a youth reads of their own times: only what comes true."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from domain.agreement import Agreement
from domain.incoming import Incoming
from domain.message import Road
from domain.people import Actor, Channel
from domain.site import QuietHours
from services.my_week import show_my_week
from services.onboarding_screens import askable_hours, times_in_words
from services.own_times import asking_times
from services.say import Voice
from services.show_times import set_quiet, show_times
from storage import agreements
from storage.tx import Tx
from tests.web.cast import BO_CHAT, NOW, Cast

FRIDAY = 4


async def offered(cast: Cast, agreed: Agreement) -> list[int]:
    """Return the hours that Bo may choose among."""
    youth, house = await cast.youth(), cast.world.house

    def verb(tx: Tx) -> list[int]:
        return list(askable_hours(Voice.own(tx, house, youth), agreed, NOW))

    return await cast.store.write(verb)


async def said(cast: Cast, agreed: Agreement) -> str:
    """Return the days and hours as /tid says them."""
    youth, house = await cast.youth(), cast.world.house

    def verb(tx: Tx) -> str:
        agreements.save(tx, NOW, cast.bo, agreed)
        times = asking_times(tx, NOW, house, youth)
        return times_in_words(Voice.own(tx, house, youth), times)

    return await cast.store.write(verb)


@pytest.mark.parametrize(
    ("agreed", "hours"),
    [
        (Agreement(), [9, 10, 11, 12, 13, 14]),
        (Agreement(days=(0,)), [9, 10, 11, 12, 13, 14]),
        (Agreement(days=(FRIDAY,)), [9, 10, 11, 12, 13]),
        (Agreement(days=(0, FRIDAY)), [9, 10, 11, 12, 13]),
        (Agreement(quiet=QuietHours(time(17), time(12))), [12, 13, 14]),
        (Agreement(days=(FRIDAY,), quiet=QuietHours(time(17), time(12))), [12, 13]),
        (Agreement(quiet=QuietHours(time(22), time(8))), [8, 9, 10, 11, 12, 13, 14]),
        (Agreement(quiet=QuietHours(time(22), time(10))), [10, 11, 12, 13, 14]),
    ],
)
async def test_only_hours_are_offered_at_which_a_question_comes(
    cast: Cast, agreed: Agreement, hours: list[int]
) -> None:
    assert await offered(cast, agreed) == hours


@pytest.mark.parametrize(
    ("agreed", "words"),
    [
        (Agreement(), "tirsdag kl. 14"),
        (Agreement(days=(FRIDAY,)), "fredag kl. 13"),
        (Agreement(days=(FRIDAY,), at=time(10)), "fredag kl. 10"),
        (Agreement(days=(2,), at=time(14)), "onsdag kl. 14"),
        (Agreement(days=(0, 1, 3)), "mandag kl. 14"),
    ],
)
async def test_the_times_that_are_said_are_those_at_which_questions_come(
    cast: Cast, agreed: Agreement, words: str
) -> None:
    assert await said(cast, agreed) == words, "the plain programme asks once a week"


async def test_two_hours_are_said_with_their_own_days(cast: Cast) -> None:
    youth, house = await cast.youth(), cast.world.house
    voice = await cast.store.write(lambda tx: Voice.own(tx, house, youth))
    times = [(0, time(14)), (2, time(14)), (FRIDAY, time(13))]
    assert times_in_words(voice, times) == "mandag og onsdag kl. 14 og fredag kl. 13"


async def test_other_quiet_hours_leave_an_hour_that_lies_in_them_to_us(cast: Cast) -> None:
    youth, house = await cast.youth(), cast.world.house
    chose = Agreement(days=(1,), at=time(9))
    await cast.store.write(lambda tx: agreements.save(tx, NOW, cast.bo, chose))
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
    hours = {"evening": 17, "morning": 12}
    actor = Actor.youth(cast.bo)
    await cast.store.write(set_quiet, actor, NOW, house, incoming, youth, **hours)
    after = await cast.store.read(agreements.get, cast.bo)
    assert (after.at, after.quiet) == (None, QuietHours(time(17), time(12)))
    said_now = (await cast.messages(cast.bo))[-1]
    assert said_now.startswith("Lige nu spørger jeg tirsdag kl. 14. ")


async def told(cast: Cast, *, hears_sms: bool = False) -> tuple[str, str]:
    """Return what Bo reads on /uge and on /tid."""
    youth, roads = await cast.youth(), frozenset({Road.SMS}) if hears_sms else frozenset()
    house = replace(cast.world.house, hears_sms=hears_sms, roads=roads)
    for show in (show_my_week, show_times):
        incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
        await cast.store.write(show, Actor.youth(cast.bo), NOW, house, incoming, youth)
    week, times = (await cast.messages(cast.bo))[-2:]
    return week, times


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.SMS])
async def test_whom_the_robot_does_not_reach_is_promised_no_question_of_it(
    cast: Cast, channel: Channel
) -> None:
    await cast.change_bo(channel=channel.value, phone="+4522334455")
    week, times = await told(cast)
    assert "spørgsmål" not in week
    assert "I dag: Mette kontakter dig" in week, "it is Tuesday"
    assert times == (
        "Jeg spørger ikke selv, for du har valgt telefon eller sms. Mette kontakter dig: tirsdag."
        "\n\nJeg skriver ikke mellem kl. 21 og 9. Vil du lave noget om?"
    )


async def test_whom_the_robot_reaches_by_sms_is_promised_an_sms(cast: Cast) -> None:
    await cast.change_bo(channel=Channel.SMS.value, phone="+4522334455")
    week, times = await told(cast, hears_sms=True)
    assert "I dag: en sms kl. 14" in week
    assert times.startswith("Lige nu spørger jeg tirsdag kl. 14.")
