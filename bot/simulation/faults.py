"""What goes wrong in a simulation, and when: drawn from the seed like everything else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Protocol

from bot.simulation.chance import between, source
from bot.simulation.diary import Diary
from bot.simulation.refusing import Refusal
from domain.wall import to_utc, to_wall
from simulator.faults import When
from simulator.server import Simulator

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
EVERY, OFTEN = 30, 2  # days to one of each kind
BUSY = (9, 21)  # hours of the day in which something goes wrong, when there is something to spoil
DOWN = (3 * HOUR, 40 * HOUR)  # short and long
OUT = (2 * HOUR, 25 * HOUR)  # longer than Telegram keeps updates
REFUSES = (10 * MINUTE, 90 * MINUTE)
STORM = 7 * 60  # seconds in which every call is hit
STORMY = (14, 15)  # hours of the day: questions leave then
LOST = 4  # calls that are hit in a row
PATIENCE = 35  # seconds that Telegram asks for
SENDING = ("sendMessage", "editMessageText")
_AFTERNOON = re.compile(r'^(at = ")(1[2-9])(\.\d\d")', re.MULTILINE)


class Played(Protocol):
    """What of a simulation faults take hold of."""

    sim: Simulator
    diary: Diary
    refusal: Refusal
    content: Path | None

    async def stop(self) -> None:
        """End the product."""
        ...

    async def start(self) -> None:
        """Start the product on what its files hold."""
        ...

    def out(self, until: datetime, *, storage: bool = False) -> None:
        """Note for the auditor that nobody can keep a time from now until then.

        With `storage` only nothing can be kept, and cries for help are answered.
        """
        ...

    def now(self) -> datetime:
        """Return the present instant (UTC)."""
        ...

    @property
    def is_down(self) -> bool:
        """Return whether the product does not run."""
        ...


class Faults:
    """Draws when each fault of a profile happens and writes it into the diary."""

    def __init__(self, played: Played, seed: int | str, zone: str) -> None:
        self._played = played
        self._chance: Random = source(seed, "faults")
        self._zone = zone
        self._meets_a_cry = False

    def plan(self, profile: str, days: int) -> None:
        """Write down what the profile lets go wrong in so many days from now."""
        self._meets_a_cry = "storage" in self._acts(profile)
        for name, act in self._acts(profile).items():
            often = {"updates": OFTEN, "plan": days}.get(name, EVERY)
            for begins in range(1, max(2, days - 1), often):
                longest = max(0, min(often, days - begins) - 2)
                day = begins + self._chance.randint(longest // 3, longest)
                hours = STORMY if name == "storms" else BUSY
                self._played.diary.add(self._sometime(day, hours), act)

    def _acts(self, profile: str) -> Mapping[str, Callable[[], Awaitable[None]]]:
        known = {
            "product": self._down,
            "telegram": self._out,
            "storms": self._storm,
            "lost": self._lose,
            "updates": self._twice,
            "storage": self._refuse,
            "plan": self._edit,
        }
        return known if profile == "all" else {n: a for n, a in known.items() if n == profile}

    def _sometime(self, day: int, hours: tuple[int, int]) -> datetime:
        """Return an instant (UTC) between two hours of a day."""
        first, last = hours
        on = to_wall(self._played.now() + day * DAY, self._zone).date()
        begins = to_utc(on, time(first), self._zone)
        return begins + between(self._chance, 0, (last - first) * 3600)

    # ------------------------------------------------------------- one by one

    async def _down(self) -> None:
        """Let the product be down for hours, or for days."""
        if self._played.is_down:
            return
        await self._played.stop()
        self._end_after(self._chance.choice(DOWN), self._played.start)

    async def _out(self) -> None:
        """Let Telegram be out of reach for the product."""
        await self._played.sim.outage()
        self._end_after(self._chance.choice(OUT), self._played.sim.recover)

    async def _storm(self) -> None:
        """Let Telegram ask for patience again and again, for some minutes."""
        for method in SENDING:
            self._played.sim.faults.on(method, seconds=STORM).answer(429, retry_after=PATIENCE)
        self._played.out(self._played.now() + timedelta(seconds=STORM + PATIENCE))

    async def _lose(self) -> None:
        """Let calls be done and their answers be lost, and some calls never arrive."""
        for method in SENDING:
            self._played.sim.faults.on(method, times=LOST).drop(when=When.ACCEPTED)
            self._played.sim.faults.on(method, nth=LOST + 1).drop(when=When.BEFORE)

    async def _twice(self) -> None:
        """Let an update come twice, and the next batch newest first."""
        with suppress(LookupError):  # nothing has been delivered yet
            self._played.sim.repeat_update()
        self._played.sim.reverse_updates()

    async def _refuse(self) -> None:
        """Let storage take nothing for a while."""
        self._played.refusal.is_on = True
        self._end_after(self._chance.choice(REFUSES), self._relent, storage=True)

    async def before_cry(self) -> None:
        """Let storage refuse as somebody cries for help, the first time."""
        if self._meets_a_cry and not self._played.refusal.is_on:
            self._meets_a_cry = False
            await self._refuse()

    async def _relent(self) -> None:
        self._played.refusal.is_on = False

    async def _edit(self) -> None:
        """Let somebody change the plan: what came in the afternoon comes an hour earlier."""
        folder = self._played.content
        if folder is None:
            return
        if self._played.is_down:  # nobody can be told of it yet
            self._played.diary.add(self._played.now() + HOUR, self._edit)
            return
        for file in sorted((folder / "programmes").glob("*.toml")):
            text = file.read_text("utf-8")
            file.write_text(_AFTERNOON.sub(_an_hour_earlier, text), "utf-8")
        await self._played.stop()
        await self._played.start()

    def _end_after(
        self, length: timedelta, end: Callable[[], Awaitable[None]], *, storage: bool = False
    ) -> None:
        until = self._played.now() + length
        self._played.out(until, storage=storage)
        self._played.diary.add(until, end)


PROFILES = ("product", "telegram", "storms", "lost", "updates", "clocks", "plan", "storage", "all")


def own_content(folder: Path, into: Path) -> Path:
    """Return a copy of a content folder that may be changed."""
    ignored = shutil.ignore_patterns("__pycache__", "*.py")
    return Path(shutil.copytree(folder, into, ignore=ignored))


def _an_hour_earlier(found: re.Match[str]) -> str:
    return f"{found[1]}{int(found[2]) - 1}{found[3]}"
