"""Whatever people do in whatever order: nobody is let go of, and nothing goes unread."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable
from random import Random

import pytest

from domain.case import CaseKind, CaseState
from domain.clocks import is_watched
from domain.people import Youth
from domain.reply import ReplyKind
from simulator.phones import Phone
from storage.tables import case_file, inbox, outbox
from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, Town

STEPS = 30
SEEDS = range(int(os.environ.get("LAW_SEEDS", "3")))  # more of them find more
# While one of these is open, a human is on the way already.
COVERS = {CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE, CaseKind.CRISIS}
READS = {CaseKind.WORD, CaseKind.CRISIS}
WORDS = (
    "hej",
    "nå",
    "jeg magter ikke mere",
    "010190-1234",
    "/pause",
    "/stop",
    "/start",
    "/hjaelp",
)


class Chance:
    """People and time, driven by one source of chance."""

    def __init__(self, town: Town, youths: list[Phone], seed: int) -> None:
        self.town = town
        self.youths = youths
        self.staff = [town.mentor, town.cover, town.coordinator]
        self.random = Random(seed)  # noqa: S311 - a story, not a secret
        self.done: list[str] = []

    async def act(self) -> None:
        """Let something happen."""
        acts: list[tuple[Callable[[], Awaitable[str]], int]] = [
            (self.tap, 10),
            (self.write, 6),
            (self.pass_time, 7),
            (self.send_file, 1),
            (self.block, 1),
            (self.read_page, 2),
            (self.restart, 1),
        ]
        chosen = self.random.choices([one for one, _ in acts], [weight for _, weight in acts])[0]
        self.done.append(await chosen())
        await self.town.settle()

    async def tap(self) -> str:
        """Let somebody tap any button that stands on their phone."""
        phone = self.random.choice([*self.youths, *self.staff])
        shown = [
            (message, button)
            for message in phone.messages[-6:]
            for row in message.buttons
            for button in row
        ]
        if not shown or phone.person.blocked:
            return "nothing"
        message, button = self.random.choice(shown)
        await phone.tap(button.label, message)
        return f"{phone.name} taps {button.label}"

    async def write(self) -> str:
        """Let a youth write."""
        phone = self.random.choice(self.youths)
        if phone.person.blocked:
            return "nothing"
        words = DANGER if self.random.random() < 0.08 else self.random.choice(WORDS)
        await phone.write(words)
        return f"{phone.name} writes {words}"

    async def send_file(self) -> str:
        """Let a youth send what a robot cannot hear or see."""
        phone = self.random.choice(self.youths)
        if not phone.person.blocked:
            await phone.voice()
        return f"{phone.name} speaks"

    async def block(self) -> str:
        """Let somebody block the bot, or come back."""
        phone = self.random.choice([*self.youths, self.town.mentor])
        if phone.person.blocked:
            await phone.unblock()
        else:
            await phone.block()
        return f"{phone.name} blocks or comes back"

    async def read_page(self) -> str:
        """Let a member of staff open a page and mark it read, where they have one to open."""
        phone = self.random.choice(self.staff)
        openable = [one for one in phone.messages if "Åbn" in one.labels]
        if not openable or phone.person.blocked:
            return "nothing"
        async with self.town.page(phone, message=openable[-1]) as (browser, shown):
            if "/ung/laest" in shown.forms:
                await browser.mark_read(shown)
        return f"{phone.name} reads"

    async def pass_time(self) -> str:
        """Let minutes, hours or days pass."""
        minutes = self.random.choice([1, 7, 45, 180, 600, 1500, 5000])
        await self.town.wait(minutes=minutes)
        return f"{minutes} minutes pass"

    async def restart(self) -> str:
        """End the process and start it again."""
        await self.town.restart()
        return "restart"

    async def check(self) -> None:
        """Check what must hold at any time."""
        now, story = self.town.clock.now(), "\n".join(self.done)
        for phone in self.youths:
            youth = await self.town.youth(phone)
            still_open = await self.town.cases(phone, still_open=True)
            kinds = {case.kind for case in still_open}
            if is_watched(youth):
                due = youth.reassess_at
                has_next = (due is not None and due > now) or bool(kinds & COVERS)
                assert has_next, f"nobody calls {phone.name} next:\n{story}"
            if await self._has_unread_words(phone):
                assert kinds & READS, f"words of {phone.name} have no clock:\n{story}"
            for case in still_open:
                assert case.escalate_at is not None, f"{case} never moves on:\n{story}"
                assert case.escalate_at > now, f"{case} should have moved on:\n{story}"
                assert (case.state is CaseState.TAKEN) == (case.taken_by is not None)
            assert (youth.held_at is not None) == (CaseKind.CRISIS in kinds), story
            self._check_quiet(phone, youth, story)
        await self._check_rows(story)

    async def _has_unread_words(self, phone: Phone) -> bool:
        taps = {ReplyKind.ANSWER, ReplyKind.SKIP}
        return any(
            reply.read_at is None and (reply.kind not in taps or reply.text)
            for reply in await self.town.replies(phone)
        )

    def _check_quiet(self, phone: Phone, youth: Youth, story: str) -> None:
        asks = [one for one in phone.messages if "Spring over" in one.labels]
        if not youth.may_be_asked or youth.is_paused(self.town.clock.now()):
            blocked = youth.blocked_at is not None
            assert not asks or blocked, f"{phone.name} is still being asked:\n{story}"

    async def _check_rows(self, story: str) -> None:
        open_cases = [
            row["episode"] for row in await self.town.rows(case_file) if row["closed_at"] is None
        ]
        assert len(open_cases) == len(set(open_cases)), f"the same cause twice:\n{story}"
        states = {row["state"] for row in await self.town.rows(inbox)}
        assert states <= {"done"}, f"an update was not handled:\n{story}"
        refused = [
            row for row in await self.town.rows(outbox, state="refused") if row["kind"] == "text"
        ]
        assert {row["reason"] for row in refused} <= {"blocked"}, f"{refused}\n{story}"


@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_that_people_do_lets_go_of_anybody(
    make_town: MakeTown, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with make_town() as town:
        await town.hire()
        chance = Chance(town, [await town.enrol("Amal"), await town.enrol("Bo")], seed)
        for _ in range(STEPS):
            await chance.act()
            await chance.check()
        failed = [
            record.getMessage()
            for record in caplog.records
            if record.levelno >= logging.ERROR
            and "nobody on the ladder" not in record.getMessage()
        ]
        assert failed == [], "\n".join(chance.done)
