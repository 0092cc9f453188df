"""What was planned and waits to leave follows what the youth chooses meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from content.programmes import load_programmes
from domain.checkin import CheckInState
from domain.incoming import Incoming
from domain.message import OutboxState, Purpose
from domain.people import Actor, Youth
from services.change_language import change_language
from services.plan_contacts import plan_contacts
from services.show_topics import turn_topic
from services.start_plan import plan_contact
from services.world import House, Programmes
from storage import agreements, checkins, outbox, planned, youths
from storage import programmes as programme_rows
from storage.outbox import Message
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from tests.domain.rhythms import at
from tests.plain import BUILT_IN
from tests.web.cast import BO_CHAT, Cast

PLANNER = Actor.system("test")
YES = at("2026-03-02 10:00")  # a Monday
TUESDAY = at("2026-03-03 14:00")
GREETING = at("2026-03-03 16:00")  # of day 1


async def begin(cast: Cast) -> House:
    """Put Bo on the built-in programme, from a Monday on."""

    def verb(tx: Tx) -> House:
        made = load_programmes(BUILT_IN / "programmes")["projekt-run"]
        version = programme_rows.remember(tx, YES, made.key, made.text)
        youths.change(tx, cast.bo, programme_version_id=version, accepted_at=YES)
        house = replace(
            cast.world.house, programmes=Programmes({version: made}, {made.key: version})
        )
        for one in made.contacts:
            plan_contact(tx, YES, house, _bo(tx, cast), made, one)
        return house

    return await cast.store.write(verb)


async def talk_and_plan(cast: Cast, house: House, due: datetime) -> Message:
    """Let a talk be logged on the day of what is due then, and return what waits till tomorrow."""

    def verb(tx: Tx) -> Message:
        youths.change(tx, cast.bo, last_human_contact_at=due, last_sign_of_life_at=due)
        plans = [one for one in planned.of_youth(tx, cast.bo) if one.due_at == due]
        plan_contacts(tx, PLANNER, due, house, [one.id for one in plans])
        return _waiting(tx, cast)

    return await cast.store.write(verb)


async def chooses(cast: Cast, house: House, now: datetime, choice: dict[str, Any]) -> None:
    """Let Bo stop a topic or take another language."""
    youth = await cast.youth()
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
    verb: Callable[..., None] = change_language if "language" in choice else turn_topic
    await cast.store.write(verb, Actor.youth(cast.bo), now, house, incoming, youth, **choice)


async def words(cast: Cast, message: Message) -> str:
    """Return what a message that waits will say."""

    def read(rx: Rx) -> str:
        found = outbox.get(rx, message.id)
        letter = outbox.letter(rx, found) if found is not None else None
        assert letter is not None
        return letter[1].text

    return await cast.store.read(read)


async def stands(cast: Cast, message: Message) -> tuple[OutboxState, str | None]:
    found = await cast.store.read(outbox.get, message.id)
    assert found is not None
    return found.state, found.reason


def stop_topic(topic: str) -> dict[str, Any]:
    return {"topic": topic, "wanted": False}


async def test_a_greeting_that_waits_never_leaves_once_greetings_are_stopped(cast: Cast) -> None:
    house = await begin(cast)
    greeting = await talk_and_plan(cast, house, GREETING)
    assert greeting.purpose is Purpose.CARING
    assert greeting.due_at > GREETING + timedelta(hours=20), "a talk moves it to tomorrow"
    await chooses(cast, house, GREETING, stop_topic("school"))
    assert await stands(cast, greeting) == (OutboxState.QUEUED, None)
    await chooses(cast, house, GREETING, stop_topic("greetings"))
    assert await stands(cast, greeting) == (OutboxState.SKIPPED, "topic")


async def test_a_greeting_that_waits_is_said_in_the_new_language(cast: Cast) -> None:
    house = await begin(cast)
    greeting = await talk_and_plan(cast, house, GREETING)
    await chooses(cast, house, GREETING, {"language": "en"})
    said = await words(cast, greeting)
    assert said == "Hi Bo. It's good that you're with us. No need to answer. Mette"


async def test_a_question_that_waits_is_asked_without_a_topic_that_was_stopped(
    cast: Cast,
) -> None:
    house = await begin(cast)
    question = await talk_and_plan(cast, house, TUESDAY)
    [checkin] = await cast.store.read(checkins.open_of, cast.bo)
    both = replace(checkin, asked=("belong", "safe"))
    await cast.store.write(checkins.save, both)
    await chooses(cast, house, TUESDAY, stop_topic("me"))
    [after] = await cast.store.read(checkins.open_of, cast.bo)
    assert after.asked == ("safe",)
    assert "tryg" in await words(cast, question)


async def test_a_question_of_nothing_but_stopped_topics_never_leaves(cast: Cast) -> None:
    house = await begin(cast)
    question = await talk_and_plan(cast, house, TUESDAY)
    [checkin] = await cast.store.read(checkins.open_of, cast.bo)
    for topic in ("me", "school"):
        await chooses(cast, house, TUESDAY, stop_topic(topic))
    assert await stands(cast, question) == (OutboxState.SKIPPED, "topic")
    ended = await cast.store.read(checkins.get, checkin.id)
    assert ended is not None
    assert ended.state is CheckInState.CANCELLED


@pytest.mark.parametrize("twice", [False, True])
async def test_a_question_that_waits_is_asked_in_the_newest_language(
    cast: Cast, *, twice: bool
) -> None:
    house = await begin(cast)
    question = await talk_and_plan(cast, house, TUESDAY)
    await chooses(cast, house, TUESDAY, {"language": "en"})
    if twice:
        await chooses(cast, house, TUESDAY, {"language": "da"})
    said = await words(cast, question)
    assert said.startswith("Hej Bo." if twice else "Hi Bo.")


async def test_a_topic_that_was_stopped_and_taken_up_again_brings_nothing_back_to_life(
    cast: Cast,
) -> None:
    house = await begin(cast)
    greeting = await talk_and_plan(cast, house, GREETING)
    await chooses(cast, house, GREETING, stop_topic("greetings"))
    await chooses(cast, house, GREETING, {"topic": "greetings", "wanted": True})
    assert await stands(cast, greeting) == (OutboxState.SKIPPED, "topic")
    assert not (await cast.store.read(agreements.get, cast.bo)).topics_off


def _bo(tx: Tx, cast: Cast) -> Youth:
    found = youths.get(tx, cast.bo)
    assert found is not None
    return found


def _waiting(rx: Rx, cast: Cast) -> Message:
    mine = (rows.c.youth_id == cast.bo) & (rows.c.state == OutboxState.QUEUED.value)
    [outbox_id] = rx.execute(
        rows.select().where(mine).with_only_columns(rows.c.outbox_id)
    ).scalars()
    found = outbox.get(rx, outbox_id)
    assert found is not None
    return found
