"""What is printed in columns, and instants as clocks at the site show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.wall import to_wall

GAP = "  "


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their headings, each column as wide as its longest cell."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    padded = (
        GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in padded)


def local(instant: datetime, zone: str) -> str:
    """Return the day, with its name, and the time that clocks in a zone show at an instant."""
    wall = to_wall(instant, zone)
    return f"{wall:%A} {wall.day} {wall:%B %Y at %H:%M}"


def local_short(instant: datetime, zone: str) -> str:
    """Return the same as `local` in fewer letters, for a column."""
    wall = to_wall(instant, zone)
    return f"{wall:%a} {wall.day} {wall:%b %Y %H:%M}"
