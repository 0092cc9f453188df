"""The exact words of a journey, as they come to each phone, one line of time after the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from content.audience import TextKey
from domain.people import Language
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.journeys.town import ZONE, Town

FOLDER = Path(__file__).parent / "golden"
WRITE = os.environ.get("UPDATE_GOLDEN") == "1"
STEADY: tuple[tuple[Callable[[str], bool], Callable[[str], str]], ...] = (
    (lambda line: "/p/" in line, lambda line: line.partition("/p/")[0] + "/p/…"),
    (lambda line: line.startswith("/start "), lambda line: "/start …"),
)


class Story:
    """Lets people act in a town and writes down everything that any phone shows after it."""

    def __init__(self, town: Town, language: Language) -> None:
        self.town = town
        self.language = language
        self.lines: list[str] = []
        self._mark = town.mentor.mark

    def say(self, key: TextKey) -> str:
        """Return a label in the story's language."""
        return self.town.app.world.house.texts.say(self.language, key)

    async def tap(self, phone: Phone, label: TextKey | str) -> None:
        """Tap a button and write down what follows."""
        named = self.say(label) if isinstance(label, TextKey) else label
        await phone.tap(named)
        await self._then(f"{phone.name} taps [{named}]")

    async def write(self, phone: Phone, words: str) -> None:
        """Write words and write down what follows."""
        await phone.write(words)
        await self._then(f"{phone.name} writes: {words}")

    async def open(self, phone: Phone, link: str) -> None:
        """Open a link and write down what follows."""
        await phone.open(link)
        await self._then(f"{phone.name} opens the link")

    async def answer(self, phone: Phone, words: str) -> None:
        """Answer on the page and write down what follows."""
        await self.town.answer(phone, words)
        await self._then(f"{phone.name} opens the page and answers there")

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
        first, *rest = [_steady(line) for line in message.text.splitlines()]
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
            "UPDATE_GOLDEN=1 pytest tests/journeys/test_golden.py, and read the change"
        )


def _steady(line: str) -> str:
    for fits, change in STEADY:
        if fits(line):
            return change(line)
    return line
