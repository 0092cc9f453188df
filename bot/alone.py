"""A SQLite file belongs to one running process: a second one would take over living work."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import UserError


@contextmanager
def alone_with(database_url: str) -> Iterator[None]:
    """Be the only process that runs on a SQLite file until the end of the block.

    Several processes may share PostgreSQL, where leases keep them apart. The right is held by a
    lock on a file beside the database, which ends with the process, however it ends.

    Raises:
        UserError: If another process runs on the file, or the lock cannot be written.
    """
    if not database_url.startswith("sqlite:///"):
        yield
        return
    database = Path(database_url.removeprefix("sqlite:///"))
    lock = database.with_name(f"{database.name}.lock")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        held = lock.open("ab")
    except OSError as error:
        raise UserError(f"Cannot write {lock}: {error.strerror}. Let it be writable.") from error
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UserError(
                f"Holdfast already runs on {database}. Stop that process first; only with "
                "PostgreSQL may several run side by side."
            ) from error
        yield
