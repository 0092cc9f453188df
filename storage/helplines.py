"""Rows of helplines: when somebody of the site last called one to check it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, delete, select

from storage.tables import helpline
from storage.tx import Rx, Tx

_OF_SITE = select(helpline).where(helpline.c.site_id == bindparam("site"))


def verified(rx: Rx) -> Mapping[str, date]:
    """Return when each line was last checked, by its name."""
    rows = rx.execute(_OF_SITE, {"site": rx.site_id})
    return {row.name: date.fromisoformat(row.verified_on) for row in rows}


def verify(tx: Tx, name: str, on: date, by: str) -> None:
    """Write down that a line was checked; what was written before is replaced."""
    tx.execute(delete(helpline).where(helpline.c.site_id == tx.site_id, helpline.c.name == name))
    tx.insert(
        helpline,
        {
            "name": name,
            "verified_on": on.isoformat(),
            "verified_by": by,
        },
    )
