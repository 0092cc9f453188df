"""What a youth says to a call that was announced, or that they did not take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile

from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when, when_under
from domain.call_times import later_today, next_day
from domain.case import CaseState, Level
from domain.escalation import try_again
from domain.incoming import Incoming
from domain.message import Buttons, Purpose
from domain.people import Actor, Staff, Youth
from domain.talk import Talk, TalkWay
from services.buttons import button, row
from services.call_first import LOOK_BACK, ONE_CALL, call_buttons, other_times
from services.case_messages import remind
from services.human_contact import look_again, sign_of_life
from services.initial import initial_and_phase
from services.old_buttons import old_button_of_youth, refuse_youth
from services.programme_of import programme_of
from services.say import Line, Voice, answer_youth, to_staff
from services.turn import Turn
from services.world import House
from storage import cases, talks
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx

# An answer after this is about a call that is long over.
STANDS_FOR = timedelta(days=3)


def answer_call(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    talk_id: int,
    value: str,
) -> None:
    """Keep what a youth says about a call, and tell the worker.

    They are told at once of a call that is being made and in a red case, and else when somebody is
    at work. A time the youth chooses is a promise with a clock. An answer to a call that is long
    over, or after they have talked, is an old button.
    """
    talk = talks.get(tx, talk_id)
    if talk is None or talk.youth_id != youth.id or value not in _ANSWERS:
        about = talk.youth_id if talk else None
        refuse_youth(tx, actor, now, house, incoming, youth, about=about)
        return
    sign_of_life(tx, now, youth)
    talked = youth.last_human_contact_at
    if now - talk.at > STANDS_FOR or (talked is not None and talked > talk.at):
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    _ANSWERS[value](Turn(tx, actor, now, house, incoming, youth), talk)


def _fine(turn: Turn, talk: Talk) -> None:
    """Say that the call comes; once it was missed, or has not come, ask when it suits instead."""
    if not _is_coming(turn, talk):
        _ask_when(turn, talk, TalkKey.ANSWER_LATE, TalkKey.ANSWER_FINE)
        return
    _say(turn, talk, TalkKey.PRECALL_FINE, late_at=turn.now + ONE_CALL)
    _tell(turn, talk, TalkKey.ANSWER_FINE)


def _is_coming(turn: Turn, talk: Talk) -> bool:
    """Return whether the announced call is being made: nobody is told of one that is over."""
    known = talks.latest_of(turn.tx, turn.youth.id, LOOK_BACK)
    since = takewhile(lambda one: one.id != talk.id, known)
    is_missed = any(one.way is TalkWay.TRIED for one in since)
    return not is_missed and turn.now - talk.at <= ONE_CALL


def _not_now(turn: Turn, talk: Talk) -> None:
    _ask_when(turn, talk, TalkKey.ANSWER_NOT_NOW, TalkKey.ANSWER_NOT_NOW_RED)


def _ask_when(turn: Turn, talk: Talk, key: TextKey, red: TextKey) -> None:
    """Ask when a call suits better, and tell the worker by `key`; `red` waits for no day."""
    times = other_times(turn.tx, turn.now, turn.house, turn.youth)
    is_red = _is_red(turn, talk)
    if is_red:  # nobody waits until tomorrow
        del times["tomorrow"]
    _say(turn, talk, TalkKey.NOT_NOW, call_buttons(turn.house, talk, times, turn.youth))
    _tell(turn, talk, red if is_red else key)


def _write(turn: Turn, talk: Talk) -> None:
    _say(turn, talk, TalkKey.WRITE_INSTEAD)
    _tell(turn, talk, TalkKey.ANSWER_WRITE)


def _today(turn: Turn, talk: Talk) -> None:
    at = later_today(turn.now, turn.house.site)
    if at is None and _is_red(turn, talk):  # nobody in danger is told to wait until tomorrow
        _write(turn, talk)
    else:
        _promise(turn, talk, at or next_day(turn.now, turn.house.site))


def _tomorrow(turn: Turn, talk: Talk) -> None:
    if _is_red(turn, talk):  # an old button: nobody waits until tomorrow
        _today(turn, talk)
    else:
        _promise(turn, talk, next_day(turn.now, turn.house.site))


def _is_red(turn: Turn, talk: Talk) -> bool:
    case = cases.get(turn.tx, talk.case_id) if talk.case_id is not None else None
    return case is not None and case.level is Level.RED


_ANSWERS: dict[str, Callable[[Turn, Talk], None]] = {
    "fine": _fine,
    "notnow": _not_now,
    "write": _write,
    "today": _today,
    "tomorrow": _tomorrow,
}


def _promise(turn: Turn, talk: Talk, at: datetime) -> None:
    """Say when the call comes, and let it be somebody's duty.

    Whoever has taken the case is reminded then; without one, contact is due at that time. That
    call is invited, and no third try. A red case waits for nothing: its clocks run on, and the
    time that they chose stands beside it.
    """
    tx, youth = turn.tx, turn.youth
    talks.choose_time(tx, talk.id, at)
    case = cases.get(tx, talk.case_id) if talk.case_id is not None else None
    if case is not None and case.state is CaseState.TAKEN and case.level is not Level.RED:
        waits = programme_of(tx, turn.house, case.programme_version_id).waits
        cases.save(tx, try_again(case, at, turn.now, waits, turn.house.site))
        tx.wake("climb_ladder")
    else:
        youth_rows.change(tx, youth.id, next_contact_at=at)
        look_again(tx, turn.house, youth.id)
    written = turn.incoming.message_at or turn.now
    by = when_under(at, turn.now, written, youth.zone, youth.language)
    _say(turn, talk, TalkKey.CALL_AT, hvornaar=by)
    _tell(turn, talk, TalkKey.ANSWER_AT, at=at)


def _say(
    turn: Turn,
    talk: Talk,
    key: TextKey,
    buttons: Buttons = (),
    *,
    late_at: datetime | None = None,
    **values: str | int,
) -> None:
    """Let the message about the call say what comes next, in the name of who calls."""
    caller = staff_rows.get(turn.tx, talk.staff_id)
    voice = Voice.of(turn.tx, turn.house, turn.youth, turn.now)
    if caller is not None and "medarbejder" in key.placeholders:
        values["medarbejder"] = caller.first_name
    words = voice.say(key, **values)
    answer_youth(
        turn.tx,
        turn.now,
        voice,
        turn.incoming,
        key,
        buttons=buttons,
        edit=True,
        text=words,
        late_at=late_at,
    )


def _tell(turn: Turn, talk: Talk, key: TextKey, *, at: datetime | None = None) -> None:
    """Tell whoever calls, at the case it is about or with a way to open the page.

    Nobody is woken by an answer to a call that is over, unless the case is red.
    """
    tx, now, house = turn.tx, turn.now, turn.house
    caller = staff_rows.get(tx, talk.staff_id)
    if caller is None:
        return
    is_urgent = _is_red(turn, talk) or now - talk.at <= ONE_CALL
    leaves = now if is_urgent else house.site.next_staffed(now)
    values: dict[str, str | int] = {}
    if at is not None:  # as it reads when they hear of it
        values["hvornaar"] = when(at, leaves, house.site.zone, caller.language)
    case = cases.get(tx, talk.case_id) if talk.case_id is not None else None
    if case is not None and case.state is not CaseState.CLOSED:
        cases.tell(tx, now, case.id, str(turn.actor), "call_answer", {"answer": key.name.lower()})
        hvem = house.texts.say(caller.language, TalkKey.OF_CASE, nummer=case.number)
        remind(tx, now, house, case, caller.id, key, leaves=leaves, hvem=hvem, **values)
        return
    hvem = initial_and_phase(tx, now, house, turn.youth, caller.language)
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=house.texts.say(caller.language, key, hvem=hvem, **values),
        dedupe=f"in:{turn.incoming.inbox_id}:{key}",
        buttons=_at_the_youth(house, caller, turn.youth),
        due_at=leaves,
    )
    to_staff(tx, now, caller, line)


def _at_the_youth(house: House, caller: Staff, youth: Youth) -> Buttons:
    return row(
        button(house, caller.language, Key.B_OPEN, "openy", youth.id),
        button(house, caller.language, Key.B_TALKED, "talkto", youth.id),
    )
