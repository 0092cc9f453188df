"""/vaek: a worker is away from a day until a day, and somebody reads and calls meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.areas.staff import StaffKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import long_date, when
from domain.away import FROM, UNTIL, begins, ends
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Staff
from services.access import Action, Denied, allow
from services.away_news import say_gap, tell_cover
from services.begin_absence import begin, choose_other_covers, tell_new_gaps
from services.buttons import button, rows
from services.end_absence import end_absence, what_waits
from services.say import answer_staff
from services.stand_in import gap_of, gaps, may_cover
from services.world import House
from storage import audit
from storage import staff as staff_rows
from storage.tx import Tx

_FROM = dict(
    zip(
        FROM,
        (StaffKey.B_AWAY_NOW, StaffKey.B_AWAY_TOMORROW, StaffKey.B_AWAY_MONDAY),
        strict=True,
    )
)
_UNTIL = dict(
    zip(
        UNTIL,
        (
            StaffKey.B_AWAY_TOMORROW,
            StaffKey.B_AWAY_MONDAY,
            StaffKey.B_AWAY_WEEK,
            StaffKey.B_AWAY_TWO_WEEKS,
            StaffKey.B_AWAY_THREE_WEEKS,
        ),
        strict=True,
    )
)
_MOST = 8  # colleagues to choose from


@dataclass(frozen=True, slots=True)
class Absence:
    """What was tapped so far: from when, until when, who covers."""

    since: str | None = None
    until: str | None = None
    cover_id: int | None = None


def go_away(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    absence: Absence | None = None,
) -> None:
    """Ask from when, until when and who covers; then let it be so.

    Whoever is away, or will be, is offered to be here again instead.
    """
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    edit = absence is not None
    text, buttons = _next(tx, actor, now, house, staff, absence or Absence())
    key = StaffKey.AWAY_FROM
    answer_staff(tx, now, house, incoming, staff, key, buttons=buttons, edit=edit, text=text)


def _next(
    tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff, absence: Absence
) -> tuple[str, Buttons]:
    def say(key: TextKey, **values: str) -> str:
        return house.texts.say(staff.language, key, **values)

    if staff.away_until is not None and staff.away_until > now:
        return _standing(tx, now, house, staff)
    if absence.since not in _FROM:
        return say(StaffKey.AWAY_FROM), _choices(house, staff, _FROM, "")
    begins_at = begins(absence.since, now, house.site.zone)
    since = long_date(begins_at, house.site.zone, staff.language)
    if absence.until not in _UNTIL:
        asked = say(StaffKey.AWAY_UNTIL, hvornaar=since)
        return asked, _choices(house, staff, _UNTIL, f"{absence.since}-")
    ends_at = ends(absence.until, begins_at, house.site)
    by = when(ends_at, now, house.site.zone, staff.language)
    covers = may_cover(tx, begins_at, ends_at, staff)[:_MOST]
    if not covers:
        return say(StaffKey.AWAY_NOBODY), ()
    cover = next((one for one in covers if one.id == absence.cover_id), None)
    if cover is None:
        value = f"{absence.since}-{absence.until}"
        labels = [Button(one.first_name, encode("away", one.id, value)) for one in covers]
        return say(StaffKey.AWAY_COVER, hvornaar=by), rows(*labels)
    before = gaps(tx, now)
    staff_rows.change(
        tx,
        staff.id,
        away_at=begins_at,
        away_until=ends_at,
        away_cover_id=cover.id,
        next_at=begins_at if begins_at > now else None,
    )
    _write_down(tx, actor, now, staff, cover, begins_at)
    gone = staff_rows.get(tx, staff.id) or staff
    said = _let_it_be(tx, actor, now, house, gone, cover)
    tell_new_gaps(tx, now, house, before)
    return said, ()


def _let_it_be(
    tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff, cover: Staff
) -> str:
    """Tell everybody it concerns, and return what the one who goes is told."""
    assert staff.away_at is not None, "just set"
    assert staff.away_until is not None, "just set"
    zone, language, say = house.site.zone, staff.language, house.texts.say
    tell_cover(tx, now, house, staff, cover)
    values = {
        "hvornaar": when(staff.away_until, now, zone, language),
        "medarbejder": cover.first_name,
    }
    if staff.away_at > now:
        since = long_date(staff.away_at, zone, language)
        lines = [say(language, StaffKey.AWAY_SET_AHEAD, dato=since, **values)]
    else:
        lines = [say(language, StaffKey.AWAY_SET, **values)]
        given = begin(tx, actor, now, house, staff)
        if given:
            lines.append(say(language, StaffKey.AWAY_GIVEN, antal=given))
    for gone, instead in choose_other_covers(tx, actor, now, house, staff):
        named = {"medarbejder": instead.first_name, "kollega": gone.first_name}
        lines.append(say(language, StaffKey.COVER_INSTEAD, **named))
    return "\n".join(lines)


def _choices(house: House, staff: Staff, keys: dict[str, StaffKey], before: str) -> Buttons:
    made = [
        button(house, staff.language, key, "away", 0, f"{before}{choice}")
        for choice, key in keys.items()
    ]
    return rows(*made)


def _standing(tx: Tx, now: datetime, house: House, staff: Staff) -> tuple[str, Buttons]:
    assert staff.away_until is not None, "asked before"
    cover = staff_rows.get(tx, staff.away_cover_id or 0)
    by = when(staff.away_until, now, house.site.zone, staff.language)
    named = cover.first_name if cover else ""
    text = house.texts.say(staff.language, StaffKey.AWAY_NOW, hvornaar=by, medarbejder=named)
    gap = gap_of(tx, now, staff)
    if gap is not None:
        text = f"{text}\n{say_gap(house, staff, gap)}"
    return text, rows(button(house, staff.language, StaffKey.B_BACK_NOW, "awayend", 0))


def come_back(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """End an absence early, or call one off that has not begun; the cover is told."""
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    if staff.away_at is not None:
        words = end_absence(tx, actor, now, house, staff)
    else:
        words = what_waits(tx, actor, now, house, staff, StaffKey.AWAY_ENDED)
    answer_staff(tx, now, house, incoming, staff, StaffKey.AWAY_ENDED, edit=True, text=words)


def _write_down(
    tx: Tx, actor: Actor, now: datetime, staff: Staff, cover: Staff, begins_at: datetime
) -> None:
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="away",
        youth_id=None,
        allowed=True,
        detail={"staff": staff.id, "cover": cover.id, "begins": begins_at.isoformat()},
    )
