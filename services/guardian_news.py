"""What stands about the guardian step in the chats of staff: who is asked, and what is over."""

from __future__ import annotations

from datetime import datetime, time

from content.areas.enrolment import EnrolmentKey
from content.keys import Key
from content.phrases import long_date
from domain.agreement import Agreement
from domain.incoming import Incoming
from domain.message import OutboxState, Purpose
from domain.people import Staff, Youth
from domain.wall import to_utc
from services.buttons import button, row
from services.here import here
from services.say import Line, mentor_of, to_staff
from services.world import House
from storage import outbox, told
from storage import staff as staff_rows
from storage.outbox import FINAL
from storage.tx import Rx, Tx


def asked(rx: Tx, now: datetime, house: House, youth: Youth) -> Staff:
    """Return who is asked about the parents: the worker, or who is here in their place."""
    mentor = mentor_of(rx, youth)
    return staff_rows.get(rx, here(rx, house.site.next_staffed(now), mentor.id)) or mentor


def name(youth_id: int, about: str) -> str:
    """Return under which name a message about the step is queued once."""
    return f"guardian:{youth_id}:{about}"


def say_it_stands(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    youth_id: int,
    agreed: Agreement,
) -> None:
    """Say that parents are told nothing for now, and that only the page changes it."""
    say, review_on = house.texts.say, agreed.guardian_review_on
    lines = [say(staff.language, EnrolmentKey.GUARDIAN_STANDS)]
    if review_on is not None:
        noon = to_utc(review_on, time(12), house.site.zone)
        day = long_date(noon, house.site.zone, staff.language)
        ends = say(staff.language, EnrolmentKey.GUARDIAN_NOT_INFORMED, dato=day)
        lines.insert(0, say(staff.language, EnrolmentKey.GUARDIAN_SETTLED, valg=ends))
    line = Line(
        purpose=Purpose.NOTICE,
        key=EnrolmentKey.GUARDIAN_STANDS,
        text="\n".join(lines),
        dedupe=f"in:{incoming.inbox_id}:guardian",
        edits_message_id=incoming.message_id,
        buttons=row(button(house, staff.language, Key.B_OPEN, "openy", youth_id)),
    )
    to_staff(tx, now, staff, line)


def bare_all(
    tx: Tx, now: datetime, youth_id: int, about: tuple[str, ...], *, but: int | None = None
) -> None:
    """Take the buttons from every message about the step; `but` is the one that was tapped.

    What has not left never leaves.
    """
    for each in about:
        outbox_id = told.named(tx, name(youth_id, each))
        if outbox_id is None:
            continue
        skipped = outbox.move(tx, [outbox_id], OutboxState.SKIPPED, reason="settled", **FINAL)
        if not skipped:
            _bare(tx, now, outbox_id, but)


def _bare(tx: Tx, now: datetime, outbox_id: int, but: int | None) -> None:
    sent = _sent(tx, outbox_id)
    person = staff_rows.get(tx, sent.staff_id) if sent is not None and sent.staff_id else None
    if sent is None or person is None or (but is not None and sent.message_id == but):
        return
    line = Line(
        purpose=Purpose.NOTICE,
        key=EnrolmentKey.GUARDIAN_SETTLED,
        text="",
        dedupe=f"guardian:bare:{outbox_id}",
        edits=outbox_id,
        keep_text=True,
    )
    to_staff(tx, now, person, line)


def _sent(rx: Rx, outbox_id: int) -> outbox.Message | None:
    found = outbox.get(rx, outbox_id)
    return found if found is not None and found.state is not OutboxState.SKIPPED else None
