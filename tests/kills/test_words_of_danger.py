"""A cry for help, and the process killed at every step that it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.jump import jump
from domain.case import CaseKind
from domain.message import OutboxState, Purpose
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.kills.account import Account
from tests.kills.product import Moment, Point
from tests.kills.scene import Scene
from tests.processes import SOON

CRY = "jeg vil ikke leve mere"
CARD = "Er du i fare, så ring 112"
CASE = "sag 1"
REPEATS = "sendt igen"
TOLD = 4  # messages that a cry brings about: the card, and one to each of three members of staff


@dataclass(frozen=True)
class Outcome:
    """What reached people after a death and a new start."""

    account: Account
    first_life: int  # messages that Telegram had accepted before the death
    duplicates: int


def newest(phone: Phone) -> int:
    """Return the id of the newest message on a phone: an older one that is changed stays old."""
    return max((one.id for one in phone.messages), default=0)


def new(phone: Phone, mark: int, words: str) -> list[SeenMessage]:
    """Return what has come to a phone after a message and holds these words."""
    return [one for one in phone.messages if one.id > mark and one.from_bot and words in one.text]


async def start_again(house: Scene, marks: dict[int, int], after: int) -> Outcome:
    """Start again, let all finish, and see that nobody was forgotten."""
    first_life = house.accepted(after=after)
    account = await house.settled()
    account.check()
    cards = new(house.amal, marks[house.amal.id], CARD)
    told = [new(phone, marks[phone.id], CASE) for phone in house.staff]
    copies = [len(cards), *map(len, told)]
    assert min(copies) >= 1, "somebody was left without a word"
    for messages in told:
        assert all(REPEATS in one.text for one in messages[1:]), "a repeat that does not say so"
    return Outcome(account, first_life, sum(copies) - len(copies))


def marks(house: Scene) -> dict[int, int]:
    """Return the newest message of every phone, by its id."""
    return {phone.id: newest(phone) for phone in (house.amal, *house.staff)}


async def cry(house: Scene) -> None:
    await house.amal.write(CRY)


async def dies_at(house: Scene, point: Point) -> Outcome:
    """Let Amal cry for help, kill the process at a point, and start again."""
    before, after = marks(house), house.calls()
    await cry(house)
    await house.dies(point)
    return await start_again(house, before, after)


def check_kept_once(account: Account) -> None:
    """See that the cry is one reply and one case."""
    assert account.replies == [("word", None)]
    assert account.cases == [CaseKind.CRISIS.value]


# Nothing has left at these points, so nothing can come twice.
QUIET_POINTS = [
    Point("store_updates", Moment.BEFORE),
    Point("store_updates", Moment.UNWOKEN),
    Point("store_updates", Moment.AFTER),
    Point("receive", Moment.BEFORE),
    Point("receive", Moment.UNWOKEN),
    Point("receive", Moment.AFTER),
]


@pytest.mark.parametrize("point", QUIET_POINTS, ids=str)
async def test_before_anything_is_sent_a_death_costs_nothing_and_repeats_nothing(
    house: Scene, point: Point
) -> None:
    outcome = await dies_at(house, point)

    check_kept_once(outcome.account)
    assert (outcome.first_life, outcome.duplicates) == (0, 0)


async def test_messages_marked_as_sending_and_never_sent_are_sent_after_a_death(
    house: Scene,
) -> None:
    before, after = marks(house), house.calls()
    await cry(house)
    await house.dies(Point("settle_and_claim", Moment.AFTER))
    outcome = await start_again(house, before, after)

    check_kept_once(outcome.account)
    assert (outcome.first_life, outcome.duplicates) == (0, 0)
    # Nobody can know that they had not arrived, so each says that it may be a repeat.
    assert all(REPEATS in phone.last.text for phone in house.staff)


@pytest.mark.parametrize("when", ["before", "accepted", "after"])
async def test_a_call_that_a_death_cuts_off_repeats_at_most_what_was_in_flight(
    house: Scene, when: str
) -> None:
    before, after = marks(house), house.calls()
    async with house.process() as running:
        house.sim.faults.on("sendMessage", chat=house.amal.id).kill(running.pid, when=when)
        await cry(house)
        await house.killed(running)
    outcome = await start_again(house, before, after)

    check_kept_once(outcome.account)
    assert outcome.duplicates <= outcome.first_life <= TOLD
    assert len(new(house.amal, before[house.amal.id], CARD)) == (1 if when == "before" else 2)


async def test_answers_that_came_and_were_not_written_down_are_repeated_once(
    house: Scene,
) -> None:
    outcome = await dies_at(house, Point("settle_and_claim", Moment.BEFORE, 2))

    check_kept_once(outcome.account)
    assert 1 <= outcome.duplicates == outcome.first_life <= TOLD


async def test_an_answer_that_was_written_down_is_never_repeated(house: Scene) -> None:
    outcome = await dies_at(house, Point("settle_and_claim", Moment.AFTER, 2))

    check_kept_once(outcome.account)
    assert outcome.duplicates < outcome.first_life <= TOLD


async def test_what_two_deaths_leave_unclear_turns_health_red_and_comes_up_the_ladder(
    house: Scene,
) -> None:
    before = marks(house)
    await cry(house)
    await house.dies(Point("settle_and_claim", Moment.AFTER))
    await house.dies(Point("settle_and_claim", Moment.AFTER))
    async with house.again() as app:
        await app.settle()
        assert "unknown_messages" in await app.health()
        await jump(app, house.clock, house.clock.now() + timedelta(minutes=5))
    told = [len(new(phone, before[phone.id], CASE)) for phone in house.staff]
    assert told == [1, 1, 1]


UNCONFIRMED = Point("store_updates", Moment.AFTER)


async def test_an_update_stored_and_not_confirmed_comes_again_and_is_kept_once(
    house: Scene,
) -> None:
    await cry(house)
    await house.dies(UNCONFIRMED)
    after = house.calls()
    account = await house.settled()

    check_kept_once(account)
    again = house.sim.log.all("getUpdates", after=after)[0]
    assert [one["message"]["text"] for one in again.result] == [CRY]


@pytest.mark.parametrize("when", ["before", "accepted"])
async def test_a_death_while_the_offset_moves_loses_nothing(house: Scene, when: str) -> None:
    before, after = marks(house), house.calls()
    await cry(house)
    async with house.process() as running:
        poll = house.sim.faults.on("getUpdates", nth=2).kill(running.pid, when=when)
        if when == "accepted":
            await house.sim.log.wait_for("getUpdates", after=after, timeout=SOON)
            first = house.sim.log.all("getUpdates", after=after)[0]
            confirming = await house.sim.log.wait_for_open("getUpdates", after=first.number)
            assert confirming.params["offset"] == first.result[-1]["update_id"] + 1
            await house.people.cover.write("/hjaelp")  # ends the poll that moved the offset
        await house.killed(running)
    assert poll.over
    outcome = await start_again(house, before, after)

    check_kept_once(outcome.account)
    assert outcome.duplicates <= outcome.first_life <= TOLD
    card = outcome.account.count(OutboxState.SENT, Purpose.CARD)
    assert card == 1
