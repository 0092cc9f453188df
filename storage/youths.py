"""Rows of youths."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, func, or_, select

from domain.people import NO_NAME, AgeBand, Channel, Language, Tier, Youth, YouthStatus
from domain.phone import number_of_chat, world_number
from storage.due import DueColumn
from storage.tables import invite, youth
from storage.tx import Rx, Tx

DUE = DueColumn(youth, youth.c.youth_id, youth.c.reassess_at)

_CHAT, _NAME, _PHONE = youth.c.chat, youth.c.name, youth.c.phone  # looked up once
_AS_THEY_STAND = [
    "language",
    "zone",
    "mentor_id",
    "cover_id",
    "programme_version_id",
    "created_at",
    "accepted_at",
    "contact_interval_days",
    "last_sign_of_life_at",
    "last_human_contact_at",
    "last_word_at",
    "last_staff_message_at",
    "next_contact_at",
    "reassess_at",
    "paused_until",
    "blocked_at",
    "held_at",
    "card_at",
    "call_allowed",
    "cohort",
    "quieted_at",
    "halved_at",
    "woke_at",
    "told_read_at",
]


# Built once: to build a statement takes longer than to run it.
_OF_SITE = select(youth).where(youth.c.site_id == bindparam("site"))
_WITH_CHAT = _OF_SITE.where(youth.c.chat_lookup.is_not(None))
_BY_SMS = _OF_SITE.where(youth.c.channel == Channel.SMS.value, youth.c.phone_lookup.is_not(None))
_BY_CHAT = _OF_SITE.where(youth.c.chat_lookup == bindparam("wanted"))
_BY_PHONE = _OF_SITE.where(youth.c.phone_lookup == bindparam("wanted")).order_by(
    youth.c.youth_id.desc()
)
_HEARD = select(
    youth.c.youth_id,
    youth.c.chat,
    youth.c.phone,
    youth.c.language,
    youth.c.age_band,
    youth.c.mentor_id,
    youth.c.cover_id,
).where(
    youth.c.site_id == bindparam("site"),
    or_(youth.c.chat_lookup.is_not(None), youth.c.phone_lookup.is_not(None)),
)
_HEARD_SINCE = _HEARD.where(
    youth.c.youth_id.in_(
        select(invite.c.youth_id).where(
            invite.c.site_id == bindparam("site"),
            invite.c.used_at >= bindparam("since"),
            invite.c.youth_id.is_not(None),
        )
    )
)
_NOT_FOUND_YET = _OF_SITE.where(youth.c.phone.is_not(None), youth.c.phone_lookup.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Where a youth writes from, how they are spoken to, and who reads."""

    chat_id: int | None
    phone: str | None  # as it was typed
    language: Language
    age_band: AgeBand | None
    mentor_id: int
    cover_id: int


_NUMBER = select(func.count()).where(
    youth.c.site_id == bindparam("site"), youth.c.youth_id <= bindparam("wanted")
)
_OF_PEOPLE = (
    select(youth.c.youth_id, youth.c.name)
    .where(
        youth.c.site_id == bindparam("site"),
        or_(
            youth.c.mentor_id.in_(bindparam("people", expanding=True)),
            youth.c.cover_id.in_(bindparam("people", expanding=True)),
        ),
    )
    .order_by(youth.c.youth_id)
)


def _youth(rx: Rx, row: RowMapping) -> Youth:
    youth_id: int = row["youth_id"]
    chat = rx.open(youth_id, _CHAT, youth_id, row["chat"])
    name = rx.open(youth_id, _NAME, youth_id, row["name"])
    return Youth(
        id=youth_id,
        name=name or NO_NAME,
        status=YouthStatus(row["status"]),
        age_band=AgeBand(row["age_band"]) if row["age_band"] else None,
        chat_id=int(chat) if chat else None,
        channel=Channel(row["channel"]),
        phone=rx.open(youth_id, _PHONE, youth_id, row["phone"]),
        tier=Tier(row["tier"]) if row["tier"] else None,
        **{column: row[column] for column in _AS_THEY_STAND},
    )


def add(tx: Tx, new: Youth) -> None:
    """Insert a youth; the key that seals the name must be in the key store already."""
    plain: dict[str, Any] = {column: getattr(new, column) for column in _AS_THEY_STAND}
    tx.insert(
        youth,
        {
            "youth_id": new.id,
            "status": new.status.value,
            "age_band": new.age_band.value if new.age_band else None,
            "name": tx.seal(new.id, youth.c.name, new.id, new.name),
            "chat": None,
            "chat_lookup": None,
            "channel": new.channel.value,
            "phone": tx.seal(new.id, youth.c.phone, new.id, new.phone),
            "phone_lookup": _phone_lookup(tx, new.phone),
            "tier": new.tier.value if new.tier else None,
            **plain,
        },
    )


def get(rx: Rx, youth_id: int) -> Youth | None:
    """Return one youth, or None when there is none."""
    return rx.known(youth, ("id", youth_id), lambda: _get(rx, youth_id))


def _get(rx: Rx, youth_id: int) -> Youth | None:
    row = rx.row(youth, youth_id=youth_id)
    return _youth(rx, row) if row else None


def number_of(rx: Rx, youth_id: int) -> int:
    """Return which number a youth has among all who were ever taken in here: 1 is the first."""
    wanted = {"site": rx.site_id, "wanted": youth_id}
    return int(rx.known(youth, ("number", youth_id), lambda: _count(rx, wanted)))


def _count(rx: Rx, wanted: dict[str, int]) -> int:
    return int(rx.execute(_NUMBER, wanted).scalar() or 0)


def names_of(rx: Rx, staff_ids: Collection[int]) -> Sequence[tuple[int, str]]:
    """Return id and name of the youths whose worker, or cover, is one of these, oldest first."""
    people = tuple(sorted(staff_ids))
    return rx.known(youth, ("names", people), lambda: _names(rx, people))


def _names(rx: Rx, people: Sequence[int]) -> Sequence[tuple[int, str]]:
    rows = rx.execute(_OF_PEOPLE, {"site": rx.site_id, "people": people})
    return [
        (row.youth_id, rx.open(row.youth_id, youth.c.name, row.youth_id, row.name) or NO_NAME)
        for row in rows
    ]


def find_by_chat(rx: Rx, chat_id: int) -> Youth | None:
    """Return the youth who writes from this chat, or from the number that it stands for."""
    found = rx.known(youth, ("chat", chat_id), lambda: _find(rx, chat_id))
    return found and rx.known(youth, ("id", found.id), lambda: found)


def _find(rx: Rx, chat_id: int) -> Youth | None:
    number = number_of_chat(chat_id)
    if number is not None:
        return next(iter(with_number(rx, number)), None)
    wanted = {"site": rx.site_id, "wanted": rx.lookup("chat", chat_id)}
    row = rx.execute(_BY_CHAT, wanted).mappings().first()
    return _youth(rx, row) if row else None


def with_number(rx: Rx, number: str) -> Sequence[Youth]:
    """Return who has a number (`+4511223344`).

    Those who are with us come first, of them who chose SMS, then the newest: what comes from a
    number that two share, such as a parent's phone, is of whoever is written to there.
    """
    wanted = {"site": rx.site_id, "wanted": _phone_lookup(rx, number)}
    found = [_youth(rx, row) for row in rx.execute(_BY_PHONE, wanted).mappings()]
    return sorted(found, key=_with_us_by_sms)


def _with_us_by_sms(one: Youth) -> tuple[bool, bool]:
    """Return a key that sorts whoever is with us and chose SMS first."""
    return one.status is not YouthStatus.ACTIVE, one.channel is not Channel.SMS


def make_numbers_findable(tx: Tx) -> int:
    """Let numbers that an older version stored be found by an SMS; return how many."""
    rows = tx.execute(_NOT_FOUND_YET, {"site": tx.site_id}).mappings()
    found = [one for one in [_youth(tx, row) for row in rows] if world_number(one.phone or "")]
    for one in found:
        change(tx, one.id, phone=one.phone)
    return len(found)


def _phone_lookup(rx: Rx, phone: str | None) -> bytes | None:
    number = world_number(phone or "")
    return None if number is None else rx.lookup("phone", number)


def change(tx: Tx, youth_id: int, **values: Any) -> None:
    """Set columns of one youth; `phone` and `chat_id` are sealed and made findable."""
    if "phone" in values:
        values["phone_lookup"] = _phone_lookup(tx, values["phone"])
        values["phone"] = tx.seal(youth_id, youth.c.phone, youth_id, values["phone"])
    if "chat_id" in values:
        chat_id = values.pop("chat_id")
        text = None if chat_id is None else str(chat_id)
        values["chat"] = tx.seal(youth_id, youth.c.chat, youth_id, text)
        values["chat_lookup"] = None if chat_id is None else tx.lookup("chat", chat_id)
    tx.change(youth, values, youth_id=youth_id)


def everybody(rx: Rx) -> Sequence[Youth]:
    """Return all youths of the site, oldest first."""
    rows = rx.execute(
        select(youth).where(youth.c.site_id == rx.site_id).order_by(youth.c.youth_id)
    ).mappings()
    return [_youth(rx, row) for row in rows]


def with_chat(rx: Rx) -> Sequence[Youth]:
    """Return every youth whom we can write to or hear from."""
    rows = rx.execute(_WITH_CHAT, {"site": rx.site_id}).mappings()
    return [_youth(rx, row) for row in rows]


def by_sms(rx: Rx) -> Sequence[Youth]:
    """Return every youth with a number who chose SMS."""
    return [_youth(rx, row) for row in rx.execute(_BY_SMS, {"site": rx.site_id}).mappings()]


def heard(rx: Rx, since: datetime | None = None) -> Sequence[Heard]:
    """Return where youths may write to us from: a chat, or a number.

    With `since`, only those who have opened a link from that instant (UTC) on: whoever asks after
    each of them need not read everybody.
    """
    if since is None:
        rows = rx.execute(_HEARD, {"site": rx.site_id}).mappings()
    else:
        rows = rx.execute(_HEARD_SINCE, {"site": rx.site_id, "since": since}).mappings()
    return [_heard(rx, row) for row in rows]


def _heard(rx: Rx, row: RowMapping) -> Heard:
    youth_id: int = row["youth_id"]
    chat = rx.open(youth_id, _CHAT, youth_id, row["chat"])
    return Heard(
        chat_id=int(chat) if chat else None,
        phone=rx.open(youth_id, _PHONE, youth_id, row["phone"]),
        language=row["language"],
        age_band=AgeBand(row["age_band"]) if row["age_band"] else None,
        mentor_id=row["mentor_id"],
        cover_id=row["cover_id"],
    )


def on_other_versions(rx: Rx, version_ids: Sequence[int]) -> Sequence[Youth]:
    """Return the youths whose programme version is none of these."""
    rows = rx.execute(
        select(youth).where(
            youth.c.site_id == rx.site_id, youth.c.programme_version_id.not_in(version_ids)
        )
    ).mappings()
    return [_youth(rx, row) for row in rows]


def claim(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[Youth]:
    """Return those of the youths that are still due, locked; other workers pass them by."""
    return [_youth(tx, row) for row in DUE.claim(tx, now, ids)]
