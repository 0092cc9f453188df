"""What one contact costs in a simulation, with few young people and with many, on SQLite.

A contact is a message to a young person, or a tap or word of theirs. The time is the processor's,
of this process alone; what each run needs before anybody comes in is left out.
"""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bench.measured import Measured
from bot.simulation.run import Plan, Simulation
from content.simulation_file import load_people

FEW, MANY = 50, 5_000
DAYS = 2
BEGINS = date(2026, 1, 5)


def main() -> Iterable[Measured]:
    """Play the same days with few and with many; MANY can be set by SIMULATE_MANY."""
    logging.disable(logging.CRITICAL)
    many = int(os.environ.get("SIMULATE_MANY", MANY))
    for youths, days in ((FEW, 10), (many, DAYS)):
        seconds, contacts = asyncio.run(_play(youths, days))
        what = f"one contact of {contacts:,}, {youths:,} young people"
        yield Measured(what, "ms of CPU", (1000 * seconds / max(1, contacts),))


async def _play(youths: int, days: int) -> tuple[float, int]:
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        plan = Plan(
            programme="projekt-run",
            youths=youths,
            days=days,
            seed=1,
            begins=BEGINS,
            people=load_people(),
        )
        simulation = Simulation(plan, Path(folder))
        async with simulation.opened():
            began = time.process_time()
            await simulation.play()
            seconds = time.process_time() - began
    return seconds, len(simulation.wire.sent) + len(simulation.wire.heard)
