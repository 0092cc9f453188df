"""Rows of staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from domain.people import Role, Staff
from storage.due import DueColumn
from storage.tables import staff
from storage.tx import Rx, Tx

DUE = DueColumn(staff, staff.c.staff_id, staff.c.away_until)
LEAVING = DueColumn(staff, staff.c.staff_id, staff.c.next_at)
_CHAT, _NAME = staff.c.chat, staff.c.name  # looked up once
_PHONE, _EMAIL = staff.c.phone, staff.c.email
# Built once: to build a statement takes longer than to run it.
_OF_SITE = select(staff).where(staff.c.site_id == bindparam("site"))
_BY_CHAT = _OF_SITE.where(staff.c.chat_lookup == bindparam("wanted"))
_EVERYBODY = _OF_SITE.order_by(staff.c.staff_id)
_WITH_ABSENCE = _EVERYBODY.where(staff.c.away_until.is_not(None))
_NAMES = select(staff.c.staff_id, staff.c.name).where(staff.c.site_id == bindparam("site"))
_WITH_ROLE = _EVERYBODY.where(staff.c.role == bindparam("wanted"))


def _staff(rx: Rx, row: RowMapping) -> Staff:
    staff_id: int = row["staff_id"]
    chat = rx.open(staff_id, _CHAT, staff_id, row["chat"])
    return Staff(
        id=staff_id,
        name=_name_of(rx, row),
        role=Role(row["role"]),
        language=row["language"],
        chat_id=int(chat) if chat else None,
        joined_at=row["joined_at"],
        blocked_at=row["blocked_at"],
        phone=rx.open(staff_id, _PHONE, staff_id, row["phone"]),
        email=rx.open(staff_id, _EMAIL, staff_id, row["email"]),
        away_at=row["away_at"],
        away_until=row["away_until"],
        away_cover_id=row["away_cover_id"],
    )


def add(tx: Tx, new: Staff, now: datetime) -> None:
    """Insert a member of staff; the key that seals the name must be in the key store already."""
    tx.insert(
        staff,
        {
            "staff_id": new.id,
            "name": tx.seal(new.id, staff.c.name, new.id, new.name),
            "role": new.role.value,
            "language": new.language,
            "created_at": now,
        },
    )


def get(rx: Rx, staff_id: int) -> Staff | None:
    """Return one member of staff, or None."""
    return rx.known(staff, ("id", staff_id), lambda: _get(rx, staff_id))


def _get(rx: Rx, staff_id: int) -> Staff | None:
    row = rx.row(staff, staff_id=staff_id)
    return _staff(rx, row) if row else None


def find_by_chat(rx: Rx, chat_id: int) -> Staff | None:
    """Return the member of staff who writes from this chat."""
    found = rx.known(staff, ("chat", chat_id), lambda: _find(rx, chat_id))
    return found and rx.known(staff, ("id", found.id), lambda: found)


def _find(rx: Rx, chat_id: int) -> Staff | None:
    wanted = {"site": rx.site_id, "wanted": rx.lookup("chat", chat_id)}
    row = rx.execute(_BY_CHAT, wanted).mappings().first()
    return _staff(rx, row) if row else None


def everybody(rx: Rx) -> Sequence[Staff]:
    """Return all staff of the site, oldest first."""
    return rx.known(staff, "everybody", lambda: _everybody(rx))


def _everybody(rx: Rx) -> Sequence[Staff]:
    rows = rx.execute(_EVERYBODY, {"site": rx.site_id}).mappings()
    return tuple(_staff(rx, row) for row in rows)


def with_absence(rx: Rx) -> Sequence[Staff]:
    """Return the staff of whom an absence is known, oldest first."""
    return rx.known(staff, "with_absence", lambda: _with_absence(rx))


def _with_absence(rx: Rx) -> Sequence[Staff]:
    rows = rx.execute(_WITH_ABSENCE, {"site": rx.site_id}).mappings()
    return tuple(_staff(rx, row) for row in rows)


def named(rx: Rx, name: str) -> Sequence[Staff]:
    """Return the staff of that name, in capitals or not, oldest first.

    Names are sealed, so each one is opened; but nothing else of whoever has another one.
    """
    wanted = name.casefold()
    rows = rx.execute(_NAMES, {"site": rx.site_id}).mappings()
    ids = [row["staff_id"] for row in rows if _name_of(rx, row).casefold() == wanted]
    return [one for one in map(partial(get, rx), sorted(ids)) if one is not None]


def _name_of(rx: Rx, row: RowMapping) -> str:
    staff_id: int = row["staff_id"]
    return rx.open(staff_id, _NAME, staff_id, row["name"]) or ""


def with_role(rx: Rx, role: Role) -> Sequence[Staff]:
    """Return the staff with that role, oldest first."""
    return rx.known(staff, ("role", role), lambda: _with_role(rx, role))


def _with_role(rx: Rx, role: Role) -> Sequence[Staff]:
    # Of a large house most are mentors, and each one that is read has four values to open.
    rows = rx.execute(_WITH_ROLE, {"site": rx.site_id, "wanted": role.value}).mappings()
    return tuple(_staff(rx, row) for row in rows)


def change(tx: Tx, staff_id: int, **values: Any) -> None:
    """Set columns of one member of staff; phone and email are sealed, `chat_id` made findable."""
    for name in {"phone", "email"} & values.keys():
        values[name] = tx.seal(staff_id, staff.c[name], staff_id, values[name])
    if "chat_id" in values:
        chat_id = values.pop("chat_id")
        values["chat"] = tx.seal(staff_id, staff.c.chat, staff_id, str(chat_id))
        values["chat_lookup"] = tx.lookup("chat", chat_id)
    tx.change(staff, values, staff_id=staff_id)


def claim(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[Staff]:
    """Return those whose absence is over, locked; other workers pass them by."""
    return [_staff(tx, row) for row in DUE.claim(tx, now, ids)]


def claim_leaving(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[Staff]:
    """Return those whose absence, said ahead, has begun, locked; other workers pass them by."""
    return [_staff(tx, row) for row in LEAVING.claim(tx, now, ids)]
