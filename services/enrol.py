"""The youth's own yes or no: language, hello, age, answer. Every no is kept and thanked."""

from __future__ import annotations

from datetime import datetime

from content.areas.enrolment import EnrolmentKey
from content.audience import TextKey
from content.keys import Key
from domain.case import CaseKind
from domain.incoming import Incoming
from domain.message import Buttons, Purpose
from domain.onboarding import Screen
from domain.own_days import asks_more_at_first
from domain.people import Actor, AgeBand, Channel, Language, Youth, YouthStatus
from domain.wall import to_wall
from services.buttons import button, call_me, help_now, row, rows
from services.may_say_yes import (
    BY_HAND,
    MET,
    ask_age_anew,
    may_say_yes,
    may_tell_age_again,
    meets_the_bot,
    stays_with_us,
)
from services.notices import notify_mentor
from services.old_buttons import old_button_of_youth
from services.onboarding import begin, finish, show_screen_again
from services.onboarding_taken import Onboarding
from services.own_number import let_go_if_taken
from services.programme_of import programme_of
from services.raise_case import raise_case
from services.say import Line, Voice, answer_youth, dedupe, to_youth
from services.start_plan import start_plan
from services.turn import Turn
from services.world import House
from storage import audit
from storage import youths as youth_rows
from storage.tx import Tx


def choose(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    language: Language,
) -> None:
    """Set the youth's language and say the first hello in it."""
    if not may_say_yes(tx, youth):
        return
    youth_rows.change(tx, youth.id, language=language)
    voice = _voice(tx, house, youth)
    programme = programme_of(tx, house, youth.programme_version_id)
    often = asks_more_at_first(programme, to_wall(now, youth.zone).date(), youth.zone)
    key = EnrolmentKey.HELLO_OFTEN if often else Key.HELLO
    _edit(tx, now, voice, incoming, key, _hello_buttons(voice, more=True))


def read_more(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Say what is kept, who sees it, and what Telegram is."""
    if not may_say_yes(tx, youth):
        return
    voice = _voice(tx, house, youth)
    _edit(tx, now, voice, incoming, Key.HELLO_MORE, _hello_buttons(voice, more=False))


def go_on(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Leave the hello standing and ask for the age; also anew, of who tapped *under 15* by a slip.

    After a while only the worker can say that it was one.
    """
    if youth.status is YouthStatus.UNDERAGE:
        if not may_tell_age_again(tx, now, youth):
            answer_youth(tx, now, _voice(tx, house, youth), incoming, Key.UNDERAGE)
            return
        youth = ask_age_anew(tx, actor, now, youth)
    if not may_say_yes(tx, youth):
        return
    voice = _voice(tx, house, youth)
    _without_buttons(tx, now, voice, incoming)
    ages = (
        (Key.B_AGE_U15, AgeBand.UNDER_15),
        (Key.B_AGE_15_17, AgeBand.FROM_15_TO_17),
        (Key.B_AGE_18, AgeBand.ADULT),
    )
    buttons = rows(
        *(button(house, voice.language, key, "age", youth.id, band.value) for key, band in ages)
    )
    line = Line(
        purpose=Purpose.HELLO,
        key=Key.ASK_AGE,
        text=voice.say(Key.ASK_AGE),
        dedupe=f"youth:{youth.id}:age:{incoming.message_id}",  # a double tap asks once
        buttons=buttons,
    )
    to_youth(tx, now, youth, line)


def tell_age(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    band: AgeBand,
) -> None:
    """Keep the age band. Under 15 gets a kind no and the worker a case; others are asked."""
    if not may_say_yes(tx, youth):
        return
    youth_rows.change(tx, youth.id, age_band=band.value)
    voice = _voice(tx, house, youth)
    if band is AgeBand.UNDER_15:
        youth_rows.change(tx, youth.id, status=YouthStatus.UNDERAGE.value)
        _note(tx, actor, now, youth, "underage")
        _edit(tx, now, voice, incoming, Key.UNDERAGE, age_again(voice))
        raise_case(tx, actor, now, house, youth=voice.youth, kind=CaseKind.UNDERAGE)
        return
    if stays_with_us(tx, voice.youth):
        _with_us_again(tx, actor, now, house, voice.youth)
    _edit(tx, now, voice, incoming, Key.ASK_YES, _yes_or_no(voice))


def _with_us_again(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> None:
    """Let the yes stand that somebody gave before they met the robot and tapped *under 15*.

    Otherwise nobody would owe them anything until they say something to the robot.
    """
    youth_rows.change(tx, youth.id, status=YouthStatus.ACTIVE.value)
    _note(tx, actor, now, youth, BY_HAND)
    start_plan(tx, now, house, youth.id)


def say_yes(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Take the youth in: the plan starts, and so do both clocks, and the first screen comes.

    Somebody who has not told their age yet is asked that first. Who comes back, and whose number
    for SMS is somebody else's by now, is asked for their own.
    """
    if not may_say_yes(tx, youth):
        return
    if youth.age_band is None:
        go_on(tx, actor, now, house, incoming, youth)
        return
    if meets_the_bot(tx, youth):
        _meet_the_bot(Turn(tx, actor, now, house, incoming, youth))
        return
    came_back = youth.accepted_at is not None
    youth_rows.change(
        tx, youth.id, status=YouthStatus.ACTIVE.value, call_allowed=None, paused_until=None
    )
    tx.wake("youth_menus")
    _note(tx, actor, now, youth, "accept")
    start_plan(tx, now, house, youth.id)
    voice = _voice(tx, house, youth)
    news = Key.NOTICE_BACK if came_back else Key.NOTICE_ACCEPTED
    notify_mentor(tx, now, house, voice.youth, news, dedupe(incoming, "notice"))
    if came_back:
        buttons = rows(help_now(house, youth), call_me(house, youth))
        _edit(tx, now, voice, incoming, Key.WELCOME_BACK, buttons)
        if let_go_if_taken(tx, youth):
            turn = Turn(tx, actor, now, house, incoming, youth)
            show_screen_again(Onboarding.of(turn, alone=True), Screen.NUMBER)
    else:
        begin(Turn(tx, actor, now, house, incoming, voice.youth))


def _meet_the_bot(turn: Turn) -> None:
    """Go on in the bot with who was with us by phone or SMS: what was agreed there stands."""
    tx, now, house, youth = turn.tx, turn.now, turn.house, turn.youth
    youth_rows.change(tx, youth.id, channel=Channel.BOT.value)
    tx.wake("youth_menus")
    _note(tx, turn.actor, now, youth, MET)
    start_plan(tx, now, house, youth.id)
    notify_mentor(tx, now, house, youth, Key.NOTICE_ACCEPTED, dedupe(turn.incoming, "notice"))
    finish(Onboarding.of(turn, alone=False))


def say_no(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Keep the no, thank for it, and leave a way to take it back.

    Of the old buttons this one is answered: who taps it after a yes believes they have said no.
    """
    if not may_say_yes(tx, youth):
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    by_phone = meets_the_bot(tx, youth)  # with us as before: the robot keeps quiet, and no more
    if youth.status is YouthStatus.ASKED:
        youth_rows.change(tx, youth.id, status=YouthStatus.DECLINED.value)
    if youth.status is YouthStatus.ASKED or by_phone:
        notify_mentor(tx, now, house, youth, Key.NOTICE_DECLINED, dedupe(incoming, "notice"))
    _note(tx, actor, now, youth, "decline_bot" if by_phone else "decline")
    voice = _voice(tx, house, youth)
    back = row(button(house, voice.language, Key.B_TAKE_BACK, "yes", youth.id))
    _edit(tx, now, voice, incoming, Key.DECLINED, back)


def _voice(tx: Tx, house: House, youth: Youth) -> Voice:
    """Return the voice of the youth as they stand now, after what this verb changed."""
    return Voice.own(tx, house, youth_rows.get(tx, youth.id) or youth)


def age_again(voice: Voice) -> Buttons:
    """Return the way back from *under 15*, for whose finger slipped."""
    house, youth = voice.house, voice.youth
    return row(button(house, voice.language, EnrolmentKey.B_AGE_AGAIN, "next", youth.id))


def _hello_buttons(voice: Voice, *, more: bool) -> Buttons:
    house, youth, language = voice.house, voice.youth, voice.language
    further = [button(house, language, Key.B_READ_MORE, "more", youth.id)] if more else []
    return rows(
        *further,
        button(house, language, Key.B_NEXT, "next", youth.id),
        button(house, language, Key.B_NO_THANKS, "no", youth.id),
    )


def _yes_or_no(voice: Voice) -> Buttons:
    house, youth, language = voice.house, voice.youth, voice.language
    return row(
        button(house, language, Key.B_YES_TRY, "yes", youth.id),
        button(house, language, Key.B_NO_THANKS, "no", youth.id),
    )


def _edit(
    tx: Tx,
    now: datetime,
    voice: Voice,
    incoming: Incoming,
    key: TextKey,
    buttons: Buttons,
) -> None:
    answer_youth(
        tx,
        now,
        voice,
        incoming,
        key,
        purpose=Purpose.HELLO,
        buttons=buttons,
        edit=True,
    )


def _without_buttons(tx: Tx, now: datetime, voice: Voice, incoming: Incoming) -> None:
    line = Line(
        purpose=Purpose.HELLO,
        key=Key.HELLO,
        text="",
        dedupe=dedupe(incoming, "bare"),
        edits_message_id=incoming.message_id,
        keep_text=True,
    )
    to_youth(tx, now, voice.youth, line)


def _note(tx: Tx, actor: Actor, now: datetime, youth: Youth, action: str) -> None:
    audit.record(tx, now, actor=str(actor), action=action, youth_id=youth.id, allowed=True)
