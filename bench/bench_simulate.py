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
from bot.simulation.plan import Plan
from bot.simulation.run import Simulation
from content.simulation_file import load_people

FEW, MANY = 50, 500  # 5,000 take a quarter of an hour
DAYS = 2  # all of them come in on the first
SEEDS = (1, 2, 3)  # for the few, whose days differ more
BEGINS = date(2026, 1, 5)


def main() -> Iterable[Measured]:
    """Play the same days with few and with many; SIMULATE_MANY says how many those are."""
    logging.disable(logging.CRITICAL)
    many = int(os.environ.get("SIMULATE_MANY", MANY))
    for youths, seeds in ((FEW, SEEDS), (many, SEEDS[:1])):
        played = [asyncio.run(_play(youths, seed)) for seed in seeds]
        contacts = sum(number for _, number in played)
        what = f"one contact of {contacts:,}, {youths:,} young people"
        each = tuple(1000 * seconds / max(1, number) for seconds, number in played)
        yield Measured(what, "ms of CPU", each)


async def _play(youths: int, seed: int) -> tuple[float, int]:
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        plan = Plan(
            programme="projekt-run",
            youths=youths,
            days=DAYS,
            comes_within=1,
            seed=seed,
            begins=BEGINS,
            people=load_people(),
        )
        simulation = Simulation(plan, Path(folder))
        async with simulation.opened():
            began = time.process_time()
            await simulation.play()
            seconds = time.process_time() - began
    return seconds, len(simulation.wire.sent) + len(simulation.wire.heard)
