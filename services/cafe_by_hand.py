"""A youth without a bot is invited by their worker, who notes what they answered."""

from __future__ import annotations

from datetime import datetime

from content.areas.cafe import CafeKey
from content.keys import Key
from domain.cafe import Coming, Rsvp, answered, may_answer
from domain.incoming import Incoming
from domain.people import Actor, Staff
from domain.task import Task, TaskKind
from services.access import Action
from services.buttons import button, row, rows
from services.cafe_row import row_for
from services.cafe_words import ANSWERS
from services.say import answer_staff
from services.show_today import show_today
from services.world import House
from storage import rsvps, tasks
from storage.tx import Rx, Tx


def invitation_by_hand(rx: Rx, task: Task) -> Rsvp | None:
    """Return the row of the evening that a duty invites to; None for any other duty."""
    name = tasks.name_of(rx, task.id) if task.kind is TaskKind.PLANNED_CONTACT else None
    parts = (name or "").split(":")
    if parts[0] != "cafe" or parts[2] != "invite":
        return None
    return rsvps.find(rx, int(parts[1]), task.youth_id)


def ask_answer(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    rsvp: Rsvp,
    page: int,
) -> None:
    """Ask the worker what the youth answered; *tilbage* leaves it open."""
    answers = [
        button(house, staff.language, key, "cafesaid", rsvp.id, f"{answer.value}-{page}")
        for answer, key in ANSWERS.items()
    ]
    back = button(house, staff.language, Key.B_BACK, "today", 0, str(page))
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        CafeKey.ASK_ANSWER,
        buttons=rows(*answers) + row(back),
        edit=True,
    )


def note_answer(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    rsvp_id: int,
    answer: Coming,
    page: int,
) -> None:
    """Keep what a youth without a bot said to their worker, until the evening begins."""
    found = row_for(tx, actor, now, Action.HANDLE_CASE, rsvp_id=rsvp_id)
    if found is None:
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    said = None
    if may_answer(found.cafe, now) and found.rsvp.invited_at is not None:
        rsvps.save(tx, answered(found.rsvp, answer, now))
        label = house.texts.say(staff.language, ANSWERS[answer])
        said = house.texts.say(staff.language, CafeKey.ANSWER_KEPT, svar=label)
    show_today(tx, actor, now, house, incoming, staff, page=page, edit=True, first=said)
