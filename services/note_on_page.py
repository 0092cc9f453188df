"""What a worker writes down on the page of a youth: a note, a talk, a worry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.people import Actor
from domain.talk import REAL, TALK_DAYS_BACK, Mood, Report, Talk, TalkWay, days_ago, to_note
from domain.wall import to_wall
from services.access import Action, Denied
from services.answer_word import Refused, clean, whats_wrong
from services.close_case import just_noted, note_talk
from services.concern import raise_concern
from services.earlier_talk import note_earlier_talk
from services.handle_case import NEXT, promised
from services.page_link import Visit, may
from services.world import House
from storage import talks
from storage.tx import Tx

_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Noted:
    """It is written down; of a worry, the number of the case."""

    case_number: int | None = None


def keep_note(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, text: str
) -> Noted | Refused | Denied:
    """Keep a note, sealed with the youth's key, at the visitor's own talk of the last day.

    Where there was none it stands by itself. What looks like a CPR number is not kept.
    """
    allowed = may(tx, now, visit, Action.WRITE_NOTE)
    if isinstance(allowed, Denied):
        return allowed
    text = clean(text)
    if wrong := whats_wrong(text):
        return Refused(wrong, len(text))
    youth_id = allowed.youth.id
    known = to_note(talks.latest_of(tx, youth_id, _LOOK_BACK), visit.staff_id, now)
    if known is not None:
        talks.write_note(tx, known, text)
        return Noted()
    note = Talk(
        id=tx.new_id(),
        youth_id=youth_id,
        staff_id=visit.staff_id,
        at=now,
        way=TalkWay.NOTE,
        note=text,
        case_id=visit.case_id,
    )
    talks.add(tx, note)
    return Noted()


def log_on_page(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    way: TalkWay,
    mood: Mood | None,
    days: int,
    written: str = "",
) -> Noted | Denied | None:
    """Note a talk: how, how it is going, and in how many days they talk next (0: as agreed).

    The same form sent twice is one talk. `written` is the youth's local day of it as
    the form carries it, empty for today.

    Returns:
        None, and nothing is noted, where that day is more than a week ago or ahead.
    """
    allowed = may(tx, now, visit, Action.WRITE_NOTE)
    if isinstance(allowed, Denied):
        return allowed
    youth = allowed.youth
    back = days_ago(written, to_wall(now, youth.zone).date())
    if back is None or back > TALK_DAYS_BACK:
        return None
    if way not in REAL or days not in NEXT:
        return Noted()
    report = Report(way=way, mood=mood, next_contact_at=promised(now, house, days), back=back)
    if back:
        note_earlier_talk(tx, actor, now, house, youth, report)
    elif not just_noted(tx, now, visit.staff_id, youth.id):
        note_talk(tx, actor, now, house, youth, report)
    return Noted()


def worry_on_page(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    form_id: str,
    partner: bool = False,
) -> Noted | Denied:
    """Open the case of the visitor's worry, or of a partner's, or join the one that is open."""
    allowed = may(tx, now, visit, Action.HANDLE_CASE)
    if isinstance(allowed, Denied):
        return allowed
    why = f"page:{form_id}"
    case, _ = raise_concern(tx, actor, now, house, allowed.youth, why=why, partner=partner)
    return Noted(case.number)
