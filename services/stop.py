"""/stop is one word. Everything automatic ends, and one question remains: may the worker call?"""

from __future__ import annotations

from datetime import datetime

from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from content.keys import Key
from domain.incoming import Incoming, Words
from domain.message import Buttons
from domain.people import Actor, Youth, YouthStatus
from services.buttons import button, help_now, row
from services.end_asking import end_asking
from services.hold_automatic import withdraw_automatic
from services.human_contact import look_again, sign_of_life
from services.notices import notify_mentor
from services.old_buttons import old_button_of_youth
from services.record_words import record_words
from services.reply_fate import call_back
from services.say import Voice, answer_youth, dedupe
from services.world import House
from storage import audit, held_back, planned
from storage import youths as youth_rows
from storage.tx import Tx

# What /stop makes of where a youth stands; too young stays too young, and ended stays ended.
_AFTER = {
    YouthStatus.ASKED: YouthStatus.DECLINED,
    YouthStatus.ACTIVE: YouthStatus.STOPPED,
}

# Who left by themselves is asked whether we may call.
LEFT = frozenset({YouthStatus.STOPPED, YouthStatus.DECLINED})


def stop(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """End everything that the bot begins, at once. The door stays open.

    A case that is open stays open: in a red one the card and the human remain, whatever the answer
    about calls, and the youth is told so. A worker's reply that has not left never leaves, and its
    writer is told. Until the youth has said no to calls the worker's next
    contact stays too: silence after /stop is no answer.
    """
    status = leave(tx, actor, now, house, youth)
    voice = Voice.own(tx, house, youth)
    buttons = _help_stays(house, youth)
    if status in LEFT:
        key: TextKey = Key.STOPPED if youth.held_at is None else RhythmKey.STOPPED_RED
        buttons = (*_may_we_call(house, youth), *buttons)
    else:  # nobody of ours calls whom we do not follow
        key = Key.STOPPED_END
    answer_youth(tx, now, voice, incoming, key, buttons=buttons)
    if status is not youth.status:
        stopped = status is YouthStatus.STOPPED
        news = Key.NOTICE_STOPPED if stopped else Key.NOTICE_DECLINED
        notify_mentor(tx, now, house, youth, news, dedupe(incoming, "notice"))


def leave(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> YouthStatus:
    """End what is planned, asked and queued, whoever says it; return how the youth stands then.

    What their worker was to ask or say in place of the bot ends as well. Nobody is told here.
    """
    sign_of_life(tx, now, youth)
    status = _AFTER.get(youth.status, youth.status)
    youth_rows.change(tx, youth.id, status=status.value, paused_until=None)
    planned.stop_all(tx, youth.id)
    end_asking(tx, now, house, youth, actor)
    withdraw_automatic(tx, now, house, youth, held_back.STOP)
    call_back(tx, now, house, youth_rows.get(tx, youth.id) or youth, "stop")
    look_again(tx, house, youth.id)
    audit.record(tx, now, actor=str(actor), action="stop", youth_id=youth.id, allowed=True)
    return status


def stop_and_keep(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    words: Words,
) -> None:
    """Do /stop with words after it: a human reads them, and everything automatic ends."""
    record_words(tx, actor, now, house, incoming, youth, words=words)
    stop(tx, actor, now, house, incoming, youth_rows.get(tx, youth.id) or youth)


def _may_we_call(house: House, youth: Youth) -> Buttons:
    return row(
        button(house, youth.language, Key.B_YES, "stopcall", youth.id, "yes"),
        button(house, youth.language, Key.B_NO_THANKS, "stopcall", youth.id, "no"),
    )


def _help_stays(house: House, youth: Youth) -> Buttons:
    """Return *hjælp nu* while a cry for help is open: that is never stopped."""
    return row(help_now(house, youth)) if youth.held_at is not None else ()


def tell_if_we_may_call(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    allowed: bool,
) -> None:
    """Keep the answer to the one question, and thank for it."""
    if youth.status not in LEFT:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    keep_if_we_may_call(tx, actor, now, house, youth, allowed=allowed)
    voice = Voice.own(tx, house, youth)
    key = Key.STOPPED_CALL if allowed else Key.STOPPED_END
    answer_youth(tx, now, voice, incoming, key, edit=True, buttons=_help_stays(house, youth))
    news = Key.NOTICE_STOPPED_CALL if allowed else Key.NOTICE_STOPPED_NO_CALL
    if youth.call_allowed is not allowed:
        notify_mentor(tx, now, house, youth, news, dedupe(incoming, "notice"))


def keep_if_we_may_call(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, *, allowed: bool
) -> None:
    """Keep what a youth who has left said about calls, whoever writes it down."""
    sign_of_life(tx, now, youth)
    youth_rows.change(tx, youth.id, call_allowed=allowed)
    look_again(tx, house, youth.id)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="allow_calls" if allowed else "refuse_calls",
        youth_id=youth.id,
        allowed=True,
    )
