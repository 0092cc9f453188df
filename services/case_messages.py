"""What staff receive about a case: number, kind, agreement and due time. No name, no words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.case import Case, Level, Outcome
from domain.clocks import silence_evidence
from domain.escalation import Climb, Why
from domain.handing_on import SILENCE
from domain.message import OutboxState, Purpose
from domain.people import Role, Staff, Youth
from services.agreed_if_quiet import last_talk, say_wish, wish_of
from services.bundle_yellow import gathering, refresh_bundles
from services.case_buttons import case_buttons
from services.here import gave_it_up, here
from services.on_duty import can_be_told, nobody_on_duty, to_ring
from services.read_first import kind_words, read_first
from services.say import Line, to_staff
from services.sound_alarm import Alarm, say_alone, sound_alarm
from services.who_has_seen import about_taken, seen_line
from services.world import House
from storage import outbox, told
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


def tell_staff(tx: Tx, now: datetime, house: House, moved: Climb) -> int:
    """Queue the message about a case to each who is to be told; return how many can be told.

    A message that was queued for the same rung and round before is not queued again. Whom
    Telegram does not reach is told by mail and SMS, and in danger others are, too. A new yellow
    case may leave among others (`services.bundle_yellow`).
    """
    reached, case = 0, moved.case
    leaves = max(moved.notify_at or now, now)
    alone = case.level is Level.RED and nobody_on_duty(tx, now, house)
    standing = as_it_stands(tx, case, leaves)
    before = {**told.bundled(tx, case.id), **told.of_case(tx, case.id)}
    others = gathering(tx, now, house, moved)
    leaves = (others.leaves_at if others is not None else None) or leaves
    for staff_id in moved.tell:
        person = staff_rows.get(tx, staff_id)
        if person is None or not can_be_told(house, person):
            continue
        reached += 1
        if others is not None and others.joins(person):
            continue
        name = _name(moved, staff_id, now)
        sound_alarm(tx, leaves, house, Alarm(case, person, name, alone=alone))
        text = describe(house, standing, person, leaves)
        why = _why_again(tx, house, moved, person, has_heard=staff_id in before)
        if moved.why in {Why.NOT_SEEN, Why.NOT_REACHED}:
            why = about_taken(tx, now, house, moved, person)
        line = Line(
            purpose=Purpose.CASE,
            key=Key.CASE,
            text="\n".join(filter(None, (text, why, say_alone(house, person) if alone else None))),
            dedupe=name,
            buttons=case_buttons(house, case, person),
            due_at=leaves,
            case_id=case.id,
        )
        queue_about(tx, now, person, line)
    return reached


def _name(moved: Climb, staff_id: int, now: datetime) -> str:
    """Return the name of the message: once for a rung and round, a try and a giving on."""
    case = moved.case
    if moved.why in {Why.GIVEN, Why.NOT_SEEN, Why.NOT_REACHED}:
        return f"case:{case.id}:{moved.why.value}:{int(now.timestamp() * 1000)}:{staff_id}"
    return f"case:{case.id}:{case.step}:{case.round}:{staff_id}"


def _why_again(
    tx: Tx, house: House, moved: Climb, person: Staff, *, has_heard: bool
) -> str | None:
    """Return why somebody is told of a case that others, or they themselves, were told of."""
    if moved.why is Why.OPENED:
        return None
    taken = moved.why is Why.NO_OUTCOME
    say, case = house.texts.say, moved.case
    giver = staff_rows.get(tx, case.given_by) if case.given_by is not None else None
    if moved.why is Why.GIVEN and giver is not None:
        return say(person.language, TalkKey.GIVEN_BY, medarbejder=giver.first_name)
    if not has_heard:
        climbed = say(person.language, Key.CASE_CAME_BACK if taken else Key.CASE_CLIMBED)
        if case.kind not in SILENCE or person.role is not Role.COORDINATOR:
            return climbed
        return f"{climbed}\n{say(person.language, TalkKey.PLAN_TOGETHER)}"
    told_before = case.round if case.level is Level.RED else case.step + case.round
    key = Key.CASE_AGAIN_TAKEN if taken else Key.CASE_AGAIN
    return say(person.language, key, gange=told_before + 1)


def queue_about(tx: Tx, now: datetime, person: Staff, line: Line) -> None:
    """Queue a message about a case; the copy before it loses its buttons when this one leaves."""
    older = told.of_case(tx, line.case_id or 0).get(person.id)
    if to_staff(tx, now, person, line) is None or older is None:
        return
    bare = Line(
        purpose=Purpose.NOTICE,
        key=line.key,
        text="",
        dedupe=f"case:{line.case_id}:bare:{older}",
        edits=older,
        keep_text=True,
        due_at=line.due_at,
        case_id=line.case_id,
    )
    to_staff(tx, now, person, bare)


def as_it_stands(tx: Tx, case: Case, at: datetime) -> Case:
    """Return the case with its evidence counted anew, as it is at `at` (UTC)."""
    youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
    if youth is None:
        return case
    found = {**evidence_of(youth, at), **wish_of(tx, case), **read_first(tx, case)}
    return replace(case, evidence=found)


def evidence_of(youth: Youth | None, at: datetime) -> dict[str, int | str]:
    """Return what was agreed and when they last talked; nothing is agreed before a yes."""
    if youth is None or youth.accepted_at is None:
        return {}
    return silence_evidence(youth, at)


def tell_again(
    tx: Tx,
    now: datetime,
    house: House,
    case: Case,
    key: TextKey,
    why: str,
    *,
    at_once: bool = False,
) -> None:
    """Tell everybody who was told of the case something more about it.

    Of a red case, or `at_once`, whom red may ring is told now; all others at the next staffed
    minute. Whoever has not been told of the case itself yet need not hear that there is more.
    """
    opens = house.site.next_staffed(now)
    red = case.level is Level.RED or at_once
    rings = to_ring(tx, now, house, replace(case, level=Level.RED)) if red else ()
    before = {**told.bundled(tx, case.id), **told.of_case(tx, case.id)}
    for staff_id in dict.fromkeys((*before, *rings)):
        first = outbox.get(tx, before.get(staff_id, 0)) if key is Key.CASE_MORE else None
        if first is not None and first.state is OutboxState.QUEUED:
            continue
        is_away = staff_id not in {case.taken_by, here(tx, now, staff_id)}  # the cover has it
        if is_away or gave_it_up(tx, now, case, staff_id):
            continue
        leaves = now if staff_id in rings else opens
        _say(tx, now, house, case, staff_id, key, dedupe=why, leaves=leaves)


def remind(
    tx: Tx,
    now: datetime,
    house: House,
    case: Case,
    staff_id: int,
    key: TextKey,
    leaves: datetime | None = None,
    **values: str | int,
) -> None:
    """Tell one member of staff of the case, at once or at `leaves` (UTC): an answer, a time."""
    name = str(int(now.timestamp()))
    _say(tx, now, house, case, staff_id, key, dedupe=name, leaves=leaves or now, **values)


def _say(
    tx: Tx,
    now: datetime,
    house: House,
    case: Case,
    staff_id: int,
    key: TextKey,
    *,
    dedupe: str,
    leaves: datetime,
    **values: str | int,
) -> None:
    person = staff_rows.get(tx, staff_id)
    if person is None:
        return
    words = house.texts.say(person.language, key, nummer=case.number, **values)
    line = Line(
        purpose=Purpose.CASE,
        key=key,
        text=under_head(house, case, person, words),
        dedupe=f"case:{case.id}:{key}:{staff_id}:{dedupe}",
        buttons=case_buttons(house, case, person),
        due_at=leaves,
        case_id=case.id,
    )
    queue_about(tx, now, person, line)


def rewrite(
    tx: Tx,
    now: datetime,
    house: House,
    case: Case,
    key: TextKey = Key.CASE_OTHERS,
    *,
    skip: Collection[int | None] = (),
    **values: str | int,
) -> None:
    """Change the standing message of all who were told, save `skip`: nobody acts on old news."""
    refresh_bundles(tx, now, house, case)
    taker = staff_rows.get(tx, case.taken_by or 0)
    if key is Key.CASE_OTHERS and taker is not None:
        values["medarbejder"] = taker.first_name
    for staff_id, outbox_id in told.of_case(tx, case.id).items():
        person = staff_rows.get(tx, staff_id)
        if person is None or staff_id in skip or gave_it_up(tx, now, case, staff_id):
            continue
        if case.outcome is not None:
            values["udfald"] = outcome_words(house, case.outcome, person)
        words = house.texts.say(person.language, key, nummer=case.number, **values)
        seen = seen_line(tx, now, house, case, person.language)
        line = Line(
            purpose=Purpose.NOTICE,
            key=key,
            text=under_head(house, case, person, "\n".join(filter(None, (words, seen)))),
            dedupe=f"case:{case.id}:{key}:{outbox_id}:{int(now.timestamp() * 1000)}",
            buttons=case_buttons(house, case, person),
            edits=outbox_id,
            case_id=case.id,
        )
        to_staff(tx, now, person, line)


def outcome_words(house: House, outcome: Outcome, person: Staff) -> str:
    """Return an outcome as staff call it."""
    return house.texts.say(person.language, Key[f"OUTCOME_{outcome.name}"])


def level_words(house: House, case: Case, person: Staff) -> str:
    """Return how urgent a case is, as staff call it."""
    key = Key.LEVEL_RED if case.level is Level.RED else Key.LEVEL_YELLOW
    return house.texts.say(person.language, key)


def describe(house: House, case: Case, person: Staff, at: datetime) -> str:
    """Return the one line that says what the case is about, and by when, as it reads at `at`."""
    say, language = house.texts.say, person.language
    values: dict[str, str | int] = {
        "niveau": level_words(house, case, person),
        "nummer": case.number,
        "art": kind_words(house, case, language),
        "forfald": when(case.due_at, at, house.site.zone, language),
    }
    interval = case.evidence.get("interval_days")
    if not isinstance(interval, int):
        return say(language, Key.CASE_WITHOUT_AGREEMENT, **values)
    every = Key.AGREED_EVERY_DAY if interval == 1 else Key.AGREED_INTERVAL
    agreed = say(language, every, dage=interval)
    days = case.evidence.get("days_since_talk")
    talk = last_talk(house, days, person) if isinstance(days, int) else None
    known = (", ".join(filter(None, (agreed, talk))), say_wish(house, case, language))
    return say(language, Key.CASE, aftale=" · ".join(filter(None, known)), **values)


def under_head(house: House, case: Case, person: Staff, words: str) -> str:
    """Return words under the line that says what the case is about, so that it stays in sight."""
    head = house.texts.say(
        person.language,
        Key.CASE_HEAD,
        niveau=level_words(house, case, person),
        art=kind_words(house, case, person.language),
    )
    return f"{head}\n{words}"
