"""*Ring til mig*, and what a youth wants after a low answer."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from content.phrases import when_under
from domain.case import CaseKind
from domain.incoming import Incoming
from domain.people import Actor, Youth
from services.cafe_line import step_after_low
from services.case_messages import tell_again
from services.human_contact import look_again, sign_of_life
from services.promise_voice import voice_by
from services.raise_case import raise_case, standing
from services.say import Voice, answer_youth
from services.stop import LEFT
from services.turn import DOUBLE_TAP
from services.world import House
from storage import audit, cases
from storage import youths as youth_rows
from storage.tx import Tx


def call_me(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Open a case for a call within a working day, and say by when."""
    _ask_for_call(tx, actor, now, house, incoming, youth, Key.CALL_ME)


def after_low_answer(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    wish: str,
) -> None:
    """Keep whether the youth wants a call, a message or nothing after a low answer.

    What is promised has a case: the one about the answer, opened again where it has closed.
    """
    if wish == "call":
        _ask_for_call(tx, actor, now, house, incoming, youth, Key.LOW_CALL)
        return
    sign_of_life(tx, now, youth)
    case = standing(tx, youth, CaseKind.LOW_ANSWER)
    if case is None and wish == "write":
        case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.LOW_ANSWER)
    if case is not None:
        cases.tell(tx, now, case.id, str(actor), "wish", {"wish": wish})
    if case is not None and wish == "write":
        tell_again(tx, now, house, case, Key.CASE_WISHES_WORDS, f"in:{incoming.inbox_id}")
    key = Key.LOW_WRITE if wish == "write" else Key.LOW_NO
    due = case.due_at if case is not None else house.site.reads_at(now)
    voice = voice_by(tx, house, youth, now, max(due, now))
    _in_place(tx, now, voice, incoming, key, voice.say(key))


def _ask_for_call(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    key: Key,
) -> None:
    sign_of_life(tx, now, youth)
    may_call_again = _let_us_call(tx, actor, now, house, youth)
    known = standing(tx, youth, CaseKind.CALL_ME)
    if known is not None and now - known.opened_at <= DOUBLE_TAP and not may_call_again:
        return
    youth = youth_rows.get(tx, youth.id) or youth
    case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.CALL_ME)
    if known is not None:
        tell_again(tx, now, house, case, Key.CASE_MORE, f"in:{incoming.inbox_id}")
    # Nobody is promised a time that has passed: who waits too long is called when somebody reads.
    due = case.due_at if case.due_at > now else house.site.reads_at(now)
    edit = key is Key.LOW_CALL  # the low answer's own question is answered in place
    written = incoming.message_at if edit else None
    by = when_under(due, now, written or now, youth.zone, youth.language)
    voice = voice_by(tx, house, youth, now, due)
    if edit:
        _in_place(tx, now, voice, incoming, key, voice.say(key, hvornaar=by))
    else:
        answer_youth(tx, now, voice, incoming, key, hvornaar=by)


def _let_us_call(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> bool:
    """Let who had left without calls be called, as they ask for now; return whether that is new.

    What was promised here would be refused to the worker otherwise.
    """
    if youth.status not in LEFT or youth.call_allowed:
        return False
    youth_rows.change(tx, youth.id, call_allowed=True)
    look_again(tx, house, youth.id)
    audit.record(tx, now, actor=str(actor), action="allow_calls", youth_id=youth.id, allowed=True)
    return True


def _in_place(
    tx: Tx, now: datetime, voice: Voice, incoming: Incoming, key: Key, text: str
) -> None:
    """Answer in the message of the check-in, with the invitation that was its last step."""
    step = step_after_low(tx, now, voice.house, voice.youth)
    words, buttons = (f"{text}\n\n{step[0]}", step[1]) if step else (text, ())
    answer_youth(tx, now, voice, incoming, key, buttons=buttons, edit=True, text=words)
