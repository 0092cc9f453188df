"""A cry for help when nothing can be stored: the card from memory, and staff alarmed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from content.keys import Key
from services.roster import set_roads
from simulator.phones import Phone
from storage import tables
from storage.store import Store
from tests.journeys import kept
from tests.journeys.bad_stores import FullStore
from tests.journeys.conftest import MakeTown
from tests.journeys.kept import staff
from tests.journeys.test_wake_alone import running_without_beats
from tests.journeys.town import CLI, DANGER, Town, texts
from tests.second_roads import mail_box

ALARM = "RØD · Holdfast kan ikke gemme beskeder lige nu."


class Shelter:
    """A town whose store may be full, with Amal in it."""

    def __init__(self, town: Town, amal: Phone, store: FullStore) -> None:
        self.town = town
        self.amal = amal
        self.store = store

    def sent(self, phone: Phone, words: str) -> int:
        """Return how many messages with these words were sent to a phone."""
        calls = self.town.sim.log.all("sendMessage")
        return len([one for one in calls if one.chat == phone.id and words in one.params["text"]])


@pytest.fixture
async def shelter(make_town: MakeTown) -> AsyncIterator[Shelter]:
    """Return a town in which nothing can be stored from now on."""
    stores: list[FullStore] = []

    def wrap(store: Store) -> Store:
        stores.append(FullStore(store))
        return stores[-1]

    async with make_town(wrap=wrap) as made:
        await made.hire()
        amal = await made.enrol()
        stores[0].full = True
        yield Shelter(made, amal, stores[0])
        stores[0].full = False


async def test_the_card_comes_from_memory_and_staff_are_alarmed_once_for_each_update(
    shelter: Shelter,
) -> None:
    amal, made = shelter.amal, shelter.town
    await amal.write(DANGER)
    for _ in range(3):  # Telegram brings it again and again, for it is not confirmed
        await made.settle()

    card = kept.said(made, Key.CARD_UNKNOWN)
    assert amal.last.text == card
    assert "Er du i fare, så ring 112. Vores telefon er 12345678." in card
    assert shelter.sent(amal, card) == 1
    for phone in staff(made):
        assert phone.last.text == kept.said(made, Key.ALARM)
        assert shelter.sent(phone, ALARM) == 1
        assert "Amal" not in phone.last.text
        assert DANGER not in phone.last.text
    assert "cannot_store" in await made.app.health()
    assert await made.rows(tables.reply) == []

    await amal.write("jeg vil bare dø")
    await made.settle()
    assert shelter.sent(amal, card) == 2
    assert [shelter.sent(phone, ALARM) for phone in staff(made)] == [2, 2, 2]


async def test_the_help_button_works_without_a_store(shelter: Shelter) -> None:
    await shelter.amal.tap("🆘 Hjælp nu")
    await shelter.town.settle()

    assert shelter.amal.last.text == kept.said(shelter.town, Key.CARD_UNKNOWN)
    assert [shelter.sent(phone, ALARM) for phone in staff(shelter.town)] == [1, 1, 1]


async def test_a_chat_that_nobody_enrolled_gets_the_numbers_and_the_coordinator_the_alarm(
    shelter: Shelter,
) -> None:
    somebody = shelter.town.sim.phone("Nogen")
    await somebody.write(DANGER)
    await shelter.town.settle()

    assert "ring 112" in somebody.last.text
    assert [shelter.sent(phone, ALARM) for phone in staff(shelter.town)] == [0, 0, 1]


async def test_a_card_that_telegram_would_not_take_at_once_comes_at_the_next_try(
    shelter: Shelter,
) -> None:
    amal, made = shelter.amal, shelter.town
    made.sim.faults.on("sendMessage", chat=amal.id).answer(429, retry_after=1)
    await amal.write(DANGER)
    await made.settle()
    await made.settle()

    assert amal.last.text == kept.said(made, Key.CARD_UNKNOWN)
    assert [shelter.sent(phone, ALARM) for phone in staff(made)] == [1, 1, 1]


async def test_with_every_tick_stopped_and_no_store_the_card_comes_all_the_same(
    shelter: Shelter,
) -> None:
    amal, made = shelter.amal, shelter.town
    async with running_without_beats(made):
        await amal.write(DANGER)
        await amal.wait_for("ring 112", since=amal.mark)
        for phone in staff(made):
            await phone.wait_for(ALARM)


async def test_at_night_no_worker_wakes_the_leader_has_mail_and_the_card_no_dead_number(
    make_town: MakeTown,
) -> None:
    stores: list[FullStore] = []

    def wrap(store: Store) -> Store:
        stores.append(FullStore(store))
        return stores[-1]

    async with mail_box() as box, make_town(wrap=wrap) as made:
        roads = {"smtp_url": SecretStr(box.url), "smtp_from": "alarm@testby.example"}
        made.settings = made.settings.model_copy(update=roads)
        await made.restart()
        await made.hire()
        world, name = made.app.world, "Conny Coordinator"
        await world.store.write(
            set_roads,
            CLI,
            made.clock.now(),
            wanted=name,
            email="conny@testby.example",
            phone=None,
        )
        amal = await made.enrol()
        await made.until("2026-03-07 02:14")
        stores[-1].full = True
        await amal.write(DANGER)
        for _ in range(3):
            await made.settle()

        assert amal.last.text.endswith("Er du i fare, så ring 112.")
        assert "12345678" not in amal.last.text
        [alarm] = box.to("conny@testby.example")
        assert alarm["Subject"].startswith("RØD · Holdfast kan ikke gemme beskeder")
        told = [[text for text in texts(one) if ALARM in text] for one in staff(made)]
        assert [len(one) for one in told] == [0, 0, 1]
        stores[-1].full = False
