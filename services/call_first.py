"""Before an unknown number rings: the youth hears who calls, and can say *ikke nu*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.areas.sms import SmsKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from domain.call_times import is_tomorrow, later_today, next_day
from domain.case import Case, Level
from domain.message import Buttons, Purpose
from domain.people import Staff, Youth, YouthStatus
from domain.sms import plain
from domain.talk import TRIES_A_DAY, Talk, TalkWay, announced, just_tried, tries_today
from services.buttons import button, help_now, row, rows
from services.case_tap import CaseTap
from services.postcard import Sms, is_by_sms
from services.reach import Reach, reach
from services.say import Line, to_youth
from services.take_case import taken_by_me
from services.world import House
from storage import cases, talks, told
from storage.tx import Rx, Tx

TOLD_ABOUT = "talk:"  # before the id of the call, in the name of the words about it
LOOK_BACK = 20  # more talks and tries than anybody has in a day
_HOUR = timedelta(hours=1)
ONE_CALL = timedelta(minutes=15)  # two taps about a call in this time are about one call
# How long the words about a call are true. Those in danger have no end: help stands under them.
_TRUE_FOR: Mapping[TextKey, timedelta] = {TalkKey.PRECALL: ONE_CALL, TalkKey.TRIED: 3 * _HOUR}
# What a youth reads who does not want to be called just now.
_NOT_NOW = (TalkKey.NOT_NOW, TalkKey.WRITE_INSTEAD, TalkKey.CALL_AT)
DIGITS = 4  # of the number, so that a youth knows it when it rings


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is about to call whom, from which case."""

    staff: Staff
    youth: Youth
    case: Case | None

    @property
    def is_red(self) -> bool:
        """Return whether somebody may be in danger: then nobody counts the tries."""
        return self.case is not None and self.case.level is Level.RED


def announce(tap: CaseTap, case: Case) -> None:
    """Tell the youth that a worker calls now; the case is theirs from here on."""
    youth = tap.youth_of(case)
    if youth is None:
        tap.show(case)
        return
    taken = taken_by_me(tap, case)
    key = tell_of_call(tap.tx, tap.now, tap.house, Caller(tap.staff, youth, taken))
    if key is TalkKey.TOLD_OF_CALL:
        cases.tell(tap.tx, tap.now, case.id, str(tap.actor), "call_announced", {})
    language = tap.staff.language
    hvem = tap.house.texts.say(language, TalkKey.OF_CASE, nummer=case.number)
    tap.say(taken, key, tap.buttons(taken), hvem=hvem)


def tell_of_call(tx: Tx, now: datetime, house: House, caller: Caller) -> TextKey:
    """Queue the words before a call; return what the worker is told about that.

    A worker whose number nobody knows is asked for it. One call is told once; a second worker who
    is about to call has another number, and is told as well. Whoever reads that the youth has said
    *ikke nu* waits. After two tries on one day there is no
    third, unless somebody may be in danger or the youth has chosen the time.
    """
    staff, youth = caller.staff, caller.youth
    if reach(youth) is Reach.STOPPED_NO_CALL:
        return TalkKey.NO_CALLS
    if not _hears(house, youth):
        return TalkKey.NO_WAY_TO_TELL
    if staff.phone is None:
        return TalkKey.NUMBER_FIRST
    known = talks.latest_of(tx, youth.id, LOOK_BACK)
    standing = announced(known)
    if standing is not None and now - standing.at < ONE_CALL:
        if told.was_told(tx, youth.id, _NOT_NOW, since=standing.at):
            return TalkKey.ANSWER_NOT_NOW
        if standing.staff_id == staff.id:  # of another's number they know nothing
            return TalkKey.TOLD_OF_CALL
    if not caller.is_red and not _has_room(known, now, youth.zone):
        return TalkKey.TWICE_TODAY
    talk = _row(tx, now, caller, TalkWay.ANNOUNCED)
    words = house.texts.say(
        youth.language,
        TalkKey.PRECALL,
        medarbejder=staff.first_name,
        cifre=staff.phone[-DIGITS:],
    )
    labels = {
        "fine": TalkKey.B_FINE,
        "notnow": TalkKey.B_NOT_NOW,
        "write": TalkKey.B_WRITE_INSTEAD,
    }
    buttons = call_buttons(house, talk, labels, youth)
    sms = Sms(TalkKey.PRECALL, plain(words)) if is_by_sms(house, youth) else None
    _to_youth(tx, now, youth, talk, TalkKey.PRECALL, words, buttons, sms)
    return TalkKey.TOLD_OF_CALL


def tell_of_try(tap: CaseTap, case: Case) -> None:
    """Note a call that nobody answered, and tell the youth without any stress."""
    youth = tap.youth_of(case)
    if youth is not None:
        note_try(tap.tx, tap.now, tap.house, Caller(tap.staff, youth, case))


def has_noted_it(rx: Rx, now: datetime, caller: Caller) -> bool:
    """Return whether this worker has just noted the same call that nobody answered.

    A second tap within a quarter of an hour is about the same call; one that has been announced
    since is another. Where somebody may be in danger only a try of that very case counts: the way
    to help stands under the word about it.
    """
    known = talks.latest_of(rx, caller.youth.id, LOOK_BACK)
    if caller.is_red and caller.case is not None:
        known = [one for one in known if one.case_id == caller.case.id]
    return just_tried(known, caller.staff.id, now, ONE_CALL)


def note_try(tx: Tx, now: datetime, house: House, caller: Caller) -> bool:
    """Note a call that nobody answered, and offer the youth today, tomorrow or words instead.

    Where somebody may be in danger the way to help stands under it instead. The same call is
    noted once, and the youth hears of it once. Returns whether a word about it reaches the youth.
    """
    youth, hears = caller.youth, _hears(house, caller.youth)
    if has_noted_it(tx, now, caller):
        return hears
    talk = _row(tx, now, caller, TalkWay.TRIED)
    if not hears:
        return False
    key = TalkKey.TRIED_RED if caller.is_red else TalkKey.TRIED
    words = house.texts.say(youth.language, key, medarbejder=caller.staff.first_name)
    if caller.is_red:
        buttons = row(help_now(house, youth))
    else:
        buttons = call_buttons(house, talk, other_times(tx, now, house, youth), youth)
    name = caller.staff.first_name
    short = SmsKey.TRIED_RED if caller.is_red else SmsKey.TRIED
    sms = Sms(short, plain(house.texts.say(youth.language, short, medarbejder=name)))
    _to_youth(tx, now, youth, talk, key, words, buttons, sms if is_by_sms(house, youth) else None)
    return True


def _hears(house: House, youth: Youth) -> bool:
    """Return whether a word before or after a call arrives, in the chat or by SMS."""
    with_us = youth.status is YouthStatus.ACTIVE
    return reach(youth) is Reach.ARRIVES or (with_us and is_by_sms(house, youth))


def is_noted(tap: CaseTap, case: Case) -> bool:
    """Return whether whoever tapped has just noted this very call."""
    youth = tap.youth_of(case)
    return youth is not None and has_noted_it(tap.tx, tap.now, Caller(tap.staff, youth, case))


def may_try_today(tap: CaseTap, case: Case) -> bool:
    """Return whether there may be another try today, after the one that is being noted."""
    youth = tap.youth_of(case)
    if youth is None or case.level is Level.RED:
        return True
    known = talks.latest_of(tap.tx, youth.id, LOOK_BACK)
    before = [one for one in known if one is not announced(known)]
    return tries_today(before, tap.now, youth.zone, with_one_now=True) < TRIES_A_DAY


def _has_room(known: Sequence[Talk], now: datetime, zone: str) -> bool:
    return tries_today(known, now, zone, with_one_now=True) <= TRIES_A_DAY


def other_times(tx: Rx, now: datetime, house: House, youth: Youth) -> dict[str, TextKey]:
    """Return when else a youth may ask to be called, by the value of its button."""
    tries = tries_today(talks.latest_of(tx, youth.id, LOOK_BACK), now, youth.zone)
    times: dict[str, TextKey] = {}
    if later_today(now, house.site) is not None and tries < TRIES_A_DAY:
        times["today"] = TalkKey.B_CALL_TODAY
    near = is_tomorrow(next_day(now, house.site), now, house.site)
    times["tomorrow"] = TalkKey.B_CALL_TOMORROW if near else TalkKey.B_CALL_NEXT
    times["write"] = TalkKey.B_WRITE_INSTEAD
    return times


def call_buttons(house: House, talk: Talk, labels: Mapping[str, TextKey], youth: Youth) -> Buttons:
    """Return what a youth can say about a call, one under the other."""
    made = [
        button(house, youth.language, key, "call", talk.id, value) for value, key in labels.items()
    ]
    return rows(*made)


def _row(tx: Tx, now: datetime, caller: Caller, way: TalkWay) -> Talk:
    talk = Talk(
        id=tx.new_id(),
        youth_id=caller.youth.id,
        staff_id=caller.staff.id,
        at=now,
        way=way,
        case_id=caller.case.id if caller.case else None,
    )
    talks.add(tx, talk)
    return talk


def _to_youth(
    tx: Tx,
    now: datetime,
    youth: Youth,
    talk: Talk,
    key: TextKey,
    words: str,
    buttons: Buttons,
    sms: Sms | None,
) -> None:
    """Queue words about a call; after an outage they are not sent once they are untrue."""
    true_for = _TRUE_FOR.get(key)
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=words,
        dedupe=f"{TOLD_ABOUT}{talk.id}",
        buttons=buttons,
        sms=sms,
        late_at=now + true_for if true_for is not None else None,
        case_id=talk.case_id,
    )
    to_youth(tx, now, youth, line)
