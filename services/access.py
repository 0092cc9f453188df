"""The one door: who may see or do what. Everything is refused unless a rule here allows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from content.areas.ending import EndingKey
from content.audience import TextKey
from content.keys import Key
from domain.case import Case
from domain.people import Actor, Role, Staff, Youth
from services.here import here
from storage import audit
from storage import staff as staff_rows
from storage.tx import Tx


class Action(StrEnum):
    """What needs permission."""

    HANDLE_CASE = "handle_case"
    OPEN_PAGE = "open_page"
    READ_WORDS = "read_words"
    OPEN_FILE = "open_file"
    WRITE_TO_YOUTH = "write_to_youth"
    RUN_CAFES = "run_cafes"
    TICK_CAFE = "tick_cafe"  # that a youth was there
    SETTLE_GUARDIAN = "settle_guardian"
    ENROL_YOUTH = "enrol_youth"
    WRITE_NOTE = "write_note"  # a talk, and the note of sixty seconds
    CHANGE_WORKER = "change_worker"  # give a youth another worker for good
    CHANGE_COVER = "change_cover"  # who steps in for the worker
    OWN_DAY = "own_day"  # what waits for them, their number, being away


# Who works with youths. Whatever is stored about anybody else, such as a partner who stands as
# somebody's mentor, on a ladder or as a cover: they reach nothing of a youth.
_WITH_YOUTHS = frozenset({Role.MENTOR, Role.COORDINATOR, Role.LEADER})
_FOR_GOOD = frozenset({Action.CHANGE_WORKER, Action.CHANGE_COVER})


_NOT_STAFF = "not staff"
ERASED = "erased"  # a refusal: there is nobody left to do it to


@dataclass(frozen=True, slots=True)
class Granted:
    """The member of staff who may."""

    staff: Staff


@dataclass(frozen=True, slots=True)
class Denied:
    """A refusal. Its line in the audit trail commits with the transaction."""

    reason: str

    @property
    def key(self) -> TextKey:
        """Return what a member of staff reads of it in Telegram."""
        return EndingKey.ERASED_GONE if self.reason == ERASED else Key.NOT_ALLOWED


def allow(
    tx: Tx, actor: Actor, now: datetime, action: Action, *, youth: Youth | None, case: Case | None
) -> Granted | Denied:
    """Return who may act, or a refusal that is written down.

    A mentor reaches the youths that are theirs, and the cases whose frozen ladder names them; a
    coordinator of the site reaches all. Both may take in a new youth. Whoever covers for a mentor
    who is away reaches theirs meanwhile. Another worker for good is given by a coordinator, a
    leader, or whoever has the youth: nobody takes one by covering. Nobody else reaches anything
    but their own day. A role that does not work with youths reaches none, whatever is stored.
    """
    person = staff_rows.get(tx, actor.id) if actor.kind == "staff" and actor.id else None
    reason = _why_not(person, action, youth, case)
    if youth is not None and youth.is_erased:
        reason = reason or ERASED
    elif reason and action not in _FOR_GOOD and _covers(tx, now, person, youth):
        reason = None
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=action.value,
        youth_id=youth.id if youth else None,
        allowed=reason is None,
        detail={"case": case.number} if case else {},
    )
    if person is None or reason is not None:
        return Denied(reason or _NOT_STAFF)
    return Granted(person)


def _why_not(
    person: Staff | None, action: Action, youth: Youth | None, case: Case | None
) -> str | None:
    if person is None or person.joined_at is None:
        return _NOT_STAFF
    if person.role not in _WITH_YOUTHS:
        return None if action is Action.OWN_DAY and youth is None else "role"
    if _by_role(person, action):
        return None
    if action in _FOR_GOOD:
        return _why_not_for_good(person, action, youth)
    if case is not None and person.id in case.ladder:
        return None
    if youth is not None and person.id in {youth.mentor_id, youth.cover_id}:
        return None
    return "not theirs"


def _by_role(person: Staff, action: Action) -> bool:
    """Return whether somebody who works with youths may do this about anybody at all."""
    if action is Action.OWN_DAY or person.role is Role.COORDINATOR:
        return True
    return action is Action.ENROL_YOUTH and person.role is Role.MENTOR


def _why_not_for_good(person: Staff, action: Action, youth: Youth | None) -> str | None:
    """Return why somebody may not change whose youth it is; who covers gives on the covering."""
    theirs = set()
    if youth is not None:
        theirs = {youth.mentor_id}
        if action is Action.CHANGE_COVER:
            theirs |= {youth.cover_id}
    return None if person.role is Role.LEADER or person.id in theirs else "not theirs"


def _covers(tx: Tx, now: datetime, person: Staff | None, youth: Youth | None) -> bool:
    """Return whether somebody reads and calls for the youth's mentor, who is away."""
    mentor = staff_rows.get(tx, youth.mentor_id) if youth is not None else None
    if person is None or person.joined_at is None or mentor is None:
        return False
    if person.role not in _WITH_YOUTHS:
        return False
    in_their_place = {mentor.away_cover_id, here(tx, now, mentor.id)}
    return mentor.is_away(now) and person.id in in_their_place
