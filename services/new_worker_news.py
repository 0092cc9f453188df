"""Who hears that a youth has another worker: the youth once, both workers, and who stands in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.areas.handover import HandoverKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.phrases import long_date, when
from domain.case import Case
from domain.message import Buttons, OutboxState, Purpose
from domain.people import Actor, Language, Staff, Youth
from services.bundle_yellow import refresh_bundles
from services.buttons import button, rows
from services.case_buttons import case_buttons
from services.case_messages import under_head
from services.hello import change_name
from services.initial import initial_and_phase
from services.say import Line, to_staff, to_youth
from services.world import House
from storage import agreements, outbox, told
from storage import staff as staff_rows
from storage.outbox import FINAL
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of worker as it was made; `youth` is as they stand after it.

    `hello_by` (UTC) is by when the new worker says hello; None where nobody may.
    """

    youth: Youth
    before_id: int
    to: Staff
    actor: Actor
    hello_by: datetime | None

    def name(self, now: datetime) -> str:
        """Return under which name what is said about it is queued once."""
        return change_name(self.youth, self.to.id, now)


@dataclass(frozen=True, slots=True)
class Waits:
    """What goes along: the numbers of open cases, how many duties, how many unread replies."""

    cases: tuple[int, ...]
    tasks: int
    unread: int


def hears_at(rx: Rx, now: datetime, house: House, youth: Youth) -> datetime | None:
    """Return when the youth reads of it (UTC): now, or when their quiet hours end.

    None where nothing is sent: in a pause, after a red case, and without an open chat. Then the
    new worker says it.
    """
    if not youth.may_be_asked or youth.is_paused(now) or youth.chat_id is None:
        return None
    quiet = agreements.get(rx, youth.id).quiet or house.site.quiet
    return quiet.ends(now, youth.zone) or now


def tell_change(tx: Tx, now: datetime, house: House, change: Change, waits: Waits) -> None:
    """Tell the youth, the new worker and the old one; whoever did it needs no push about it."""
    _tell_youth(tx, now, house, change)
    to, before = change.to, staff_rows.get(tx, change.before_id)
    more = [what_follows(house, to.language, waits)]
    if change.hello_by is not None:
        reads = hears_at(tx, now, house, change.youth) is not None
        key = HandoverKey.HELLO_TOLD if reads else HandoverKey.HELLO_UNTOLD
        by = when(change.hello_by, now, house.site.zone, to.language)
        more.append(house.texts.say(to.language, key, hvornaar=by))
    named = before.first_name if before else ""
    _tell(tx, now, house, change, to, HandoverKey.GOT, more, medarbejder=named)
    if before is not None:
        stands_in = change.youth.cover_id == before.id
        key = HandoverKey.GAVE_COVERS if stands_in else HandoverKey.GAVE
        _tell(tx, now, house, change, before, key, (), medarbejder=to.first_name)


def _tell_youth(tx: Tx, now: datetime, house: House, change: Change) -> None:
    youth = change.youth
    at = hears_at(tx, now, house, youth)
    if at is None:
        return
    before = staff_rows.get(tx, change.before_id)
    words = changed_words(house, youth, change.to, before, at)
    line = Line(
        purpose=Purpose.NOTICE,
        key=HandoverKey.CHANGED,
        text=words,
        dedupe=f"{change.name(now)}:youth",
        silent=True,
        due_at=at,
    )
    to_youth(tx, now, youth, line)


def changed_words(
    house: House, youth: Youth, to: Staff, before: Staff | None, at: datetime
) -> str:
    """Return what a youth reads of a change at an instant (UTC), in their language."""
    return house.texts.say(
        youth.language,
        HandoverKey.CHANGED,
        navn=youth.first_name,
        dato=long_date(at, youth.zone, youth.language),
        medarbejder=to.first_name,
        forrige=before.first_name if before else "",
    )


def what_follows(house: House, language: Language, waits: Waits) -> str:
    """Return what goes along to the new worker, in numbers."""
    numbers = ", ".join(str(number) for number in waits.cases)
    key = HandoverKey.FOLLOWS if numbers else HandoverKey.FOLLOWS_NO_CASE
    values: dict[str, str | int] = {
        "numre": numbers,
        "opgaver": waits.tasks,
        "ulaeste": waits.unread,
    }
    wanted = {name: values[name] for name in key.placeholders}
    return house.texts.say(language, key, **wanted)


def _tell(
    tx: Tx,
    now: datetime,
    house: House,
    change: Change,
    person: Staff,
    key: TextKey,
    more: Sequence[str],
    *,
    medarbejder: str,
) -> None:
    if change.actor == Actor.staff(person.id) and key is not HandoverKey.GOT:
        return
    who = initial_and_phase(tx, now, house, change.youth, person.language)
    words = house.texts.say(person.language, key, hvem=who, medarbejder=medarbejder)
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=key,
        text="\n".join((words, *more)),
        dedupe=f"{change.name(now)}:{key}",
        buttons=_look(house, person, change.youth, key),
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, person, line)


def _look(house: House, person: Staff, youth: Youth, key: TextKey) -> Buttons:
    if key is not HandoverKey.GOT:
        return ()
    page = button(house, person.language, HandoverKey.B_OPEN_YOUTH, "openy", youth.id)
    return rows(page, button(house, person.language, StaffKey.B_TODAY, "today", 0, "0"))


def take_away(
    tx: Tx, now: datetime, house: House, case: Case, to: Staff, before: Collection[int]
) -> None:
    """Let what those before have on their phones about a case say who has it now.

    What has not left never leaves, and a bundle names the case no more.
    """
    refresh_bundles(tx, now, house, case)
    for staff_id, outbox_id in told.of_case(tx, case.id).items():
        person = staff_rows.get(tx, staff_id)
        if person is None or staff_id not in before:
            continue
        if outbox.move(tx, [outbox_id], OutboxState.SKIPPED, reason="new_worker", **FINAL):
            continue
        values: dict[str, str | int] = {"nummer": case.number, "medarbejder": to.first_name}
        line = Line(
            purpose=Purpose.NOTICE,
            key=HandoverKey.CASE_MOVED,
            text=house.texts.say(person.language, HandoverKey.CASE_MOVED, **values),
            dedupe=f"case:{case.id}:moved:{outbox_id}:{int(now.timestamp() * 1000)}",
            edits=outbox_id,
            case_id=case.id,
        )
        to_staff(tx, now, person, line)


def still_theirs(tx: Tx, now: datetime, house: House, case: Case, to: Staff) -> None:
    """Let whoever has a red case read, where they see it, that it is theirs until it is taken."""
    person = staff_rows.get(tx, case.taken_by or 0)
    stands = told.of_case(tx, case.id).get(case.taken_by or 0)
    if person is None or stands is None:
        return
    values: dict[str, str | int] = {"nummer": case.number, "medarbejder": to.first_name}
    words = house.texts.say(person.language, TalkKey.GIVEN, **values)
    line = Line(
        purpose=Purpose.NOTICE,
        key=TalkKey.GIVEN,
        text=under_head(house, case, person, words),
        dedupe=f"case:{case.id}:kept:{stands}:{int(now.timestamp() * 1000)}",
        buttons=case_buttons(house, case, person),
        edits=stands,
        case_id=case.id,
    )
    to_staff(tx, now, person, line)
