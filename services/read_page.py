"""What the page of one youth shows. Opening it is written down, because words are opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.agreement import Agreement
from domain.case import Case
from domain.checkin import CheckIn
from domain.own_days import NOTHING_AGREED
from domain.people import Actor, Staff, Youth, YouthStatus
from domain.plan import ContactKind
from domain.question import Question
from domain.reply import Before, Reply
from domain.risk import Policy
from services.access import Action, Denied
from services.card_failed import failed_cards
from services.end_rows import end_of
from services.hold_automatic import withdrawn_by
from services.human_contact import contact_due
from services.page_link import Visit, may
from services.passing import open_until
from services.reach import Reach, reach_of_words
from services.world import House
from storage import agreements, answers, assessments, cases, checkins, past, replies, staff
from storage.answers import Written
from storage.assessments import Kept
from storage.tx import Tx

__all__ = ["Page", "Said", "Written", "read_page"]

# What was read before is shown this far back; what nobody has read is always shown in full.
LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class Said:
    """Something that came from the youth, with the question as it stood when it was asked.

    `before` is what it said until it was changed, newest first.
    """

    reply: Reply
    contact: ContactKind | None
    question: Question | None
    before: Sequence[Before] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Facts, no words of ours. `said` and `written` are newest first.

    `up_to` is the newest reply shown: reading and answering reach exactly so far. `names` holds
    the first names of the staff who read or took something. `next_talk_by` is from when contact is
    due (UTC), None when nobody is promised any. `open_until` is until when somebody who has left
    can be written to (UTC), None for all others. `failed_cards` says when a help card did not
    arrive (UTC), and `withdrawn` how many automatic messages a cry kept away, by the id of the
    case.
    """

    youth: Youth
    reader: Staff
    came_for: Case | None
    open_cases: Sequence[Case]
    said: Sequence[Said]
    written: Sequence[Written]
    names: Mapping[int, str]
    up_to: int
    reach: Reach
    next_talk_by: datetime | None
    open_until: datetime | None
    attention: Kept | None = None  # how they stand by attention points; None while they are off
    policy: Policy | None = None  # whose sentences say it
    failed_cards: Mapping[int, datetime] = field(default_factory=dict)
    # When each row happened that the reasons rest on (UTC), by its link.
    evidence: Mapping[str, datetime] = field(default_factory=dict)
    withdrawn: Mapping[int, int] = field(default_factory=dict)
    ends_on: date | None = None  # to which local day the regular contact is agreed
    own: Agreement = NOTHING_AGREED  # what holds instead of the plan


def read_page(tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit) -> Page | Denied:
    """Return the page for a visitor who may read it now; the look stands in the audit trail."""
    assert actor == visit.actor, "a visit belongs to the one who opened it"
    allowed = may(tx, now, visit, Action.READ_WORDS)
    if isinstance(allowed, Denied):
        return allowed
    return page_of(tx, now, house, allowed.youth, reader=allowed.by.staff, came_for=allowed.case)


def page_of(
    tx: Tx,
    now: datetime,
    house: House,
    youth: Youth,
    *,
    reader: Staff,
    came_for: Case | None = None,
) -> Page:
    """Return what there is to read of a youth, for somebody who has permission already."""
    unread = replies.count_unread(tx, youth.id)
    shown = replies.latest_of(tx, youth.id, max(LOOK_BACK, unread))
    open_cases = cases.of_youth(tx, youth.id, still_open=True)
    kept = assessments.latest(tx, youth.id) if house.attention else None
    return Page(
        youth=youth,
        reader=reader,
        came_for=came_for,
        open_cases=open_cases,
        said=_said(tx, house, youth, shown),
        written=answers.of_youth(tx, youth.id, LOOK_BACK),
        names=_names(tx, [r.read_by for r in shown] + [c.taken_by for c in open_cases]),
        up_to=max((reply.id for reply in shown), default=0),
        reach=reach_of_words(tx, now, youth),
        open_until=open_until(tx, youth),
        next_talk_by=contact_due(tx, house, youth),
        attention=kept,
        policy=_policy(house, kept),
        failed_cards=failed_cards(tx, open_cases),
        evidence=_evidence(tx, youth, kept) if kept else {},
        withdrawn=withdrawn_by(tx, open_cases),
        ends_on=end_of(tx, house, youth) if youth.status is YouthStatus.ACTIVE else None,
        own=agreements.get(tx, youth.id),
    )


def _evidence(tx: Tx, youth: Youth, kept: Kept) -> dict[str, datetime]:
    links = {link for reason in kept.said.reasons for link in reason.links}
    facts = past.of_youth(tx, youth.id, frozenset(), youth.zone) if links else ()
    return {fact.link: fact.at for fact in facts if fact.link in links}


def _policy(house: House, kept: Kept | None) -> Policy | None:
    return house.programmes.version(kept.programme_version_id).risk if kept else None


def _said(tx: Tx, house: House, youth: Youth, shown: Sequence[Reply]) -> list[Said]:
    changed = [reply.id for reply in shown if reply.edited_at is not None]
    before = replies.before(tx, youth.id, changed)
    asked = checkins.get_many(tx, {r.checkin_id for r in shown if r.checkin_id is not None})
    found = (_with_question(house, asked, reply) for reply in shown)
    return [
        replace(said, before=[one for one in before if one.reply_id == said.reply.id])
        for said in found
    ]


def _with_question(house: House, asked: Mapping[int, CheckIn], reply: Reply) -> Said:
    checkin = asked.get(reply.checkin_id or 0)
    if checkin is None:
        return Said(reply, None, None)
    programme = house.programmes.version(checkin.programme_version_id)
    contact = programme.contact(checkin.contact_key)
    question = contact.question(reply.question_key) if reply.question_key else None
    return Said(reply, checkin.kind, question)


def _names(tx: Tx, ids: Sequence[int | None]) -> dict[int, str]:
    people = (staff.get(tx, staff_id) for staff_id in sorted({i for i in ids if i is not None}))
    return {person.id: person.first_name for person in people if person is not None}
