"""A youth's own age group, put right after the yes: from 15 to 17, or 18 and more.

A finger slips on a row of three buttons. Whoever turns out to be 15 to 17 has the same guardian
step as all of that age, which blocks nothing; whoever turns out to be 18 has none. The worker is
told without a name. *Under 15* is not here: who is, writes it, and a human talks with them.
"""

from __future__ import annotations

from datetime import datetime

from content.areas.enrolment import EnrolmentKey as E
from content.areas.rhythm import RhythmKey
from content.keys import Key
from domain.incoming import Incoming
from domain.onboarding import Screen
from domain.people import Actor, AgeBand, Youth, YouthStatus
from services.buttons import button, row, rows
from services.guardian import ask_worker, no_longer_asked
from services.mine import say_mine
from services.notices import notify_mentor
from services.old_buttons import old_button_of_youth
from services.onboarding import show_screen_again
from services.onboarding_taken import Onboarding
from services.owe_decision import owe_for_age
from services.say import Voice, answer_youth, dedupe
from services.turn import Turn
from services.world import House
from storage import audit
from storage import youths as youth_rows
from storage.tx import Tx

CHANGED = "change_age"  # in the audit trail: from which group, and to which
AGES = {AgeBand.FROM_15_TO_17: Key.B_AGE_15_17, AgeBand.ADULT: Key.B_AGE_18}


def ask_own_age(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Ask for the age group in place of /mig; nothing has changed yet."""
    if not _may_be_put_right(youth):
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    voice = Voice.own(tx, house, youth)
    choices = [
        button(house, voice.language, key, "ownage", youth.id, band.value)
        for band, key in AGES.items()
    ]
    back = button(house, voice.language, RhythmKey.B_BACK, "ownage", youth.id, "back")
    buttons = rows(*choices) + row(back)
    answer_youth(tx, now, voice, incoming, E.ASK_AGE_AGAIN, buttons=buttons, edit=True)


def keep_own_age(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    band: AgeBand | None,
) -> None:
    """Keep the age group that was tapped, and go back to /mig; None changes nothing.

    Who is 15 to 17 now is asked who tells their parents, below.
    """
    if not _may_be_put_right(youth) or band is AgeBand.UNDER_15:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    turn = Turn(tx, actor, now, house, incoming, youth)
    if band is None or band is youth.age_band:
        say_mine(turn, below=False)
        return
    turn = _changed(turn, band)
    say_mine(turn, lead=Voice.own(tx, house, turn.youth).say(E.AGE_KEPT), below=False)
    if band is AgeBand.FROM_15_TO_17:
        show_screen_again(Onboarding.of(turn, alone=True), Screen.GUARDIAN)


def _may_be_put_right(youth: Youth) -> bool:
    """Return whether this youth is with us, and has said yes by a group that has a yes."""
    return youth.status is YouthStatus.ACTIVE and youth.age_band in AGES


def _changed(turn: Turn, band: AgeBand) -> Turn:
    tx, now, house, before = turn.tx, turn.now, turn.house, turn.youth
    youth_rows.change(tx, before.id, age_band=band.value)
    youth = youth_rows.get(tx, before.id) or before
    audit.record(
        tx,
        now,
        actor=str(turn.actor),
        action=CHANGED,
        youth_id=youth.id,
        allowed=True,
        detail={"from": str(before.age_band), "to": band.value},
    )
    if band is AgeBand.FROM_15_TO_17:
        ask_worker(tx, now, house, youth)
        owe_for_age(tx, now, house, youth)
    else:
        no_longer_asked(tx, now, youth)
    news = {AgeBand.FROM_15_TO_17: E.NOTICE_AGE_15, AgeBand.ADULT: E.NOTICE_AGE_18}[band]
    notify_mentor(tx, now, house, youth, news, dedupe(turn.incoming, "age"))
    return Turn(tx, turn.actor, now, house, turn.incoming, youth)
