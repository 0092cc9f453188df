"""How a change of worker is named: what the robot says of it, and the hello of the new worker."""

from __future__ import annotations

from datetime import datetime

from domain.people import Youth

WORKER_CHANGED = "worker:"  # how the names begin of what is said about it


def change_name(youth: Youth, to_id: int, now: datetime) -> str:
    """Return under which name what is said about a change is queued once."""
    return f"{WORKER_CHANGED}{youth.id}:{to_id}:{_instant(now)}"


def hello_of(youth: Youth, now: datetime) -> str:
    """Return under which name the hello of a change that was made `now` (UTC) is owed."""
    return f"hello:{youth.id}:{_instant(now)}"


def hello_name(changed: str) -> str:
    """Return the name of the hello that belongs to something said about a change, by its name."""
    _, youth_id, _, instant = changed.split(":")[:4]
    return f"hello:{youth_id}:{instant}"


def _instant(now: datetime) -> int:
    return int(now.timestamp() * 1000)
