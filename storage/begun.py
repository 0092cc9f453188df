"""What the bot has begun with a youth: every occurrence, and every message that it started."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, func, select

from domain.checkin import CheckInState
from domain.message import BEGINS, MessageKind, OutboxState, Purpose
from domain.plan import ContactKind
from storage.built import one_of
from storage.columns import Instant
from storage.tables import checkin, occurrence, outbox
from storage.tx import Rx

_EVER = datetime(1970, 1, 1, tzinfo=UTC)  # before all that there is
_STANDS = (CheckInState.OPEN.value, CheckInState.EXPIRED.value)
_NEVER_CAME = (OutboxState.SKIPPED.value, OutboxState.REFUSED.value)


@dataclass(frozen=True, slots=True)
class Handled:
    """An occurrence of a planned contact, and what it asked."""

    contact_key: str
    due_at: datetime
    reason: str | None
    asked: tuple[str, ...]


# Built once: to build a statement takes longer than to run it.
_HANDLED = (
    select(occurrence.c.contact_key, occurrence.c.due_at, occurrence.c.reason, checkin.c.asked)
    .select_from(
        occurrence.outerjoin(
            checkin,
            and_(
                checkin.c.site_id == occurrence.c.site_id,
                checkin.c.checkin_id == occurrence.c.checkin_id,
            ),
        )
    )
    .where(occurrence.c.site_id == bindparam("site"), occurrence.c.youth_id == bindparam("youth"))
    .order_by(occurrence.c.due_at.desc(), occurrence.c.occurrence_id.desc())
    .limit(bindparam("many"))
)
_MESSAGES = (
    select(outbox.c.due_at, outbox.c.purpose, checkin.c.kind)
    .select_from(
        outbox.outerjoin(
            checkin,
            and_(
                checkin.c.site_id == outbox.c.site_id,
                checkin.c.checkin_id == outbox.c.checkin_id,
            ),
        )
    )
    .where(
        outbox.c.site_id == bindparam("site"),
        outbox.c.youth_id == bindparam("youth"),
        outbox.c.due_at >= bindparam("since"),
        outbox.c.kind.not_in([MessageKind.EDIT_TEXT.value, MessageKind.EDIT_BUTTONS.value]),
        outbox.c.purpose.in_([purpose.value for purpose in BEGINS]),
        ~one_of(outbox.c.state, *_NEVER_CAME),
        outbox.c.outbox_id.not_in(bindparam("without", expanding=True)),
    )
    .order_by(outbox.c.outbox_id)
)

_CAME_AT = func.coalesce(outbox.c.sent_at, outbox.c.due_at)
_UNANSWERED = (
    select(func.count())
    .select_from(
        checkin.join(
            outbox,
            and_(
                outbox.c.site_id == checkin.c.site_id,
                outbox.c.outbox_id == checkin.c.prompt_outbox_id,
            ),
        )
    )
    .where(
        checkin.c.site_id == bindparam("site"),
        checkin.c.youth_id == bindparam("youth"),
        checkin.c.kind == ContactKind.CHECKIN.value,
        checkin.c.state.in_(_STANDS),
        ~one_of(outbox.c.state, *_NEVER_CAME),
        # Typed: what stands first takes no type from what it is compared with.
        bindparam("since", type_=Instant) < _CAME_AT,
        bindparam("now", type_=Instant) >= _CAME_AT,
    )
)


def handled(rx: Rx, youth_id: int, limit: int) -> Sequence[Handled]:
    """Return the youth's latest occurrences, oldest first."""
    rows = rx.execute(_HANDLED, {"site": rx.site_id, "youth": youth_id, "many": limit})
    found = [
        Handled(row.contact_key, row.due_at, row.reason, tuple(row.asked or ())) for row in rows
    ]
    return found[::-1]


def messages(
    rx: Rx, youth_id: int, since: datetime, *, without: Collection[int] = ()
) -> Sequence[tuple[datetime, ContactKind | None]]:
    """Return when the bot began something from `since` on, and as what; a reminder is None.

    What is queued for later counts at its time; what never came does not count, and neither do
    the outbox ids in `without`.
    """
    wanted = {"site": rx.site_id, "youth": youth_id, "since": since, "without": list(without)}
    rows = rx.execute(_MESSAGES, wanted)
    return [(row.due_at, _kind(Purpose(row.purpose), row.kind)) for row in rows]


def unanswered(rx: Rx, youth_id: int, since: datetime | None, now: datetime) -> int:
    """Return how many questions came after `since` and until `now` and have had no answer (UTC).

    One that ran out is among them; what was taken back, skipped, or never came is not.
    """
    wanted = {"site": rx.site_id, "youth": youth_id, "since": since or _EVER, "now": now}
    return int(rx.execute(_UNANSWERED, wanted).scalar_one())


def _kind(purpose: Purpose, kind: str | None) -> ContactKind | None:
    if purpose is Purpose.REMINDER:
        return None
    if purpose is Purpose.CARING:
        return ContactKind.CARING
    return ContactKind(kind) if kind is not None else ContactKind.CAFE
