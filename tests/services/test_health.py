"""What is wrong with the message path has a name, and nothing has one when all is well."""

from dataclasses import replace
from datetime import timedelta

from domain.message import Purpose, Road
from services.health import (
    OUTBOX_OVERDUE,
    POLL_STALE,
    MessageFacts,
    MessageHealth,
    Trouble,
    message_facts,
)
from storage.store import Store
from tests.messages import NOW, REAL, begin, end, queue, unclear

SECOND = timedelta(seconds=1)
WELL = MessageFacts(unknown=0, parked=0, waiting_since=None)


def names(health: MessageHealth, facts: MessageFacts = WELL) -> list[str]:
    return [ill.trouble.value for ill in health.troubles(REAL, NOW, facts)]


def test_all_is_well() -> None:
    assert names(MessageHealth(polled_at=REAL - POLL_STALE)) == []


def test_a_telegram_that_does_not_answer_is_named_after_a_while() -> None:
    health = MessageHealth(polled_at=REAL - POLL_STALE - SECOND)

    assert names(health) == [Trouble.POLLING_STALE]


def test_each_trouble_has_a_name() -> None:
    health = MessageHealth(REAL, REAL, REAL, REAL, REAL, REAL)
    overdue = NOW - OUTBOX_OVERDUE - SECOND
    facts = MessageFacts(unknown=1, parked=2, waiting_since=overdue, nobody_reachable=1)
    facts = replace(facts, red_unheard=1, rules_failing=1)
    for road in (Road.EMAIL, Road.SMS):
        health.road_went(road, REAL, well=False)

    assert set(names(health, facts)) == set(Trouble) - {Trouble.POLLING_STALE}


async def test_the_database_says_what_waits_and_what_is_unclear(store: Store) -> None:
    await queue(store, "hej", chat=1, now=NOW)
    await queue(store, "sag", chat=2, purpose=Purpose.CASE, now=NOW - SECOND)
    for _ in range(2):
        await end(store, *[unclear(one) for one in await begin(store)])

    facts = await store.read(message_facts, NOW)

    assert facts == MessageFacts(unknown=2, parked=0, waiting_since=None)
    await queue(store, "hej", chat=1, now=NOW)
    assert (await store.read(message_facts, NOW)).waiting_since == NOW
