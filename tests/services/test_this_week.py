"""The week ahead in words: how many messages, and on which days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from domain.people import Language, Tier
from domain.plan import ContactKind, Days, Programme
from services.say import Voice
from services.this_week import say_this_week
from services.world import Programmes
from storage import programmes as programme_rows
from storage import youths
from storage.tx import Tx
from tests.domain.rhythms import THURSDAY, TUESDAY, at, caring, contact, programme
from tests.web.cast import Cast

MONDAY = at("2026-03-02 10:00")
FIRST_CALL = contact("first_call", at=time(9), kind=ContactKind.DUTY)


def said(tx: Tx, cast: Cast, made: Programme, language: Language, now: datetime = MONDAY) -> str:
    """Return what Bo reads, had he said yes just now."""
    version = programme_rows.remember(tx, now, made.key, repr(made))
    youths.change(
        tx,
        cast.bo,
        programme_version_id=version,
        accepted_at=now,
        last_human_contact_at=now,
        language=language,
        channel="bot",
    )
    youth = youths.get(tx, cast.bo)
    assert youth is not None
    house = replace(cast.world.house, programmes=Programmes({version: made}, {made.key: version}))
    return say_this_week(tx, now, Voice.of(tx, house, youth, now))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "De næste syv dage får du fire beskeder: to i morgen og to på torsdag."),
        ("en", "In the next seven days you get four messages: two tomorrow and two Thursday."),
    ],
)
async def test_days_with_several_messages_say_how_many(
    cast: Cast, language: Language, words: str
) -> None:
    made = programme(TUESDAY, THURSDAY, caring(1, 3))
    assert await cast.store.write(said, cast, made, language) == words


async def test_days_with_one_message_each_are_only_named(cast: Cast) -> None:
    made = programme(TUESDAY, THURSDAY)
    assert await cast.store.write(said, cast, made, "da") == (
        "De næste syv dage får du to beskeder: i morgen og på torsdag."
    )


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-03-03 15:30", "De næste syv dage får du tre beskeder: én på torsdag og to den"),
        ("2026-03-03 10:00", "De næste syv dage får du to beskeder: i dag og på torsdag."),
    ],
)
async def test_the_seventh_day_counts_whole_unless_something_still_comes_today(
    cast: Cast, now: str, words: str
) -> None:
    made = programme(TUESDAY, THURSDAY, caring(7, at=time(16)))
    assert words in await cast.store.write(said, cast, made, "da", at(now))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (programme(caring(17, at=TUESDAY.at)), "den første besked kommer den 19. marts kl. 14."),
        (
            programme(
                replace(TUESDAY, days=Days(tiers=frozenset({Tier.A}))),
                replace(FIRST_CALL, on_days=(9,)),
                caring(45),
            ),
            "den 16. april",
        ),
    ],
)
async def test_a_week_without_messages_says_when_the_first_really_comes(
    cast: Cast, made: Programme, words: str
) -> None:
    found = await cast.store.write(said, cast, made, "da")
    assert words in found.lower(), "another tier's question and a duty are no message to them"


async def test_where_nothing_comes_nothing_is_promised(cast: Cast) -> None:
    made = programme(replace(TUESDAY, days=Days(tiers=frozenset({Tier.A}))))
    assert await cast.store.write(said, cast, made, "da") == ""
