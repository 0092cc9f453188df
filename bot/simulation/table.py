"""The result of a simulation as a coordinator reads it, and the line that shows how far it is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TextIO

from bot.commands.table import table
from bot.simulation.result import Result

WIDTH = 40
MOST_LINES = 40  # broken promises that are printed; --json has all of them


class Bar:
    """A bar on a terminal; silent where nobody looks."""

    def __init__(self, begins: datetime, ends: datetime, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._begins, self._length = begins, ends - begins
        self._is_shown = self._out.isatty()
        self._last = -1

    def tell(self, now: datetime) -> None:
        """Show how far the simulated time has come."""
        percent = int(100 * (now - self._begins) / max(self._length, timedelta(seconds=1)))
        if self._is_shown and percent != self._last:
            self._last = percent
            done = "█" * (WIDTH * percent // 100)
            self._out.write(f"\r{done:·<{WIDTH}} {percent:3} %  {now:%Y-%m-%d}")
            self._out.flush()

    def end(self) -> None:
        """Leave an empty line behind."""
        if self._is_shown:
            self._out.write("\r" + " " * (WIDTH + 20) + "\r")


def written(result: Result) -> str:
    """Return the whole table."""
    verdict, wall = result.verdict, result.verdict.wall
    rows = [
        ("young people", str(result.youths)),
        ("messages to young people", f"{result.to_youths}"),
        ("  for each of them in a week", f"{result.per_youth_and_week}"),
        ("messages to staff", f"{result.to_staff}"),
        ("messages changed in place", f"{result.changes}"),
        ("taps and words from people", f"{result.updates}"),
        ("longest wall of unanswered messages", _wall(result)),
    ]
    head = f"{result.programme}, {result.days} days from {result.begins}, seed {result.seed}"
    if result.faults:
        head += f", faults: {result.faults}"
    parts = [f"{head}\n\n", _columns(("what", "how many"), rows)]
    for name, counts in result.tallies.items():
        parts += [_columns((name, ""), [(key, str(number)) for key, number in counts.items()])]
    per_day = [
        (result.workers.get(one.staff_id, str(one.staff_id)), f"{one.median:g}", str(one.most))
        for one in verdict.rows_per_day
    ]
    parts.append(_columns(("rows on /idag in a day", "usual", "most"), per_day))
    assert wall is verdict.wall
    return "\n".join(parts) + "\n" + _promises(result)


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return table(head, rows)


def _wall(result: Result) -> str:
    wall = result.verdict.wall
    return f"{wall.messages}, {wall.asking} of them asking (youth {wall.youth_id})"


def _promises(result: Result) -> str:
    breaches = result.verdict.breaches
    if not breaches:
        return "no broken promise\n"
    lines = [str(one) for one in breaches[:MOST_LINES]]
    if len(breaches) > MOST_LINES:
        lines.append(f"... and {len(breaches) - MOST_LINES} more (see --json)")
    kinds = ", ".join(f"{one.value} {n}" for one, n in result.verdict.by_promise.items())
    return "\n".join([*lines, f"{len(breaches)} broken promises: {kinds}", ""])
