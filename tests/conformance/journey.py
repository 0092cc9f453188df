"""A journey through everything that the product says to Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.calls import Call, Validator
from simulator.phones import Phone
from tests.journeys.town import DANGER, Town, town

BROKEN = 7  # the text of a message that nobody can read


@dataclass(frozen=True, slots=True)
class Played:
    """What was called, in order, and what a validator said about it."""

    calls: Sequence[Call]
    problems: Sequence[str]


def play(folder: Path, validator: Validator | None = None) -> Played:
    """Let people do everything that can be done, and return what was called."""
    return asyncio.run(_play(folder, validator))


async def _play(folder: Path, validator: Validator | None) -> Played:
    async with town(folder) as made:
        made.sim.log.validator = validator
        await _run_for_a_moment(made)
        await made.hire()
        amal, sam = await made.enrol(), await made.enrol("Sam", language="en")
        await _decline(made)
        await _first_week(made, amal, sam)
        await _words_and_files(made, amal)
        await _second_week(made, amal, sam)
        await _danger(made, amal)
        await _commands(made, amal, sam)
        await _strangers(made, amal)
        return Played(list(made.sim.calls), list(made.sim.problems))


async def _run_for_a_moment(made: Town) -> None:
    """Run until the bot has introduced itself and its menu, as every process does."""
    running = asyncio.create_task(made.app.run())
    await made.sim.log.wait_for("setMyCommands", count=2)
    running.cancel()
    await asyncio.wait({running})


async def _press_everything(made: Town, phone: Phone) -> None:
    """Press every button of the newest message, also when one of them takes the others away."""
    message = phone.last
    for label in message.labels:
        await made.tap(phone, label, message)


async def _decline(made: Town) -> None:
    bo = await made.asked("Bo")
    for label in ("Læs mere", "Videre", "Under 15"):
        await made.tap(bo, label)
    ida = await made.asked("Ida")
    await made.tap(ida, "Nej tak")
    await _press_everything(made, ida)


async def _first_week(made: Town, amal: Phone, sam: Phone) -> None:
    await made.until("2026-03-03 14:00")
    for label in ("7", "Op og ned"):
        await made.tap(amal, label)
    await made.write(amal, "en god uge")
    await made.until("2026-03-05 12:30")
    await _press_everything(made, amal)
    await made.until("2026-03-07 12:00")  # Sam was reminded, and the question has closed
    await made.write(sam, "sorry, I was away")
    await made.answer(made.mentor, "That is all right.")


async def _words_and_files(made: Town, amal: Phone) -> None:
    await made.until("2026-03-09 10:00")
    first = await amal.write("min nye adresse, og 010203-1234")
    await made.settle()
    await amal.edit(first, "min nye adresse")
    for send in (amal.voice, amal.photo, amal.document, amal.sticker, amal.location, amal.contact):
        await send()
        await made.settle()
    await made.answer(made.mentor, "Tak, jeg har set det.\nVi ses på torsdag.")


async def _second_week(made: Town, amal: Phone, sam: Phone) -> None:
    await made.until("2026-03-10 14:00")
    await made.tap(amal, "1")
    await made.tap(amal, "Kommer ikke mere")
    await made.tap(amal, "Spring over")
    await _press_everything(made, amal)
    await made.tap(sam, "Skip")
    for phone in (made.mentor, made.cover, made.coordinator):
        await _press_everything(made, phone)
    await made.wait(days=3)
    for phone in (made.mentor, made.cover, made.coordinator):
        await _press_everything(made, phone)


async def _danger(made: Town, amal: Phone) -> None:
    await made.write(amal, DANGER)
    await made.write(amal, DANGER)
    card = next(one for one in reversed(amal.messages) if len(one.labels) == 4)
    for label in card.labels:
        await made.tap(amal, label, card)
    await made.wait(minutes=6)
    for label in ("Jeg tager den", "Åbn", "Ikke fat i, prøver igen"):
        await _try(made, made.cover, label)
    await _press_everything(made, made.cover)
    await made.wait(minutes=70)
    await _press_everything(made, made.cover)
    await made.talk(made.coordinator)


async def _try(made: Town, phone: Phone, label: str) -> None:
    shown = next(
        one
        for one in reversed(phone.messages)
        if one.from_bot and any(label in text for text in one.labels)
    )
    await made.tap(phone, next(text for text in shown.labels if label in text), shown)


async def _commands(made: Town, amal: Phone, sam: Phone) -> None:
    for command in ("/hjaelp", "/pause", "/start", "/ukendt", "/stop"):
        await made.write(amal, command)
        await _press_everything(made, amal)
    for command in ("/help", "/pause", "/stop"):
        await made.write(sam, command)
        await _press_everything(made, sam)
    for command in ("/hjaelp", "hej", "/stop"):
        await made.write(made.mentor, command)


async def _strangers(made: Town, amal: Phone) -> None:
    nobody = made.sim.phone("Nobody", language="fr")
    for text in ("/start", "/start used-code", "hej", DANGER):
        await made.write(nobody, text)
    await nobody.forge("v1.take.0000000000001.", await nobody.write("x"))
    await nobody.forge("nonsense", await nobody.write("y"))
    chat = {"id": nobody.id, "type": "private"}
    made.sim.inject({"message": {"chat": chat, "text": BROKEN}})
    await made.settle()
    await amal.block()
    await made.settle()
    await made.wait(minutes=6)
    await amal.unblock()
    await made.write(amal, "jeg er her igen")
