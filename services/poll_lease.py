"""Only one process polls for one bot: Telegram ends the other's request, and both would suffer."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.people import Actor
from storage import leases
from storage.tx import Tx

LASTS = timedelta(seconds=30)  # of real time; renewed every RENEW_AFTER while a poll is open
RENEW_AFTER = timedelta(seconds=10)


def take_poll_lease(
    tx: Tx,
    actor: Actor,
    real: datetime,
    *,
    bot_id: int,
    holder: str,
    by_force: bool = False,
) -> bool:
    """Take or renew the right to poll for a bot; return whether `holder` has it.

    `real` is real time (UTC), never the movable clock. `by_force` takes it at once, which is right
    only where every other holder is dead: at the start of the one process that uses a SQLite file.
    """
    return leases.take(
        tx,
        _name(bot_id),
        holder=holder,
        real=real,
        until=real + LASTS,
        by_force=by_force,
    )


def give_poll_lease_back(
    tx: Tx,
    actor: Actor,
    *,
    bot_id: int,
    holder: str,
) -> None:
    """Let another process poll at once, at an orderly end."""
    leases.give_back(tx, _name(bot_id), holder=holder)


def _name(bot_id: int) -> str:
    return f"poll:{bot_id}"
