"""Who hears that a worker is away: the cover at once, each youth silently when it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from content.areas.sms import SmsKey
from content.areas.staff import StaffKey
from content.audience import TextKey
from content.phrases import long_date, when
from domain.message import OutboxState, Purpose
from domain.people import Role, Staff, Youth, YouthStatus
from domain.task import Task, TaskKind
from services.on_duty import is_reachable
from services.own_times import quiet_of
from services.postcard import Sms, in_sms, is_by_sms
from services.say import Line, to_staff, to_youth
from services.stand_in import Gap
from services.world import House
from storage import outbox, tasks, today, told
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.outbox import FINAL
from storage.tx import Rx, Tx

# By whether somebody else covers, and whether the cover is only silent.
_GOES = {
    (True, False): StaffKey.COVER_GOES,
    (False, False): StaffKey.COVER_GOES_NOBODY,
    (True, True): StaffKey.COVER_MUTE,
    (False, True): StaffKey.COVER_MUTE_NOBODY,
}
_WATCH = {
    (True, False): StaffKey.COVER_WATCH,
    (False, False): StaffKey.COVER_WATCH_NOBODY,
    (True, True): StaffKey.COVER_WATCH_MUTE,
    (False, True): StaffKey.COVER_WATCH_MUTE_NOBODY,
}


def tell_cover(tx: Tx, now: datetime, house: House, staff: Staff, cover: Staff) -> None:
    """Tell the cover from when until when they read and call for somebody."""
    assert staff.away_at is not None, "just set"
    assert staff.away_until is not None, "just set"
    zone = house.site.zone
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=StaffKey.COVER_TOLD,
        text=house.texts.say(
            cover.language,
            StaffKey.COVER_TOLD,
            medarbejder=staff.first_name,
            dato=long_date(staff.away_at, zone, cover.language),
            hvornaar=when(staff.away_until, now, zone, cover.language),
        ),
        dedupe=f"{_name(staff)}:cover:{cover.id}",
    )
    to_staff(tx, now, cover, line)


def tell_youths(tx: Tx, now: datetime, house: House, staff: Staff, cover: Staff) -> None:
    """Tell the youths of somebody who is gone now, once for each cover, outside quiet hours.

    Who chose SMS reads it there. Whom no words of ours reach hears it from the cover, where the
    absence is longer than the time there is to say it. Who is in a pause or has a red case reads
    nothing of it.
    """
    for youth in _youths(tx, staff):
        if youth.is_paused(now) or youth.held_at is not None:
            continue
        if youth.chat_id is None and not is_by_sms(house, youth):
            _owe(tx, now, house, staff, cover, youth)
            continue
        words = Line(
            purpose=Purpose.NOTICE,
            key=StaffKey.AWAY,
            text=away_words(house, staff, cover, youth),
            sms=_postcard(house, staff, cover, youth),
            dedupe=_to_youth(staff, cover.id, youth),
            silent=True,
            due_at=quiet_of(tx, house, youth.id).ends(now, youth.zone) or now,
            late_at=staff.away_until,
        )
        to_youth(tx, now, youth, words)


def _postcard(house: House, staff: Staff, cover: Staff, youth: Youth) -> Sms | None:
    """Return the SMS of it; None for who did not choose that road."""
    if not is_by_sms(house, youth) or staff.away_until is None:
        return None
    values = {
        "medarbejder": staff.first_name,
        "vikar": cover.first_name,
        "dato": long_date(staff.away_until, youth.zone, youth.language),
    }
    return in_sms(SmsKey.AWAY, partial(house.texts.say, youth.language), **values)


def _owe(tx: Tx, now: datetime, house: House, staff: Staff, cover: Staff, youth: Youth) -> None:
    due = house.site.end_of_next_working_day(now)
    if youth.call_allowed is False or staff.away_until is None or staff.away_until <= due:
        return
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,  # whoever is here in their place does it
        kind=TaskKind.PLANNED_CONTACT,
        created_at=now,
        due_at=due,
        detail=away_words(house, staff, cover, youth),
    )
    tasks.add(tx, duty, dedupe=_to_youth(staff, cover.id, youth))


def away_words(house: House, staff: Staff, cover: Staff, youth: Youth) -> str:
    """Return in the words of a youth that somebody is away, until when, and who covers."""
    assert staff.away_until is not None, "they are away"
    return house.texts.say(
        youth.language,
        StaffKey.AWAY,
        medarbejder=staff.first_name,
        vikar=cover.first_name,
        dato=long_date(staff.away_until, youth.zone, youth.language),
    )


def tell_other_cover(
    tx: Tx, now: datetime, house: House, staff: Staff, before: Staff | None, cover: Staff
) -> None:
    """Tell both that somebody else covers than was said: `staff` stands as it is now.

    What the youths have not been told yet about the one before stays unsaid; where the absence
    has begun they hear who it is.
    """
    tell_cover(tx, now, house, staff, cover)
    gap = Gap(before or staff, now, cover, is_mute=_is_mute(now, before))
    key = StaffKey.COVER_MUTE if gap.is_mute else StaffKey.COVER_OTHER
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=key,
        text=house.texts.say(
            staff.language,
            key,
            forrige=before.first_name if before else "",
            medarbejder=cover.first_name,
        ),
        dedupe=f"{_name(staff)}:other:{cover.id}",
        silent=True,
    )
    to_staff(tx, now, staff, line)
    if staff.is_away(now):
        watch_gap(tx, now, house, staff, gap)
    if before is not None:
        _leave_unsaid(tx, now, staff, before.id, "other_cover")
    if staff.is_away(now):
        tell_youths(tx, now, house, staff, cover)


def _is_mute(now: datetime, cover: Staff | None) -> bool:
    """Return whether a cover is at work and cannot be written to, which is not being away."""
    return cover is not None and not is_reachable(cover) and not cover.is_away(now)


def tell_of_gap(tx: Tx, now: datetime, house: House, staff: Staff, gap: Gap) -> None:
    """Tell somebody who is away, and the coordinators, that their cover goes before they are back.

    Call it where that is new: it is said each time.
    """
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=_goes_key(gap),
        text=say_gap(house, staff, gap),
        dedupe=f"{_name(staff)}:gap:{_of_gap(now, gap)}",
        silent=True,
    )
    to_staff(tx, now, staff, line)
    watch_gap(tx, now, house, staff, gap)


def say_gap(house: House, staff: Staff, gap: Gap) -> str:
    """Return in the words of whoever is away that their cover goes too, and who covers then."""
    return _say(house, staff, gap, _goes_key(gap), staff)


def watch_gap(tx: Tx, now: datetime, house: House, staff: Staff, gap: Gap) -> None:
    """Tell those who see to it that somebody covers; whom it is about knows already.

    Those are the coordinators who are here; where none is and nobody covers, the leaders.
    """
    knows = {staff.id, gap.gone.id, gap.cover.id if gap.cover is not None else 0}
    for person in _watchers(tx, now, gap):
        if person.id in knows:
            continue
        key = _WATCH[gap.cover is not None, gap.is_mute]
        line = Line(
            purpose=Purpose.STAFF_INFO,
            key=key,
            text=_say(house, staff, gap, key, person),
            dedupe=f"{_name(staff)}:watch:{_of_gap(now, gap)}:{person.id}",
            due_at=house.site.next_staffed(now),
        )
        to_staff(tx, now, person, line)


def _watchers(rx: Rx, now: datetime, gap: Gap) -> list[Staff]:
    coordinators, leaders = (
        [one for one in staff_rows.with_role(rx, role) if is_reachable(one)]
        for role in (Role.COORDINATOR, Role.LEADER)
    )
    here = [one for one in coordinators if not one.is_away(now)]
    if here or gap.cover is not None:
        return here
    # Nobody covers, and no coordinator is here: better one who is off than nobody.
    return [one for one in leaders if not one.is_away(now)] or [*leaders, *coordinators]


def _say(house: House, staff: Staff, gap: Gap, key: TextKey, reader: Staff) -> str:
    values = {
        "kollega": staff.first_name,
        "forrige": gap.gone.first_name,
        "dato": _day(house, gap, reader),
        "medarbejder": gap.cover.first_name if gap.cover is not None else "",
    }
    wanted = {name: value for name, value in values.items() if name in key.placeholders}
    return house.texts.say(reader.language, key, **wanted)


def _goes_key(gap: Gap) -> StaffKey:
    return _GOES[gap.cover is not None, gap.is_mute]


def _of_gap(now: datetime, gap: Gap) -> str:
    gone, since, cover = gap.told
    return f"{gone}:{int(since.timestamp())}:{cover}:{int(now.timestamp() * 1000)}"


def _day(house: House, gap: Gap, reader: Staff) -> str:
    return long_date(gap.since, house.site.zone, reader.language)


def tell_back(tx: Tx, now: datetime, house: House, staff: Staff) -> None:
    """Tell the cover that the worker is here; what youths have not been told yet stays unsaid."""
    cover = _cover(tx, staff)
    if cover is None:
        return
    _leave_unsaid(tx, now, staff, cover.id, "back")
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=StaffKey.COVER_OVER,
        text=house.texts.say(cover.language, StaffKey.COVER_OVER, medarbejder=staff.first_name),
        dedupe=f"{_name(staff)}:back:{cover.id}",
    )
    to_staff(tx, now, cover, line)


def _leave_unsaid(tx: Tx, now: datetime, staff: Staff, cover_id: int, reason: str) -> None:
    for youth in _youths(tx, staff):
        name = _to_youth(staff, cover_id, youth)
        queued, duty = told.named(tx, name), tasks.named(tx, name)
        if queued is not None:
            outbox.move(tx, [queued], OutboxState.SKIPPED, reason=reason, **FINAL)
        if duty is not None and duty.due_at is not None:
            tasks.done(tx, now, duty.id, duty.staff_id, reason)


def _youths(tx: Tx, staff: Staff) -> Iterator[Youth]:
    for youth_id in today.youths_of(tx, staff.id, also_cover=False):
        youth = youth_rows.get(tx, youth_id)
        if youth is not None and youth.status is YouthStatus.ACTIVE:
            yield youth


def _name(staff: Staff) -> str:
    at = int(staff.away_at.timestamp() * 1000) if staff.away_at is not None else 0
    return f"away:{staff.id}:{at}"


def _to_youth(staff: Staff, cover_id: int, youth: Youth) -> str:
    return f"{_name(staff)}:{cover_id}:{youth.id}"


def _cover(tx: Tx, staff: Staff) -> Staff | None:
    return staff_rows.get(tx, staff.away_cover_id) if staff.away_cover_id is not None else None
