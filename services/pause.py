"""A pause: some weeks, or until a day, in which the bot begins nothing. The human stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from content.areas.rhythm import RhythmKey
from content.keys import Key
from content.phrases import long_date
from domain.incoming import Incoming
from domain.people import Actor, Youth, YouthStatus
from domain.wall import to_utc, to_wall
from services.buttons import button, row
from services.hold_automatic import withdraw_automatic
from services.human_contact import look_again, sign_of_life
from services.notices import notify_mentor
from services.old_buttons import old_button_of_youth
from services.own_times import quiet_of
from services.say import Voice, answer_youth, dedupe, mentor_of
from services.turn import Turn
from services.world import House
from storage import audit, held_back
from storage import youths as youth_rows
from storage.tx import Tx

WEEKS = {1: Key.B_PAUSE_1, 2: Key.B_PAUSE_2, 4: Key.B_PAUSE_4}


def ask_pause(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Offer the lengths of a pause."""
    if youth.status is not YouthStatus.ACTIVE:
        answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, Key.PAUSE_NOT_NOW)
        return
    sign_of_life(tx, now, youth)
    pause_choices(Turn(tx, actor, now, house, incoming, youth), edit=False)


def pause_choices(turn: Turn, *, edit: bool) -> None:
    """Show the lengths of a pause; with `edit` in the message that was tapped."""
    house, youth = turn.house, turn.youth
    weeks = [
        button(house, youth.language, key, "pause", youth.id, str(weeks))
        for weeks, key in WEEKS.items()
    ]
    to_a_date = button(house, youth.language, RhythmKey.B_TO_A_DATE, "pause", youth.id, "date")
    voice = Voice.of(turn.tx, house, youth, turn.now)
    buttons = (tuple(weeks), (to_a_date,))
    answer_youth(
        turn.tx, turn.now, voice, turn.incoming, Key.ASK_PAUSE, buttons=buttons, edit=edit
    )


def pause(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    weeks: int,
) -> None:
    """Begin nothing until the same weekday `weeks` later."""
    if youth.status is not YouthStatus.ACTIVE or weeks not in WEEKS:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    day = to_wall(now, youth.zone).date() + timedelta(weeks=weeks)
    begin_pause(Turn(tx, actor, now, house, incoming, youth), day, edit=True)


def keep_pause(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, day: date
) -> datetime:
    """Let nothing begin until that local day; return when it is over (UTC). Nothing is said."""
    until = to_utc(day, quiet_of(tx, house, youth.id).end, youth.zone)
    sign_of_life(tx, now, youth)
    youth_rows.change(tx, youth.id, paused_until=until)
    withdraw_automatic(tx, now, house, youth, held_back.PAUSE)
    look_again(tx, house, youth.id)
    _note(tx, actor, now, youth, "pause", until=until)
    return until


def end_pause(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> None:
    """End a pause before its day. Nothing is said."""
    sign_of_life(tx, now, youth)
    youth_rows.change(tx, youth.id, paused_until=None)
    look_again(tx, house, youth.id)
    _note(tx, actor, now, youth, "resume")


def begin_pause(turn: Turn, day: date, *, edit: bool) -> None:
    """Begin nothing until that local day, when the youth's quiet hours end.

    With `edit` the message that was tapped says so, else a new one.
    """
    tx, now, house, youth = turn.tx, turn.now, turn.house, turn.youth
    until = keep_pause(tx, turn.actor, now, house, youth, day)
    voice, incoming = Voice.of(tx, house, youth, now), turn.incoming
    start_now = row(button(house, youth.language, Key.B_START_NOW, "resume", youth.id))
    said = long_date(until, youth.zone, youth.language)
    answer_youth(tx, now, voice, incoming, Key.PAUSED, buttons=start_now, edit=edit, dato=said)
    language = mentor_of(tx, youth).language
    said = long_date(until, house.site.zone, language)
    notify_mentor(tx, now, house, youth, Key.NOTICE_PAUSED, dedupe(incoming, "notice"), dato=said)


def resume(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """End the pause; the next planned contact comes at its own time."""
    if not youth.is_paused(now):
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    end_pause(tx, actor, now, house, youth)
    notify_mentor(tx, now, house, youth, Key.NOTICE_BACK, dedupe(incoming, "notice"))
    answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, Key.RESUMED, edit=True)


def _note(
    tx: Tx,
    actor: Actor,
    now: datetime,
    youth: Youth,
    action: str,
    *,
    until: datetime | None = None,
) -> None:
    """Write it down; how long a pause was agreed is asked for when it is over, too."""
    detail = {"until": int(until.timestamp() * 1000)} if until is not None else None
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=action,
        youth_id=youth.id,
        allowed=True,
        detail=detail,
    )
