"""Every programme text ever seen, so that old questions are read with their own wording."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from storage.tables import programme_version
from storage.tx import Rx, Tx


def remember(tx: Tx, now: datetime, key: str, text: str) -> int:
    """Return the id of this very text of the programme, inserted when it is new."""
    digest = sha256(text.encode()).hexdigest()
    known = tx.execute(
        select(programme_version.c.programme_version_id).where(
            programme_version.c.site_id == tx.site_id,
            programme_version.c.key == key,
            programme_version.c.sha256 == digest,
        )
    ).scalar()
    if known is not None:
        return int(known)
    version_id = tx.new_id()
    tx.insert(
        programme_version,
        {
            "programme_version_id": version_id,
            "key": key,
            "sha256": digest,
            "text": text,
            "seen_at": now,
        },
    )
    return version_id


def text_of(rx: Rx, version_id: int) -> str | None:
    """Return the text of one version, or None when there is no such version."""
    found = rx.execute(
        select(programme_version.c.text).where(
            programme_version.c.site_id == rx.site_id,
            programme_version.c.programme_version_id == version_id,
        )
    ).scalar()
    return None if found is None else str(found)


def texts(rx: Rx) -> dict[int, tuple[str, str]]:
    """Return every version's key and text by its id, oldest first."""
    rows = rx.execute(
        select(programme_version)
        .where(programme_version.c.site_id == rx.site_id)
        .order_by(programme_version.c.programme_version_id)
    )
    return {row.programme_version_id: (row.key, row.text) for row in rows}
