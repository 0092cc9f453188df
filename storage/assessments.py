"""Rows of assessments: how a youth stood, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, select

from domain.risk import Assessment, Band, Reason
from domain.signal import Value
from storage.tables import assessment
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True)
class Kept:
    """An assessment as it is kept. Instants are UTC."""

    id: int
    youth_id: int
    programme_version_id: int
    said: Assessment
    looked_at: datetime
    disagreed_at: datetime | None


def add(
    tx: Tx,
    youth_id: int,
    programme_version_id: int,
    said: Assessment,
    *,
    disagreed_at: datetime | None = None,
) -> Kept:
    """Insert what was found of a youth; what they disagreed with before may stand in it still."""
    new = Kept(tx.new_id(), youth_id, programme_version_id, said, said.at, disagreed_at)
    tx.insert(
        assessment,
        {
            "assessment_id": new.id,
            "youth_id": youth_id,
            "programme_version_id": programme_version_id,
            "at": said.at,
            "looked_at": said.at,
            "hundredths": round(said.points * 100),
            "band": said.band.value,
            "reasons": [_written(one) for one in said.reasons],
            "praise": list(said.praise),
            "disagreed_at": disagreed_at,
        },
    )
    return new


def latest(rx: Rx, youth_id: int) -> Kept | None:
    """Return how a youth stands, or None when nobody has looked."""
    return next(iter(of_youth(rx, youth_id, 1)), None)


def as_of(rx: Rx, youth_id: int, at: datetime) -> Kept | None:
    """Return how a youth stood at an instant (UTC), or None when nobody had looked."""
    rows = rx.execute(_of(rx, youth_id).where(assessment.c.at <= at).limit(1)).mappings()
    return next((_kept(row) for row in rows), None)


def of_youth(rx: Rx, youth_id: int, limit: int) -> Sequence[Kept]:
    """Return the latest assessments of a youth, newest first."""
    rows = rx.execute(_of(rx, youth_id).limit(limit)).mappings()
    return [_kept(row) for row in rows]


def _of(rx: Rx, youth_id: int) -> Select[Any]:
    return (
        select(assessment)
        .where(assessment.c.site_id == rx.site_id, assessment.c.youth_id == youth_id)
        .order_by(assessment.c.at.desc(), assessment.c.assessment_id.desc())
    )


def looked(tx: Tx, assessment_id: int, now: datetime) -> None:
    """Note that it was found to be so again."""
    _change(tx, assessment_id, looked_at=now)


def disagree(tx: Tx, assessment_id: int, now: datetime) -> None:
    """Note that the youth does not agree."""
    _change(tx, assessment_id, disagreed_at=now)


def _change(tx: Tx, assessment_id: int, **values: datetime) -> None:
    tx.change(assessment, values, assessment_id=assessment_id)


def _kept(row: RowMapping) -> Kept:
    said = Assessment(
        row["at"],
        row["hundredths"] / 100,
        Band(row["band"]),
        tuple(_read(one) for one in row["reasons"]),
        tuple(row["praise"]),
    )
    return Kept(
        row["assessment_id"],
        row["youth_id"],
        row["programme_version_id"],
        said,
        row["looked_at"],
        row["disagreed_at"],
    )


def _written(reason: Reason) -> dict[str, Any]:
    values = {
        name: {"day": value.isoformat()} if isinstance(value, date) else value
        for name, value in reason.values.items()
    }
    links = list(reason.links)
    return {"key": reason.key, "points": reason.points, "values": values, "links": links}


def _read(written: Mapping[str, Any]) -> Reason:
    values: dict[str, Value] = {
        name: date.fromisoformat(value["day"]) if isinstance(value, dict) else value
        for name, value in written["values"].items()
    }
    return Reason(written["key"], written["points"], values, tuple(written["links"]))
