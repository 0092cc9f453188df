"""Café evenings for the journeys: a series, and the phones of who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from domain.cafe import Cafe, Rsvp, Series
from domain.people import Actor
from services.cafe_series import NewSeries, make_series
from simulator.phones import Phone
from simulator.view import SeenMessage
from storage import cafes, rsvps
from tests.journeys.town import Town

THURSDAYS = NewSeries(
    programme_key="projekt-run",
    rule="FREQ=WEEKLY;BYDAY=TH",
    begins=time(17),
    ends=time(19),
)


async def series(town: Town, new: NewSeries = THURSDAYS) -> Series:
    """Return a series that the coordinator has made."""
    person = await town.person(town.coordinator)
    world = town.app.world
    made = await world.store.write(
        make_series, Actor.staff(person.id), world.clock.now(), world.house, new
    )
    assert isinstance(made, Series)
    await town.settle()
    return made


async def evenings(town: Town) -> Sequence[Cafe]:
    """Return the evenings that are not over, soonest first."""
    return await town.read(cafes.from_, town.clock.now(), 20)


async def row(town: Town, phone: Phone, cafe: Cafe) -> Rsvp:
    """Return a youth's row for an evening."""
    youth = await town.youth(phone)
    found = await town.read(rsvps.find, cafe.id, youth.id)
    assert found is not None, f"{phone.name} has no row"
    return found


def with_words(phone: Phone, words: str) -> SeenMessage:
    """Return the newest message on a phone that says these words."""
    return next(one for one in reversed(phone.messages) if words in one.text)


def has_words(phone: Phone, words: str) -> bool:
    """Return whether any message on a phone says these words now."""
    return any(words in one.text for one in phone.messages if one.from_bot)
