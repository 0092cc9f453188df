"""What an answer on the help card, or none within ten minutes, does to the red case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from content.areas.care import CareKey
from domain.after_red import ANSWER_WITHIN, holds, lowered, raised_again
from domain.case import Case, CaseState, Level
from domain.escalation import Climb, Why
from domain.message import OutboxState
from domain.people import Actor
from domain.screening import ScreenLevel
from services.card_failed import failed_cards
from services.case_messages import tell_again, tell_staff
from services.human_contact import look_again
from services.on_duty import to_ring
from services.programme_of import programme_of
from services.sound_alarm import UNANSWERED, sound_danger
from services.world import House
from storage import cases, outbox, replies, told
from storage import youths as youth_rows
from storage.outbox import FINAL
from storage.tx import Rx, Tx

_ANSWER, _UNANSWERED = "card_answer", "card_unanswered"
_CALLED_OFF = frozenset({"no", "mistake"})


def wait_for_answer(tx: Tx, now: datetime, case: Case) -> None:
    """Let the card's question count as a yes, to staff, when it has no answer in ten minutes."""
    if case.talked_at is None:
        cases.save(tx, replace(case, next_at=now + ANSWER_WITHIN))
        tx.wake("tend_red")


def awaits_answer(case: Case) -> bool:
    """Return whether the ten minutes of a card's question run."""
    return case.next_at is not None and case.talked_at is None and case.level is Level.RED


def was_unanswered(rx: Rx, case: Case) -> bool:
    """Return whether the question was not answered within its time, nor since."""
    said = [what for _, _, what, _ in cases.story(rx, case.id) if what in {_ANSWER, _UNANSWERED}]
    return bool(said) and said[-1] == _UNANSWERED


def answered(tx: Tx, now: datetime, house: House, case: Case, value: str) -> Case:
    """Return the case after an answer; *ikke sådan ment* makes it a concern.

    A concern that nobody has taken is told to its first rung at the opening: at night red rang
    others, and whoever has the youth has not heard of it.
    """
    waits = programme_of(tx, house, case.programme_version_id).waits
    after = case if case.talked_at is not None else replace(case, next_at=None)
    if value == "mistake" and case.talked_at is None:
        after = lowered(after, now, waits, house.site)
    if after != case:
        cases.save(tx, after)
        tx.wake("climb_ladder")
    if after.level is not case.level and after.state is CaseState.OPEN:
        _tell_first_rung(tx, now, house, after)
    return after


def _tell_first_rung(tx: Tx, now: datetime, house: House, case: Case) -> None:
    """Tell the lowest on the ladder who can be told, when somebody is at work; nobody twice."""
    opens = house.site.next_staffed(now)
    for staff_id in case.ladder:
        first = Climb(case=case, why=Why.OPENED, tell=(staff_id,), notify_at=opens)
        if tell_staff(tx, now, house, first) > 0:
            return


def called_off(rx: Rx, case: Case) -> bool:
    """Return whether their latest answer was *nej* or *ikke sådan ment*."""
    said = [
        detail.get("answer") for _, _, what, detail in cases.story(rx, case.id) if what == _ANSWER
    ]
    return bool(said) and said[-1] in _CALLED_OFF


def red_again(tx: Tx, actor: Actor, now: datetime, house: House, case: Case) -> Case:
    """Return a case that had become a concern as a red one, told anew to whom it may ring."""
    waits = programme_of(tx, house, case.programme_version_id).waits
    risen = raised_again(case, now, waits)
    cases.save(tx, risen)
    cases.tell(tx, now, case.id, str(actor), "red_again", {})
    waiting = told.waiting_of_case(tx, case.id)  # what says that it is a concern never leaves
    outbox.move(tx, waiting, OutboxState.SKIPPED, reason="red_again", **FINAL)
    tell = to_ring(tx, now, house, replace(risen, round=0))
    tell_staff(tx, now, house, Climb(case=risen, why=Why.NOBODY_TOOK_IT, tell=tell, notify_at=now))
    tx.wake("climb_ladder")
    return risen


def tend_red(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Handle what comes of red cases besides their ladder; return the rows that were handled.

    A card without an answer counts as a yes and staff are told so; the youth is asked nothing
    more. A quiet week that is over lifts the hold, unless another cry keeps it.
    """
    due = cases.claim_next(tx, now, ids)
    for case in due:
        after = replace(case, next_at=None)
        cases.save(tx, after)
        if case.talked_at is not None:
            end_of_hold(tx, now, house, after)
        elif case.state is not CaseState.CLOSED:  # an answer would have ended the wait
            cases.tell(tx, now, case.id, str(actor), _UNANSWERED, {"counts_as": "yes"})
            _say_unanswered(tx, now, house, case, after)
    return [case.id for case in due]


def _say_unanswered(tx: Tx, now: datetime, house: House, case: Case, after: Case) -> None:
    """Tell staff that nobody answered the card, unless they know that it never arrived."""
    if case.id in failed_cards(tx, [case]):
        return
    key = CareKey.WROTE_INSTEAD if _has_written(tx, case) else CareKey.UNANSWERED
    tell_again(tx, now, house, after, key, f"unanswered:{_ms(now)}")
    sound_danger(tx, now, house, after, UNANSWERED)


def _has_written(rx: Rx, case: Case) -> bool:
    if case.youth_id is None or case.next_at is None:
        return False
    given_at = case.next_at - ANSWER_WITHIN
    last = next(iter(replies.latest_of(rx, case.youth_id, 1)), None)
    if last is None or last.received_at < given_at:
        return False
    is_the_cry = last.received_at == given_at and last.level == ScreenLevel.CRISIS.value
    return not is_the_cry


def end_of_hold(tx: Tx, now: datetime, house: House, case: Case) -> None:
    """Let automatic messages begin again, unless a case of the youth still keeps them away."""
    if case.youth_id is None:
        return
    others = cases.of_youth(tx, case.youth_id, still_open=False)
    if any(holds(one, now) for one in others):
        return
    youth_rows.change(tx, case.youth_id, held_at=None)
    look_again(tx, house, case.youth_id)


def _ms(now: datetime) -> int:
    return int(now.timestamp() * 1000)
