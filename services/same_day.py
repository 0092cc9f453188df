"""Two who must not meet are kept apart for a whole day, whichever series its evenings are of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from content.areas.cafe import CafeKey
from domain.cafe import Cafe, CafeState, Rsvp
from domain.cafe_audience import meets, who_is_told
from domain.message import Purpose
from domain.wall import to_utc, to_wall
from services.buttons import button, row
from services.cafe_words import at
from services.evening import Evening
from services.say import Line, to_staff
from storage import apart, cafes, rsvps

_NEVER = datetime.min.replace(tzinfo=UTC)


def others_of_day(evening: Evening) -> Sequence[Cafe]:
    """Return the other evenings of that day of the site, of all series, that are not cancelled."""
    zone = evening.house.site.zone
    day = to_wall(evening.cafe.begins_at, zone).date()
    since, until = (to_utc(one, time(0), zone) for one in (day, day + timedelta(days=1)))
    return [
        cafe
        for cafe in cafes.from_to(evening.tx, since, until)
        if cafe.id != evening.cafe.id and cafe.state is not CafeState.CANCELLED
    ]


def invited_elsewhere(evening: Evening) -> set[int]:
    """Return who is invited to another evening of that day."""
    return {
        one.youth_id
        for cafe in others_of_day(evening)
        for one in rsvps.of_cafe(evening.tx, cafe.id)
        if one.invited_at is not None
    }


def may_not_come(evening: Evening) -> set[int]:
    """Return who is kept away: one they must not meet is invited elsewhere on that day."""
    elsewhere, pairs = invited_elsewhere(evening), apart.pairs(evening.tx)
    return {one.youth_id for one in evening.rows() if meets(one.youth_id, pairs) & elsewhere}


def told_of(evening: Evening) -> list[Rsvp]:
    """Return who said yes or maybe and hears of the evening: never both of a pair on one day.

    Who is expected at an evening that stood there before, and was not moved to that day, is first.
    """
    mine = _place(evening.cafe)
    earlier = sorted((one for one in others_of_day(evening) if _place(one) < mine), key=_place)
    first = [
        one.youth_id
        for cafe in earlier
        for one in rsvps.of_cafe(evening.tx, cafe.id)
        if one.is_expected
    ]
    return who_is_told(evening.rows(), apart.pairs(evening.tx), first=first)


def _place(cafe: Cafe) -> tuple[datetime, int]:
    return cafe.moved_at or _NEVER, cafe.id


def tell_hosts_of_both(evening: Evening) -> None:
    """Tell the coordinators that two who must not meet both said yes: somebody talks to one.

    It is said once for every time at which the evening begins.
    """
    house, cafe = evening.house, evening.cafe
    for host in evening.hosts():
        line = Line(
            purpose=Purpose.NOTICE,
            key=CafeKey.BOTH,
            text=house.texts.say(host.language, CafeKey.BOTH, hvornaar=at(evening, host)),
            dedupe=f"cafe:{cafe.id}:both:{host.id}:{cafe.begins_at:%m%d%H%M}",
            buttons=row(button(house, host.language, CafeKey.B_PAGE, "cafepage", cafe.id)),
        )
        to_staff(evening.tx, evening.now, host, line)
