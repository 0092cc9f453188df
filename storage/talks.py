"""Rows of talks, tries and notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, func, select

from domain.talk import Mood, Talk, TalkWay
from storage.tables import talk
from storage.tx import Rx, Tx

_AS_THEY_ARE = ("youth_id", "staff_id", "at", "next_contact_at")


def add(tx: Tx, new: Talk) -> None:
    """Insert a talk; its note is sealed with the youth's own key."""
    tx.insert(
        talk,
        {
            "talk_id": new.id,
            "way": new.way.value,
            "mood": new.mood.value if new.mood else None,
            "note": tx.seal(new.youth_id, talk.c.note, new.id, new.note),
            "case_file_id": new.case_id,
            **{name: getattr(new, name) for name in _AS_THEY_ARE},
        },
    )


def get(rx: Rx, talk_id: int) -> Talk | None:
    """Return one talk, or None."""
    row = rx.row(talk, talk_id=talk_id)
    return _talk(rx, row) if row else None


def write_note(tx: Tx, noted: Talk, note: str) -> None:
    """Put a note to a talk, instead of the one that stood there."""
    sealed = tx.seal(noted.youth_id, talk.c.note, noted.id, note)
    tx.change(talk, {"note": sealed}, talk_id=noted.id)


def choose_time(tx: Tx, talk_id: int, at: datetime) -> None:
    """Put to a call the time (UTC) at which the youth would rather be called."""
    tx.change(talk, {"next_contact_at": at}, talk_id=talk_id)


# Built once: to build a statement takes longer than to run it.
_LATEST = (
    select(talk)
    .where(talk.c.site_id == bindparam("site"), talk.c.youth_id == bindparam("youth"))
    .order_by(talk.c.at.desc(), talk.c.talk_id.desc())
    .limit(bindparam("many"))
)


def latest_of(rx: Rx, youth_id: int, limit: int) -> Sequence[Talk]:
    """Return the youth's latest talks, tries and notes, newest first."""
    wanted = {"site": rx.site_id, "youth": youth_id, "many": limit}
    rows = rx.execute(_LATEST, wanted).mappings()
    return [_talk(rx, row) for row in rows]


def count_by_way(rx: Rx, staff_id: int, since: datetime, until: datetime) -> dict[TalkWay, int]:
    """Return how many rows of each way a member of staff has noted from `since` to `until`."""
    rows = rx.execute(
        select(talk.c.way, func.count().label("many"))
        .where(
            talk.c.site_id == rx.site_id,
            talk.c.staff_id == staff_id,
            talk.c.at >= since,
            talk.c.at < until,
        )
        .group_by(talk.c.way)
    )
    return {TalkWay(row.way): int(row.many) for row in rows}


def _talk(rx: Rx, row: RowMapping) -> Talk:
    note = rx.open(row["youth_id"], talk.c.note, row["talk_id"], row["note"])
    return Talk(
        id=row["talk_id"],
        way=TalkWay(row["way"]),
        mood=Mood(row["mood"]) if row["mood"] else None,
        note=note,
        case_id=row["case_file_id"],
        **{name: row[name] for name in _AS_THEY_ARE},
    )
