"""/tid: the youth's own days, time and quiet hours; what they leave open is ours to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from content.areas.enrolment import EnrolmentKey
from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from content.keys import Key
from content.lists import listed, weekday
from domain.agreement import with_quiet
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Youth, YouthStatus
from domain.site import QuietHours
from services.buttons import button, grid
from services.human_contact import sign_of_life
from services.onboarding_screens import hour_in_words, times_in_words
from services.own_times import asking_times, asks_anything, next_askable, quiet_of
from services.postcard import is_reached
from services.replan import replan
from services.say import Voice, answer_youth
from services.turn import Turn
from services.world import House
from storage import agreements
from storage import youths as youth_rows
from storage.tx import Tx

# Within 8 and 22, and never so much that no hour is left in which somebody reads.
MORNINGS, EVENINGS = range(8, 13), range(17, 23)
_IN_A_ROW = 3


def show_times(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Answer /tid: say how it is now, with a way to change each thing, and one to leave it."""
    sign_of_life(tx, now, youth)
    if youth.status is not YouthStatus.ACTIVE:
        voice = Voice.of(tx, house, youth, now)
        answer_youth(tx, now, voice, incoming, Key.PAUSE_NOT_NOW)
        return
    _show(Turn(tx, actor, now, house, incoming, youth), edit=False)


def leave_as_it_is(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Leave everything as it is, and say so."""
    sign_of_life(tx, now, youth)
    voice = Voice.of(tx, house, youth, now)
    answer_youth(tx, now, voice, incoming, RhythmKey.AS_NOW, edit=True)


def ask_as_before(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Ask as often as before somebody skipped again and again, because they want it."""
    sign_of_life(tx, now, youth)
    youth_rows.change(tx, youth.id, halved_at=None)
    agreed = agreements.get(tx, youth.id)
    agreements.save(tx, now, youth.id, replace(agreed, as_before_at=now))
    _show(Turn(tx, actor, now, house, incoming, replace(youth, halved_at=None)), edit=True)


def ask_evening(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Ask how late the robot may write."""
    sign_of_life(tx, now, youth)
    turn = Turn(tx, actor, now, house, incoming, youth)
    _ask_hour(turn, RhythmKey.ASK_EVENING, EVENINGS, "")


def ask_morning(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    evening: int,
) -> None:
    """Ask how early the robot may write."""
    sign_of_life(tx, now, youth)
    turn = Turn(tx, actor, now, house, incoming, youth)
    if evening in EVENINGS:
        _ask_hour(turn, RhythmKey.ASK_MORNING, MORNINGS, f"{evening}-")


def set_quiet(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    evening: int,
    morning: int,
) -> None:
    """Keep the youth's own quiet hours; what is planned moves out of them.

    An hour of asking that lies in them is ours to choose again.
    """
    sign_of_life(tx, now, youth)
    if evening not in EVENINGS or morning not in MORNINGS:
        return
    quiet = QuietHours(time(evening), time(morning))
    agreed = agreements.get(tx, youth.id)
    agreements.save(tx, now, youth.id, with_quiet(agreed, quiet))
    replan(tx, now, house, youth.id)
    _show(Turn(tx, actor, now, house, incoming, youth), edit=True)


def show_under(turn: Turn, lead: str) -> None:
    """Say how it is now in the message that was tapped, under what was just done."""
    _show(turn, edit=True, lead=lead)


def _show(turn: Turn, *, edit: bool, lead: str = "") -> None:
    tx, house, youth = turn.tx, turn.house, turn.youth
    voice = Voice.of(tx, house, youth, turn.now)
    quiet = quiet_of(tx, house, youth.id)
    hours = {
        "fra": hour_in_words(voice, quiet.start),
        "til": hour_in_words(voice, quiet.end),
    }
    times = asking_times(tx, turn.now, house, youth)
    asks = times and next_askable(tx, house, youth, turn.now) is not None
    if asks and is_reached(house, youth):
        text = voice.say(RhythmKey.TIMES, tider=times_in_words(voice, times), **hours)
    else:
        text = voice.say(RhythmKey.TIMES_QUIET_ONLY, **hours)
        before = _who_asks(turn, voice, [day for day, _ in times] if asks else [])
        text = "\n\n".join([*before, text])
    if youth.halved_at is not None:
        text = f"{text}\n\n{voice.say(RhythmKey.TIMES_HALVED)}"
    text = "\n\n".join(filter(None, (lead, text)))
    answer_youth(
        tx,
        turn.now,
        voice,
        turn.incoming,
        RhythmKey.TIMES,
        text=text,
        buttons=_buttons(turn),
        edit=edit,
    )


def _who_asks(turn: Turn, voice: Voice, days: Sequence[int]) -> list[str]:
    """Return who asks where the robot does not: their worker, on these weekdays, or nobody."""
    if days and not is_reached(turn.house, turn.youth):
        named = listed([weekday(one, voice.language) for one in days], voice.language)
        return [voice.say(RhythmKey.TIMES_BY_WORKER, ugedage=named)]
    if asks_anything(turn.tx, turn.house, turn.youth):
        return []
    return [voice.say(RhythmKey.TIMES_NOTHING)]


def _buttons(turn: Turn) -> Buttons:
    house, youth = turn.house, turn.youth

    def make(key: TextKey, verb: str, value: str = "") -> Button:
        return button(house, youth.language, key, verb, youth.id, value)

    halved = youth.halved_at is not None
    return (
        (
            make(RhythmKey.B_DAYS, "fix", "days-show"),
            make(RhythmKey.B_CLOCK, "fix", "hour-show"),
            make(RhythmKey.B_QUIET, "quiet"),
        ),
        *([(make(RhythmKey.B_AS_BEFORE, "asbefore"),)] if halved else []),
        (make(RhythmKey.B_ELSEWHERE, "elsewhere"),),
        (make(RhythmKey.B_AS_NOW, "asnow"),),
    )


def _ask_hour(turn: Turn, key: TextKey, hours: Sequence[int], before: str) -> None:
    house, youth = turn.house, turn.youth
    voice = Voice.of(turn.tx, house, youth, turn.now)
    chips = [
        Button(
            voice.say(EnrolmentKey.B_HOUR, klokken=hour_in_words(voice, time(hour))),
            encode("quiet", youth.id, f"{before}{hour}"),
        )
        for hour in hours
    ]
    out = button(house, youth.language, RhythmKey.B_AS_NOW, "asnow", youth.id)
    buttons = (*grid(chips, _IN_A_ROW), (out,))
    answer_youth(turn.tx, turn.now, voice, turn.incoming, key, buttons=buttons, edit=True)
