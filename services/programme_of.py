"""The programme as it stood in one version, also one that came after this process started."""

from __future__ import annotations

from functools import lru_cache

from content.programmes import parse_programme
from domain.plan import Programme
from services.world import House
from storage import programmes as programme_rows
from storage.tx import Rx

_KEPT = 64  # versions that came while we run; each is read once


def programme_of(rx: Rx, house: House, version_id: int) -> Programme:
    """Return a programme in one version.

    A command may have stored a newer text than this process read at its start.

    Raises:
        LookupError: If there is no such version.
        ContentError: If its text cannot be read by this version of Holdfast.
    """
    known = house.programmes.by_version.get(version_id)
    if known is not None:
        return known
    text = programme_rows.text_of(rx, version_id)
    if text is None:
        raise LookupError(f"there is no programme version {version_id}")
    return _read(text)


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> Programme:
    return parse_programme(text, place="stored version")
