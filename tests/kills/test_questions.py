"""A weekly question and its answer, and the process killed at every step that they take."""

from __future__ import annotations

import pytest

from domain.message import OutboxState, Purpose
from simulator.view import SeenMessage
from tests.kills.account import Account, account_of
from tests.kills.product import Moment, Point
from tests.kills.scene import Scene

ASKED_AT = "2026-03-03 14:00"
QUESTION = "Hvor meget lyst har du til at blive ved med skolen?"
NEXT = "Hvad passer bedst på dig og skolen lige nu?"
REMINDED_BY = "2026-03-04 12:30"


def prompts(house: Scene) -> list[SeenMessage]:
    """Return the messages that began as the weekly question."""
    asked = [one for one in house.amal.messages if one.from_bot]
    return [one for one in asked if any(QUESTION in text for text in (*one.history, one.text))]


async def ask(house: Scene) -> None:
    """Let the weekly question reach Amal."""
    house.until(ASKED_AT)
    async with house.again() as app:
        await app.settle()
    assert len(prompts(house)) == 1


async def answered(house: Scene, point: Point) -> Account:
    """Let Amal answer 7, kill the process at a point, and start again."""
    await ask(house)
    await house.amal.tap("7")
    await house.dies(point)
    account = await house.settled()
    account.check()
    return account


@pytest.mark.parametrize(
    "point",
    [
        Point("receive", Moment.BEFORE),
        Point("receive", Moment.UNWOKEN),
        Point("settle_and_claim", Moment.AFTER),
        Point("settle_and_claim", Moment.BEFORE, 2),
    ],
    ids=str,
)
async def test_an_answer_is_kept_once_and_the_next_question_comes_whenever_we_die(
    house: Scene, point: Point
) -> None:
    account = await answered(house, point)

    assert account.replies == [("answer", 7)]
    (prompt,) = prompts(house)
    assert NEXT in prompt.text  # an edit that is made twice shows once


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
async def test_a_question_that_was_being_planned_is_asked_once(
    house: Scene, moment: Moment
) -> None:
    house.until(ASKED_AT)
    await house.dies(Point("plan_contacts", moment))
    account = await house.settled()

    account.check()
    assert len(prompts(house)) == account.count(OutboxState.SENT, Purpose.CHECKIN) == 1


async def test_a_question_lost_on_its_way_is_not_sent_blindly_and_its_reminder_is_the_retry(
    house: Scene,
) -> None:
    house.until(ASKED_AT)
    await house.dies(Point("settle_and_claim", Moment.AFTER))
    account = await house.settled()
    account.check()
    assert account.count(OutboxState.UNKNOWN, Purpose.CHECKIN) == 1
    assert prompts(house) == []

    house.until(REMINDED_BY)
    account = await house.settled()
    account.check()
    assert account.count(OutboxState.SENT, Purpose.REMINDER) == 1
    await house.amal.tap("Svar")
    await house.settled()
    assert QUESTION in house.amal.last.text
    await house.amal.tap("7")
    account = await house.settled()
    account.check()
    assert account.replies == [("answer", 7)]


async def test_an_answer_proves_that_an_unclear_question_had_arrived(house: Scene) -> None:
    house.until(ASKED_AT)
    async with house.process() as running:
        house.sim.faults.on("sendMessage").kill(running.pid, when="accepted")
        await house.killed(running)
    async with house.again() as app:
        await app.settle()
        unclear = await app.world.store.read(account_of, house.clock.now())
        await house.amal.tap("7")
        await app.settle()
        account = await app.world.store.read(account_of, house.clock.now())

    assert unclear.count(OutboxState.UNKNOWN, Purpose.CHECKIN) == 1
    account.check()
    assert account.count(OutboxState.UNKNOWN) == 0
    assert account.replies == [("answer", 7)]
    assert len(prompts(house)) == 1


def with_buttons(house: Scene) -> list[SeenMessage]:
    """Return the bot's messages to Amal that can be tapped."""
    return [one for one in house.amal.messages if one.from_bot and one.labels]


async def reminded(house: Scene) -> SeenMessage:
    """Let the question reach Amal without our knowing, and its reminder come; return the first."""
    house.until(ASKED_AT)
    async with house.process() as running:
        house.sim.faults.on("sendMessage").kill(running.pid, when="accepted")
        await house.killed(running)
    house.until(REMINDED_BY)
    account = await house.settled()
    account.check()
    assert account.count(OutboxState.UNKNOWN, Purpose.CHECKIN) == 1
    assert account.count(OutboxState.SENT, Purpose.REMINDER) == 1
    (first,) = prompts(house)
    assert "Svar" in house.amal.last.labels
    return first


async def test_an_unclear_question_may_be_answered_where_it_stands_after_its_reminder(
    house: Scene,
) -> None:
    first = await reminded(house)
    await house.amal.tap("7", first)
    account = await house.settled()

    account.check()
    assert account.replies == [("answer", 7)]
    (tappable,) = with_buttons(house)  # the reminder asks no more
    assert (tappable.id, NEXT in tappable.text) == (first.id, True)
    # A tap that may have been on either message proves neither of them.
    assert account.count(OutboxState.UNKNOWN, Purpose.CHECKIN) == 1
    assert account.count(OutboxState.SENT, Purpose.REMINDER) == 1


async def test_an_unclear_question_is_answered_once_whichever_of_the_two_is_tapped(
    house: Scene,
) -> None:
    first = await reminded(house)
    await house.amal.tap("Svar")
    await house.settled()
    reminder = house.amal.last
    assert QUESTION in reminder.text
    await house.amal.tap("7", reminder)
    await house.settled()
    await house.amal.tap("3", first)  # still there with its old buttons: nobody knew its number
    account = await house.settled()

    account.check()
    assert account.replies == [("answer", 7)]
    assert NEXT in with_buttons(house)[-1].text
