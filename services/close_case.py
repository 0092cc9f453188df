"""A case ends by what a human did, never by itself."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.after_red import may_close
from domain.case import Case, CaseKind, CaseState, ContactWay, Outcome
from domain.escalation import close as closed
from domain.people import Actor, Youth
from domain.reply import Reply, ReplyKind
from domain.talk import REAL, Report, Talk
from services.access import Action
from services.card_answer import end_of_hold
from services.case_messages import rewrite
from services.follow_up import begin_follow_up, end_follow_up, looked
from services.human_contact import look_again, talked
from services.no_show import picked_up
from services.raise_case import raise_case
from services.turn import DOUBLE_TAP
from services.world import House
from storage import audit, cases, replies, talks
from storage import youths as youth_rows
from storage.tx import Rx, Tx

# One talk answers all of these; words must still be read.
_ANSWERED_BY_A_TALK = frozenset(
    {CaseKind.CONTACT_DUE, CaseKind.CALL_ME, CaseKind.LOW_ANSWER, CaseKind.UNREACHABLE}
)


def close(tx: Tx, actor: Actor, now: datetime, house: House, case: Case, outcome: Outcome) -> Case:
    """Close a case by reading or answering; every standing message says so.

    Raises:
        ValueError: If the outcome does not fit the kind of case.
    """
    ended = _end(tx, actor, now, house, case, outcome, None)
    if case.youth_id is not None:
        look_again(tx, house, case.youth_id)
    return ended


def close_by_talk(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    case: Case,
    report: Report,
) -> Case:
    """Note that worker and youth have talked; return the case as it is now.

    A talk fulfils the agreed interval, writes the next contact in the same transaction, and
    answers the youth's other cases that asked for a talk. It does not read words: a case about
    words that its taker has not opened stays open, and words that came with another case get one.
    The first talk of a red case does not end it: somebody looks again after a day.

    Raises:
        ValueError: If a talk does not fit the kind of case.
    """
    youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
    way = ContactWay(report.way.value)
    if youth is None:
        return _end(tx, actor, now, house, case, Outcome.TALKED, way)
    unopened = _read_what_was_opened(tx, actor, now, youth)
    stays = unopened and case.kind is CaseKind.WORD
    looks_again = not may_close(case, now)
    if looks_again:
        case = begin_follow_up(tx, actor, now, house, case)
        cases.tell(tx, now, case.id, str(actor), "talked", {"way": way.value})
    elif stays:
        facts = {"way": way.value, "unopened": len(unopened)}
        cases.tell(tx, now, case.id, str(actor), "talked", facts)
    else:
        case = _end(tx, actor, now, house, case, Outcome.TALKED, way)
    if case.state is CaseState.CLOSED:
        end_of_hold(tx, now, house, case)
        end_follow_up(tx, actor, now, case)
    _note(tx, actor, now, house, youth, report, case.id)
    _end_others(tx, actor, now, house, youth, way)
    if unopened and not stays:
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.WORD)
    return case


def note_talk(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, report: Report
) -> None:
    """Note a talk that no case asked for; it answers the youth's cases that asked for one.

    The hold of a red case stands until somebody closes that case. The caller asks permission.
    """
    _read_what_was_opened(tx, actor, now, youth)
    _note(tx, actor, now, house, youth, report, None)
    _end_others(tx, actor, now, house, youth, ContactWay(report.way.value))


def end_by_talk(
    tx: Tx, actor: Actor, now: datetime, house: House, case: Case, report: Report
) -> None:
    """Close a case that a talk has answered, where it is one that a talk answers."""
    if case.kind in _ANSWERED_BY_A_TALK:
        _end(tx, actor, now, house, case, Outcome.TALKED, ContactWay(report.way.value))


def just_noted(
    rx: Rx, now: datetime, staff_id: int, youth_id: int, *, case_id: int | None = None
) -> bool:
    """Return whether this is the second tap of a finger that slipped.

    With `case_id` only a talk that was noted at that case counts.
    """
    return any(
        one.staff_id == staff_id and one.way in REAL and now - one.at <= DOUBLE_TAP
        for one in talks.latest_of(rx, youth_id, 1)
        if case_id in {None, one.case_id}
    )


def close_as_well(
    tx: Tx, actor: Actor, now: datetime, house: House, case: Case, *, useful: bool
) -> Case:
    """Close a case with *alt var ok*, and keep whether it was good to be told.

    That stands in the story, so that a rule can be measured by it later. What a cry for help held
    back begins again.

    Raises:
        ValueError: If it does not fit the kind of case.
    """
    cases.tell(tx, now, case.id, str(actor), "feedback", {"useful": useful})
    ended = _end(tx, actor, now, house, case, Outcome.ALL_WELL, None)
    if case.youth_id is not None:
        if case.kind is CaseKind.CRISIS:
            end_of_hold(tx, now, house, ended)
            end_follow_up(tx, actor, now, ended)
        look_again(tx, house, case.youth_id)
    return ended


def _note(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth: Youth,
    report: Report,
    case_id: int | None,
) -> None:
    assert actor.id is not None, "only a member of staff notes a talk"
    noted = Talk(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=actor.id,
        at=now,
        way=report.way,
        mood=report.mood,
        case_id=case_id,
        next_contact_at=report.next_contact_at,
    )
    talks.add(tx, noted)
    picked_up(tx, now, youth.id, actor.id, report.way.value)
    looked(tx, now, youth, actor.id, report.way.value)
    talked(tx, now, house, youth, next_contact_at=report.next_contact_at)


def _read_what_was_opened(tx: Tx, actor: Actor, now: datetime, youth: Youth) -> list[Reply]:
    """Mark as read what this member of staff had open before the talk; return the other words."""
    opened_at = audit.latest(tx, str(actor), Action.READ_WORDS.value, youth.id)
    unread = [reply for reply in replies.unread_of(tx, youth.id) if _holds_words(reply)]
    opened = [one for one in unread if opened_at is not None and one.came_at <= opened_at]
    if opened and actor.id is not None:
        newest = max(reply.id for reply in opened)
        replies.mark_read(tx, now, youth.id, actor.id, newest, seen_at=opened_at)
    return [reply for reply in unread if reply not in opened]


def _holds_words(reply: Reply) -> bool:
    taps = reply.kind in {ReplyKind.ANSWER, ReplyKind.SKIP}
    return not taps or reply.text is not None


def _end(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    case: Case,
    outcome: Outcome,
    way: ContactWay | None,
) -> Case:
    ended = closed(case, outcome, way, now)
    cases.save(tx, ended)
    facts = {"outcome": outcome.value, "way": way.value if way else None}
    cases.tell(tx, now, case.id, str(actor), "closed", facts)
    rewrite(tx, now, house, ended, Key.CASE_CLOSED)
    return ended


def _end_others(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, way: ContactWay | None
) -> None:
    for other in cases.of_youth(tx, youth.id, still_open=True):
        if other.kind in _ANSWERED_BY_A_TALK:
            _end(tx, actor, now, house, other, Outcome.TALKED, way)
