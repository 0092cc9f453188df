"""Writes each minute that we work, and from what is missing since when we did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.people import Actor
from storage import gaps
from storage.gaps import HEARD, WORKED, Gap
from storage.tx import Tx

BEAT = timedelta(minutes=1)  # between two signs
MISSED = timedelta(minutes=2)  # without a sign is a gap, whoever else may have worked
SHORTEST = timedelta(seconds=5)  # of a gap that is worth a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a process knows as it writes that it works. Instants are real time, UTC.

    `heard_at` is when Telegram last answered. `is_first` says that the process has just begun,
    `refused` that storage took nothing when it last tried. `alone` says that no other process can
    have worked meanwhile; otherwise only what nobody wrote for `MISSED` is a gap.
    """

    real: datetime
    heard_at: datetime
    is_first: bool = False
    refused: bool = False
    alone: bool = True


def note_gaps(tx: Tx, actor: Actor, now: datetime, known: Signs) -> None:
    """Write that we work, and a line for each gap that has just ended.

    Args:
        tx: The unit of writing.
        actor: Who writes.
        now: The present instant that due times are compared with (UTC): so gaps are dated.
        known: What the process knows.
    """
    before, ahead = gaps.signs(tx), now - known.real
    for one in _gaps(before, known):
        gaps.note(tx, str(actor), Gap(one.begins + ahead, one.ends + ahead, one.what))
    gaps.sign(tx, WORKED, known.real)
    gaps.sign(tx, HEARD, max(known.heard_at, before.get(HEARD, known.heard_at)))


def _gaps(before: Mapping[str, datetime], known: Signs) -> Iterator[Gap]:
    worked, heard = before.get(WORKED), before.get(HEARD)
    if worked is None or heard is None:
        return  # the first sign of this installation
    sure = known.alone and (known.is_first or known.refused)
    was_out = known.real - worked > (SHORTEST if sure else MISSED)
    if was_out:
        yield Gap(worked, known.real, "storage" if known.refused else "product")
    # What we could not write, and what we did not ask, is no silence of Telegram's.
    answered = worked if was_out or known.is_first else known.heard_at
    if answered - heard > MISSED:
        yield Gap(heard, answered, "telegram")
