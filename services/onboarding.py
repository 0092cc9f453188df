"""The screens after the yes: one message, changed from screen to screen; all may be skipped.

What is skipped is a duty of the worker (`TaskKind.ASK_AGREEMENT`); the bot asks nothing twice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.enrolment import EnrolmentKey
from content.audience import TextKey
from domain.agreement import IfQuiet
from domain.incoming import Incoming
from domain.message import Buttons, MessageKind, Purpose
from domain.onboarding import (
    TYPED,
    OpenScreen,
    Screen,
    after,
    items_answered,
    screens_of,
)
from domain.people import Actor, Channel, Youth, YouthStatus
from domain.recipe import picture_of
from services import number_button, onboarding_screens
from services.buttons import call_me, help_now, row
from services.guardian import ask_worker
from services.human_contact import sign_of_life
from services.items_together import first_items
from services.mine import say_mine
from services.old_buttons import old_button_of_youth
from services.onboarding_taken import TAKE, Onboarding
from services.owe_agreement import owe_the_rest, settle_the_rest
from services.part_of_day import part_screen
from services.replan import replan
from services.say import Line, dedupe, to_youth
from services.this_week import say_this_week
from services.turn import Turn
from services.world import House
from storage.tx import Tx


def begin(turn: Turn) -> None:
    """Change the message that asked for the yes into the first screen.

    The worker gets the duty to ask about what is missing; it ends by itself when nothing is.
    """
    onboarding = Onboarding.of(turn, alone=False)
    owe_the_rest(turn.tx, turn.now, turn.house, onboarding.turn.youth)
    ask_worker(turn.tx, turn.now, turn.house, onboarding.turn.youth)
    lead = onboarding.voice.say(EnrolmentKey.BEGIN)
    _show(onboarding, screens_of(onboarding.turn.youth)[0], lead=lead)


def choose(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    screen: Screen,
    choice: str,
    alone: bool,
) -> None:
    """Take what was tapped on a screen, and show what follows.

    `alone` is a screen that /mig opened: it leads back there. A button that is old, or that this
    program did not write, changes nothing.
    """
    turn = Turn(tx, actor, now, house, incoming, youth)
    if youth.status is not YouthStatus.ACTIVE:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    sign_of_life(tx, now, youth)
    onboarding = Onboarding.of(turn, alone=alone)
    if choice == "notnow":
        finish(onboarding)
    elif choice in {"skip", "next"}:
        go_on(onboarding, screen)
    elif choice == "show" and screen is not Screen.ITEMS:
        _show(onboarding, screen)
    else:
        _take(onboarding, screen, choice)


def _take(onboarding: Onboarding, screen: Screen, choice: str) -> None:
    taken = TAKE[screen](onboarding, choice)
    turn = onboarding.turn
    if not taken:
        old_button_of_youth(
            turn.tx, turn.actor, turn.now, turn.house, turn.incoming, onboarding.turn.youth
        )
        return
    onboarding = Onboarding.of(turn, alone=onboarding.alone)
    if screen in {Screen.DAYS, Screen.HOUR}:
        replan(turn.tx, turn.now, turn.house, turn.youth.id)
    if screen is Screen.DAYS or (screen is Screen.ITEMS and _item_left(onboarding)):
        _show(onboarding, screen)
    elif screen is Screen.CHANNEL and onboarding.turn.youth.channel is not Channel.BOT:
        _show(onboarding, Screen.NUMBER)
    elif screen is Screen.HANDSHAKE and not onboarding.alone:
        finish(onboarding, keep_screen=True)
    elif screen is Screen.IF_QUIET and choice == IfQuiet.CALL.value:
        shown = part_screen(onboarding.voice, alone=onboarding.alone)
        _say(onboarding, shown.key, [shown.text], shown.buttons, below=False, about="part")
    else:
        go_on(onboarding, screen)


def go_on(onboarding: Onboarding, screen: Screen, *, lead: str = "", below: bool = False) -> None:
    """Show the screen after this one, or what there is at the end.

    `lead` stands before it, and `below` sends it as a new message under the youth's own words.
    """
    lead, below = _without_number_button(onboarding, lead=lead, below=below)
    following = None if onboarding.alone else after(onboarding.turn.youth, screen)
    if following is Screen.ITEMS and not _item_left(onboarding):
        following = after(onboarding.turn.youth, following)
    if following is None:
        finish(onboarding, lead=lead, below=below)
    else:
        _show(onboarding, following, lead=lead, below=below)


def _without_number_button(onboarding: Onboarding, *, lead: str, below: bool) -> tuple[str, bool]:
    """Take the button of the number away, which says the lead; what follows stands below it."""
    if not number_button.take_away(onboarding, lead):
        return lead, below
    if not below:
        _bare(onboarding)
    return "", True


def _item_left(onboarding: Onboarding) -> bool:
    turn = onboarding.turn
    return items_answered(onboarding.agreed) < len(first_items(turn.tx, turn.house, turn.youth))


def finish(
    onboarding: Onboarding, *, lead: str = "", below: bool = False, keep_screen: bool = False
) -> None:
    """End the onboarding: say what comes this week, or go back to /mig.

    `keep_screen` leaves the words of the screen standing, such as what we promised.
    """
    turn = onboarding.turn
    lead, below = _without_number_button(onboarding, lead=lead, below=below)
    onboarding.save(OpenScreen.close(onboarding.agreed))
    settle_the_rest(turn.tx, turn.now, turn.youth)
    if onboarding.alone:
        _back_to_mine(onboarding, lead=lead, below=below)
        return
    if keep_screen:
        _bare(onboarding)
    words = [lead, onboarding.voice.say(EnrolmentKey.IN)]
    words.append(say_this_week(turn.tx, turn.now, onboarding.voice))
    buttons = row(help_now(turn.house, turn.youth), call_me(turn.house, turn.youth))
    new = below or keep_screen
    _say(onboarding, EnrolmentKey.IN, words, buttons, below=new, about="in")
    if keep_screen:
        _show_previews(onboarding)


def show_screen_again(onboarding: Onboarding, screen: Screen) -> None:
    """Ask again below the youth's words, in a new message that carries the screen from now on."""
    _show(onboarding, screen, below=True)


def _show(onboarding: Onboarding, screen: Screen, *, lead: str = "", below: bool = False) -> None:
    turn, agreed = onboarding.turn, OpenScreen.close(onboarding.agreed)
    if screen in TYPED and turn.incoming.message_id is not None:
        asked_in = turn.incoming.message_id
        agreed = OpenScreen.put(agreed, screen, asked_in, turn.now, alone=onboarding.alone)
    onboarding.save(agreed)
    if screen is Screen.ITEMS:
        item = first_items(turn.tx, turn.house, turn.youth)[items_answered(agreed)]
        shown = onboarding_screens.item_screen(onboarding.voice, item, items_answered(agreed))
    else:
        shown = onboarding_screens.screen(
            onboarding.voice, agreed, screen, turn.now, alone=onboarding.alone
        )
    _say(onboarding, shown.key, [lead, shown.text], shown.buttons, below=below, about=screen)
    if screen is Screen.NUMBER:
        number_button.offer(onboarding)


def _say(
    onboarding: Onboarding,
    key: TextKey,
    words: list[str],
    buttons: Buttons,
    *,
    below: bool,
    about: str,
) -> None:
    turn = onboarding.turn
    line = Line(
        purpose=Purpose.HELLO,
        key=key,
        text="\n\n".join(filter(None, words)),
        dedupe=dedupe(turn.incoming, about),
        buttons=buttons,
        edits_message_id=None if below else turn.incoming.message_id,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def _bare(onboarding: Onboarding) -> None:
    turn = onboarding.turn
    line = Line(
        purpose=Purpose.HELLO,
        key=EnrolmentKey.HANDSHAKE,
        text="",
        dedupe=dedupe(turn.incoming, "bare"),
        edits_message_id=turn.incoming.message_id,
        keep_text=True,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def _show_previews(onboarding: Onboarding) -> None:
    """Show once, in two pictures, how a phone hides what is written. They make no sound."""
    agreed, turn = onboarding.agreed, onboarding.turn
    if agreed.previews_shown_at is not None:
        return
    onboarding.save(replace(agreed, previews_shown_at=turn.now))
    words = onboarding.voice.say(EnrolmentKey.PREVIEWS)
    for picture, caption in (("previews-iphone", words), ("previews-android", "")):
        line = Line(
            purpose=Purpose.HELLO,
            key=EnrolmentKey.PREVIEWS,
            text=caption,
            dedupe=f"youth:{turn.youth.id}:{picture}",
            file=MessageKind.PHOTO,
            recipe=picture_of(picture, turn.youth.language),
            silent=True,
        )
        to_youth(turn.tx, turn.now, turn.youth, line)


def _back_to_mine(onboarding: Onboarding, *, lead: str, below: bool) -> None:
    say_mine(onboarding.turn, lead=lead, below=below)
