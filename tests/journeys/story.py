"""The exact words of a journey, as they come to each phone, one line of time after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from content.audience import TextKey
from domain.people import Language
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.journeys.town import OPEN, ZONE, Town, newest_with

FOLDER = Path(__file__).parent / "golden"
WRITE = os.environ.get("UPDATE_GOLDEN") == "1"
STEADY: tuple[tuple[Callable[[str], bool], Callable[[str], str]], ...] = (
    (lambda line: "/p/" in line, lambda line: line.partition("/p/")[0] + "/p/…"),
    (lambda line: "/d/" in line, lambda line: line.partition("/d/")[0] + "/d/…"),
    (lambda line: "?start=" in line, lambda line: line.partition("?start=")[0] + "?start=…"),
    (lambda line: line.startswith("/start "), lambda line: "/start …"),
)


class Story:
    """Lets people act in a town and writes down everything that any phone shows after it."""

    def __init__(self, town: Town, language: Language) -> None:
        self.town = town
        self.language = language
        self.lines: list[str] = []
        self._mark = town.mentor.mark

    def say(self, key: TextKey, **values: str | int) -> str:
        """Return a label in the story's language; of the values only what it needs."""
        given = {name: values[name] for name in values if name in key.placeholders}
        return self.town.app.world.house.texts.say(self.language, key, **given)

    async def tap(self, phone: Phone, label: TextKey | str) -> None:
        """Tap a button and write down what follows."""
        named = self.say(label) if isinstance(label, TextKey) else label
        await phone.tap(named)
        await self._then(f"{phone.name} taps [{named}]")

    async def tap_row(self, phone: Phone, ending: TextKey | str) -> None:
        """Tap the topmost button of the newest list whose label ends so, such as `1 · Done`."""
        said = self.say(ending) if isinstance(ending, TextKey) else ending
        found = [one for one in phone.messages if any(" · " in each for each in one.labels)]
        label = next(each for each in found[-1].labels if each.endswith(f" · {said}"))
        await phone.tap(label, found[-1])
        await self._then(f"{phone.name} taps [{label}]")

    async def write(self, phone: Phone, words: str) -> None:
        """Write words and write down what follows."""
        await phone.write(words)
        await self._then(f"{phone.name} writes: {words}")

    async def speak(self, phone: Phone) -> None:
        """Send a voice message and write down what follows."""
        await phone.voice()
        await self._then(f"{phone.name} sends a voice message")

    async def open(self, phone: Phone, link: str) -> None:
        """Open a link and write down what follows."""
        await phone.open(link)
        await self._then(f"{phone.name} opens the link")

    async def answer(self, phone: Phone, words: str) -> None:
        """Answer on the page and write down what follows."""
        await self.town.answer(phone, words)
        await self._then(f"{phone.name} opens the page and answers there")

    async def do(self, phone: Phone, what: str) -> None:
        """Write down what somebody did on a page, and what follows."""
        await self._then(f"{phone.name} {what}")

    async def looks(self, phone: Phone, *parts: tuple[str, str]) -> None:
        """Open the page behind the newest *Åbn*, read it, and write down these parts of it.

        A part is the line with which it begins and the one before which it ends.
        """
        opens = newest_with(phone, OPEN[self.language])
        async with self.town.page(phone, message=opens) as (browser, shown):
            lines = shown.text.splitlines()
            if "/ung/laest" in shown.forms:
                await browser.mark_read(shown)
        for begins, ends in parts:
            first = lines.index(begins)
            self.reads(phone, lines[first : lines.index(ends, first)])
        await self._then(f"{phone.name} has read it")

    def reads(self, phone: Phone, page: Sequence[str]) -> None:
        """Write down what a page shows to somebody."""
        moment = self.town.clock.now().astimezone(ZONE)
        self.lines.append(f"{moment:%a %d %b %H.%M} · {phone.name} reads on the page")
        self.lines.extend(f"      {_steady(line)}" for line in page)
        self.lines.append("")

    async def until(self, wall: str) -> None:
        """Let time pass and write down what follows."""
        await self.town.until(wall)
        await self._then("time passes")

    async def _then(self, what: str) -> None:
        await self.town.settle()
        moment = self.town.clock.now().astimezone(ZONE)
        self.lines.append(f"{moment:%a %d %b %H.%M} · {what}")
        changed = [
            (message, phone)
            for phone in self.town.sim.phones
            for message in phone.messages
            if message.from_bot and message.seq > self._mark
        ]
        for message, phone in sorted(changed, key=lambda one: one[0].seq):
            self._show(phone, message)
            self._mark = max(self._mark, message.seq)
        self.lines.append("")

    def _show(self, phone: Phone, message: SeenMessage) -> None:
        edited = " (changed)" if message.history else ""
        thing = "" if message.kind == "text" else f"({message.kind})"
        said = "\n".join(filter(None, (thing, message.text)))
        first, *rest = [_steady(line) for line in said.splitlines()]
        indent = " " * 4
        self.lines.append(f"{indent}{phone.name}{edited}: {first}")
        self.lines.extend(f"{indent}  {line}".rstrip() for line in rest)
        for row in message.buttons:
            self.lines.append(f"{indent}  " + " ".join(f"[{button.label}]" for button in row))

    def check(self, name: str) -> None:
        """Compare with the golden file, or write it when UPDATE_GOLDEN=1."""
        told = "\n".join(self.lines).rstrip() + "\n"
        path = FOLDER / f"{name}.{self.language}.txt"
        if WRITE:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(told, encoding="utf-8")
        assert told == path.read_text(encoding="utf-8"), (
            f"{path.name} tells it otherwise; when the new words are right: "
            "UPDATE_GOLDEN=1 pytest and the test's file, and read the change"
        )


def _steady(line: str) -> str:
    for fits, change in STEADY:
        if fits(line):
            return change(line)
    return line
