"""*Jeg ringer nu* from /idag: a call that no case asked for, and a try that nobody answered."""

from __future__ import annotations

from datetime import datetime

from content.areas.staff import DeskKey
from content.areas.talks import TalkKey
from content.keys import Key
from domain.incoming import Incoming
from domain.message import Buttons
from domain.people import Actor, Staff, Youth
from services.access import Action, Denied, allow
from services.buttons import button, row
from services.call_first import Caller, note_try, tell_of_call
from services.initial import initial_and_phase
from services.say import answer_staff
from services.world import House
from storage import youths as youth_rows
from storage.tx import Tx


def call_youth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    youth_id: int,
    tried: bool,
) -> None:
    """Tell a youth that somebody calls now; with `tried`, note that nobody answered.

    The worker notes how it went below: a talk in three taps, or a try.
    """
    youth = youth_rows.get(tx, youth_id)
    granted = allow(tx, actor, now, Action.HANDLE_CASE, youth=youth, case=None)
    if youth is None or isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    hvem = initial_and_phase(tx, now, house, youth, staff.language)
    caller = Caller(staff, youth, None)
    if tried:
        note_try(tx, now, house, caller)
        answer_staff(tx, now, house, incoming, staff, TalkKey.NOTED_TRY, edit=True, hvem=hvem)
        return
    key = tell_of_call(tx, now, house, caller)
    buttons = _afterwards(house, staff, youth)
    answer_staff(tx, now, house, incoming, staff, key, buttons=buttons, hvem=hvem)


def _afterwards(house: House, staff: Staff, youth: Youth) -> Buttons:
    language = staff.language
    return row(
        button(house, language, DeskKey.B_TALKED_TO, "talkto", youth.id),
        button(house, language, DeskKey.B_NO_LUCK, "tried", youth.id),
    )
