"""A case shown anew at the end of the chat, with all that can be done about it."""

from __future__ import annotations

from datetime import datetime

from domain.incoming import Incoming
from domain.message import Purpose
from domain.people import Actor, Staff
from services.access import Action, Denied, allow
from services.case_messages import queue_about
from services.case_tap import CaseTap, while_open
from services.say import Line, dedupe
from services.world import House
from storage import cases
from storage import youths as youth_rows
from storage.tx import Tx


def show_case(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
) -> None:
    """Send how a case stands as a new message; the copy before it loses its buttons."""
    case = cases.get(tx, case_id)
    youth = youth_rows.get(tx, case.youth_id) if case and case.youth_id else None
    granted = allow(tx, actor, now, Action.HANDLE_CASE, youth=youth, case=while_open(case))
    tap = CaseTap(tx, actor, now, house, incoming, staff)
    if case is None or isinstance(granted, Denied):
        tap.refuse(case, granted, edit=False)
        return
    key, text = tap.words(case)
    line = Line(
        purpose=Purpose.CASE,
        key=key,
        text=text,
        dedupe=dedupe(incoming, "case"),
        buttons=tap.buttons(case),
        case_id=case.id,
    )
    queue_about(tx, now, staff, line)
