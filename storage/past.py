"""What has happened to a youth, as the rules of attention points read it: facts, no words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.cafe import Came, Coming
from domain.cafe_facts import facts_of
from domain.case import CaseKind
from domain.reply import ReplyKind
from domain.signal import EventKind
from domain.talk import AGREED, EVENTS, REAL, TalkWay
from domain.wall import to_wall
from storage.cases import FROM_PARTNER, FROM_STAFF
from storage.tables import audit, cafe, case_event, case_file, reply, rsvp, talk
from storage.tx import Rx

SAYS_STOP = "thinks_of_stopping"  # the rule of screening that found it in words
TIER_SET = "set_tier"  # in the audit trail: from which, and to which
CHANGED = "worker_changed"  # in the audit trail: from whom, and to whom
_ENDS_PAUSE = ("resume", "stop")  # in the audit trail
_HAPPENED = {
    TalkWay.AWAY.value: (EventKind.ABSENCE, 1.0),
    TalkWay.HALF_AWAY.value: (EventKind.ABSENCE, 0.5),
    TalkWay.SPELL_ENDED.value: (EventKind.SPELL_ENDED, 1.0),
}
_AGREED = {
    TalkWay.NO_SHOW.value: EventKind.MISSED,
    TalkWay.CANCELLED.value: EventKind.CANCELLED,
    TalkWay.KEPT.value: EventKind.KEPT,
    TalkWay.MET.value: EventKind.KEPT,
}
_CONCERNS = {
    CaseKind.CONCERN.value: EventKind.CONCERN,
    CaseKind.PARTNER_CONCERN.value: EventKind.PARTNER_CONCERN,
}
_SOURCES = {FROM_STAFF: EventKind.CONCERN, FROM_PARTNER: EventKind.PARTNER_CONCERN}
ONE_PERSON = timedelta(days=14)  # within it the concerns of one person come from one source
_WORDS = frozenset({ReplyKind.WORD.value, ReplyKind.VOICE.value, ReplyKind.VIDEO_NOTE.value})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened (UTC), and the row that shows it."""

    at: datetime
    kind: EventKind
    link: str
    amount: float = 1
    what: str = ""


def of_youth(rx: Rx, youth_id: int, stopping: frozenset[str], zone: str) -> Sequence[Fact]:
    """Return what is known of a youth, oldest first.

    `stopping` holds the options of questions by which somebody says that they may stop; `zone` is
    the youth's, by whose days a meeting that began late is the one that was missed.
    """
    found = [
        *_replies(rx, youth_id, stopping),
        *_talks(rx, youth_id, zone),
        *_cafes(rx, youth_id),
        *_concerns(rx, youth_id),
        *_trail(rx, youth_id),
    ]
    return sorted(found, key=lambda fact: fact.at)


def tiers(rx: Rx, youth_id: int) -> Sequence[tuple[datetime, str | None, str]]:
    """Return when a tier was agreed (UTC), which it was before, and which from then on."""
    rows = rx.execute(
        select(audit.c.at, audit.c.detail)
        .where(
            audit.c.site_id == rx.site_id,
            audit.c.youth_id == youth_id,
            audit.c.action == TIER_SET,
        )
        .order_by(audit.c.at, audit.c.audit_id)
    )
    return [(row.at, row.detail.get("from"), row.detail["to"]) for row in rows]


def _replies(rx: Rx, youth_id: int, stopping: frozenset[str]) -> Iterator[Fact]:
    rows = rx.execute(
        select(
            reply.c.reply_id,
            reply.c.kind,
            reply.c.question_key,
            reply.c.value,
            reply.c.number,
            reply.c.received_at,
            reply.c.rule,
        ).where(reply.c.site_id == rx.site_id, reply.c.youth_id == youth_id)
    )
    for row in rows:
        link = f"reply:{row.reply_id}"
        kind = EventKind.MESSAGE if row.kind in _WORDS else EventKind.CONTACT
        if row.number is not None and row.question_key is not None:
            score, item = float(row.number), row.question_key
            yield Fact(row.received_at, EventKind.RATING, link, score, item)
        elif row.value in stopping or row.rule == SAYS_STOP:
            yield Fact(row.received_at, EventKind.STOPPING, link)
        else:
            yield Fact(row.received_at, kind, link)


def _talks(rx: Rx, youth_id: int, zone: str) -> Iterator[Fact]:
    """Yield talks and what workers noted. To meet is to have kept what was agreed."""
    ways = [way.value for way in (*REAL, *EVENTS, *AGREED)]
    rows = rx.execute(
        select(talk.c.talk_id, talk.c.at, talk.c.way).where(
            talk.c.site_id == rx.site_id, talk.c.youth_id == youth_id, talk.c.way.in_(ways)
        )
    )
    for row in rows:
        link = f"talk:{row.talk_id}"
        if row.way in _AGREED:
            what = f"meeting:{to_wall(row.at, zone).date()}"
            yield Fact(row.at, _AGREED[row.way], link, what=what)
        if row.way in _HAPPENED:
            kind, amount = _HAPPENED[row.way]
            yield Fact(row.at, kind, link, amount)
        elif row.way in REAL:
            yield Fact(row.at, EventKind.TALK, link)


def _cafes(rx: Rx, youth_id: int) -> Iterator[Fact]:
    evening = (cafe.c.site_id == rsvp.c.site_id) & (cafe.c.cafe_id == rsvp.c.cafe_id)
    rows = rx.execute(
        select(rsvp.c.rsvp_id, rsvp.c.came, rsvp.c.answer, cafe.c.ends_at)
        .join(cafe, evening)
        .where(rsvp.c.site_id == rx.site_id, rsvp.c.youth_id == youth_id, rsvp.c.came.is_not(None))
    )
    for row in rows:
        answer = Coming(row.answer) if row.answer else None
        for kind in facts_of(Came(row.came), answer):
            what = f"cafe:{row.rsvp_id}" if kind is EventKind.KEPT else ""
            yield Fact(row.ends_at, kind, f"rsvp:{row.rsvp_id}", what=what)


def _concerns(rx: Rx, youth_id: int) -> Iterator[Fact]:
    """Yield each concern from when it was told, and whose it was.

    A case that a partner's concern opened before there was a kind of its own has it in its story.
    """
    told = list(
        rx.execute(
            select(
                case_event.c.case_file_id, case_event.c.at, case_event.c.what, case_event.c.actor
            )
            .join(case_file, case_file.c.case_file_id == case_event.c.case_file_id)
            .where(
                case_event.c.site_id == rx.site_id,
                case_file.c.site_id == rx.site_id,
                case_file.c.youth_id == youth_id,
                case_event.c.what.in_(sorted(_SOURCES)),
            )
        )
    )
    whose = dict(_once_a_person([(row.case_file_id, row.at, row.what, row.actor) for row in told]))
    opened = rx.execute(
        select(case_file.c.case_file_id, case_file.c.opened_at, case_file.c.kind).where(
            case_file.c.site_id == rx.site_id,
            case_file.c.youth_id == youth_id,
            case_file.c.kind.in_(sorted(_CONCERNS)),
        )
    )
    for row in opened:
        whose.setdefault((row.case_file_id, row.opened_at), _CONCERNS[row.kind])
    for (case_id, at), kind in whose.items():
        yield Fact(at, kind, f"case:{case_id}")


def _once_a_person(
    told: Sequence[tuple[int, datetime, str, str]],
) -> Iterator[tuple[tuple[int, datetime], EventKind]]:
    """Yield whose each concern was; who says both within `ONE_PERSON` is one source, not two.

    They know their own reasons: what they say again renews what they said first.
    """
    said: dict[str, tuple[datetime, EventKind]] = {}
    for case_id, at, what, actor in sorted(told, key=lambda row: row[1]):
        kind, before = _SOURCES[what], said.get(actor)
        if before is not None and at - before[0] <= ONE_PERSON:
            kind = before[1]
        said[actor] = (at, kind)
        yield (case_id, at), kind


def worker_before(rx: Rx, youth_id: int, to: int) -> int | None:
    """Return whom a youth had before they were given to somebody, the latest time; or None."""
    rows = rx.execute(
        select(audit.c.detail)
        .where(
            audit.c.site_id == rx.site_id,
            audit.c.youth_id == youth_id,
            audit.c.action == CHANGED,
        )
        .order_by(audit.c.audit_id.desc())
    )
    found = (row.detail for row in rows if row.detail and row.detail.get("to") == to)
    return next((int(detail["from"]) for detail in found), None)


def _trail(rx: Rx, youth_id: int) -> Iterator[Fact]:
    rows = rx.execute(
        select(audit.c.audit_id, audit.c.at, audit.c.action, audit.c.detail).where(
            audit.c.site_id == rx.site_id,
            audit.c.youth_id == youth_id,
            audit.c.action.in_(("pause", *_ENDS_PAUSE, CHANGED)),
        )
    )
    for row in rows:
        link, detail = f"audit:{row.audit_id}", row.detail or {}
        if row.action == CHANGED:
            yield Fact(row.at, EventKind.NEW_WORKER, link)
        elif row.action in _ENDS_PAUSE:
            yield Fact(row.at, EventKind.RESUMED, link)
        elif (until := detail.get("until")) is not None:
            days = (until / 1000 - row.at.timestamp()) / 86_400
            yield Fact(row.at, EventKind.PAUSE, link, max(0.0, days))
