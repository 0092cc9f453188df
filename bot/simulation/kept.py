"""Where the keys of a simulated database are kept: without them nobody can read its words."""

from __future__ import annotations

from pathlib import Path

_SQLITE = "sqlite:///"


def kept_file(url: str | None) -> Path | None:
    """Return the file of a database that is kept, beside which its keys are kept as well.

    None for one of this run alone, and for one on a server: its keys end with the run.
    """
    if url is None or not url.startswith(_SQLITE):
        return None
    return Path(url.removeprefix(_SQLITE))


def keep_keys(url: str | None) -> None:
    """Make the file of the keys that are kept, for us alone, before anything is in it."""
    kept = kept_file(url)
    if kept is not None:
        Path(f"{kept}.keys").touch(mode=0o600)
