"""An absence begins: whoever really covers has what is open, and the youths hear who it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from content.areas.staff import StaffKey
from content.audience import TextKey
from domain.message import Purpose
from domain.people import Actor, Staff
from services.away_news import tell_of_gap, tell_other_cover, tell_youths, watch_gap
from services.hand_over import hand_over
from services.say import Line, to_staff
from services.stand_in import Gap, covered_by, gaps, who_covers
from services.world import House
from storage import audit
from storage import staff as staff_rows
from storage.tx import Tx


def begin_absences(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Let all absences begin that were said ahead and are due; return the ids of who goes."""
    leaving = staff_rows.claim_leaving(tx, now, ids)
    for person in leaving:
        staff_rows.change(tx, person.id, next_at=None)
        if person.is_away(now):
            given = begin(tx, actor, now, house, person)
            if given:
                _tell(tx, now, house, person, StaffKey.AWAY_GIVEN, antal=given)
            choose_other_covers(tx, actor, now, house, person)
    return [person.id for person in leaving]


def begin(tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff) -> int:
    """Hand over what is open, and tell the youths; return how many cases wait for the cover now.

    The cover may have gone since they were chosen. Where nobody at all is here it stays with
    whoever goes, who is told so: their phone is the last that rings.
    """
    cover = settle_cover(tx, actor, now, house, staff)
    if cover is None:
        _tell(tx, now, house, staff, StaffKey.AWAY_ALL)
        chosen = staff_rows.get(tx, staff.away_cover_id or 0)
        if chosen is not None:
            watch_gap(tx, now, house, staff, Gap(chosen, chosen.away_at or now, None))
        return 0
    tell_youths(tx, now, house, staff, cover)
    return hand_over(tx, actor, now, house, staff, cover)


def choose_other_covers(
    tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff
) -> Sequence[tuple[Staff, Staff]]:
    """Give another cover to those for whom somebody covers who goes away; return both of each.

    Who is gone already keeps the cover they have until that one goes, and then what is open about
    their youths goes along (`tell_new_gaps` says so at once). Where nobody is left by then, they
    and the coordinators hear that.
    """
    changed = []
    for one in covered_by(tx, now, staff):
        if one.is_away(now) and not staff.is_away(now):
            continue
        cover = settle_cover(tx, actor, now, house, one)
        if cover is None and one.is_away(now):
            tell_of_gap(tx, now, house, one, Gap(staff, staff.away_at or now, None))
        if cover is None or cover.id == staff.id:
            continue
        changed.append((one, cover))
    return changed


def tell_new_gaps(tx: Tx, now: datetime, house: House, before: Mapping[int, Gap]) -> None:
    """Tell everybody who is away, and the coordinators, what changed about who covers later.

    `before` is how it stood (`stand_in.gaps`) before somebody went away or fell silent: also
    whoever was only promised as the next cover may be the one who goes.
    """
    for staff_id, gap in gaps(tx, now).items():
        known, one = before.get(staff_id), staff_rows.get(tx, staff_id)
        if one is not None and (known is None or known.told != gap.told):
            tell_of_gap(tx, now, house, one, gap)


def replace_cover(tx: Tx, actor: Actor, now: datetime, house: House, gone: Staff) -> None:
    """Give another cover to everybody for whom somebody covers who cannot be written to any more.

    Their cases climb by themselves. Where nobody else is here it stays as it is, and is said.
    """
    for one in staff_rows.with_absence(tx):
        if one.away_cover_id == gone.id and one.away_until is not None and one.away_until > now:
            cover = settle_cover(tx, actor, now, house, one)
            if cover is None and one.is_away(now):
                tell_of_gap(tx, now, house, one, Gap(gone, now, None, is_mute=True))


def settle_cover(tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff) -> Staff | None:
    """Return who covers for somebody; where it is another one than was said, both are told."""
    cover = who_covers(tx, now, staff)
    if cover is None or cover.id == staff.away_cover_id:
        return cover
    before = staff_rows.get(tx, staff.away_cover_id or 0)
    staff_rows.change(tx, staff.id, away_cover_id=cover.id)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="other_cover",
        youth_id=None,
        allowed=True,
        detail={"of": staff.id, "from": before.id if before else 0, "cover": cover.id},
    )
    tell_other_cover(tx, now, house, replace(staff, away_cover_id=cover.id), before, cover)
    return cover


def _tell(
    tx: Tx, now: datetime, house: House, staff: Staff, key: TextKey, **values: str | int
) -> None:
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=key,
        text=house.texts.say(staff.language, key, **values),
        dedupe=f"away:{staff.id}:{key}:{int(now.timestamp())}",
        silent=True,
    )
    to_staff(tx, now, staff, line)
