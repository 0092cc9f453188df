"""Who belongs to an evening's cohort, and who of them is invited now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.cafe import CafeState, Rsvp, Series
from domain.cafe_audience import (
    Before,
    Guest,
    LeftOut,
    audience,
    is_listed,
    meets,
    stands_first,
)
from domain.coming import TOPIC
from domain.people import Youth
from services.evening import Evening
from services.programme_of import programme_of
from services.same_day import invited_elsewhere, others_of_day
from services.world import House
from storage import agreements, apart, cafes, rsvps
from storage import youths as youth_rows
from storage.tx import Tx


def cohort_of(tx: Tx, house: House, series: Series) -> Sequence[Youth]:
    """Return the youths a series is for, whatever holds them back today; longest with us first."""
    return [
        youth
        for youth in youth_rows.everybody(tx)
        if is_listed(youth)
        and series.cohort in {None, youth.cohort}
        and programme_of(tx, house, youth.programme_version_id).key == series.programme_key
    ]


def chosen(evening: Evening) -> Sequence[tuple[Youth, LeftOut | None]]:
    """Return everybody of the cohort with why they are left out, or None for who is invited."""
    tx = evening.tx
    youths = cohort_of(tx, evening.house, evening.series)
    earlier = rsvps.before(tx, [youth.id for youth in youths], evening.cafe.begins_at)
    guests = [Guest(youth, before(tx, youth, earlier)) for youth in youths]
    guests += _rivals(evening, youths)
    reasons = audience(guests, apart.pairs(tx), evening.now, invited=_invited(evening))
    return [(youth, reasons[youth.id]) for youth in youths]


def why_left_out(evening: Evening, youth: Youth) -> LeftOut | None:
    """Return why one youth is left out of an evening, beside whoever is invited already."""
    tx = evening.tx
    earlier = rsvps.before(tx, [youth.id], evening.cafe.begins_at)
    guest = Guest(youth, before(tx, youth, earlier))
    invited = _invited(evening)
    return audience([guest], apart.pairs(tx), evening.now, invited=invited)[youth.id]


def may_be_first(evening: Evening, youth: Youth) -> bool:
    """Return whether a youth can be invited before the cohort: nobody is preferred to them.

    Of two who must not meet one is invited. It is decided early only where it can be no other.
    """
    tx = evening.tx
    met = meets(youth.id, apart.pairs(tx))
    if not met:
        return True
    others = [one for one in cohort_of(tx, evening.house, evening.series) if one.id in met]
    earlier = rsvps.before(tx, [youth.id, *met], evening.cafe.begins_at)
    guests = [Guest(one, before(tx, one, earlier)) for one in (youth, *others)]
    rivals = _rivals(evening, [youth, *others])
    invited = _invited(evening)
    return not met & invited and stands_first(guests[0], guests[1:] + rivals, invited=invited)


def _invited(evening: Evening) -> set[int]:
    """Return who is invited already, to this evening or to another of the same day."""
    mine = {one.youth_id for one in evening.rows() if one.invited_at is not None}
    return mine | invited_elsewhere(evening)


def _rivals(evening: Evening, youths: Sequence[Youth]) -> list[Guest]:
    """Return whom one of these must not meet, and who is invited elsewhere later for that day.

    They have their turn as if there were one evening: nobody gives way to whoever is only asked
    by another series first.
    """
    tx, house, known = evening.tx, evening.house, {youth.id for youth in youths}
    pairs = apart.pairs(tx)
    met = {other for one in known for other in meets(one, pairs)} - known
    found: dict[int, Youth] = {}
    for cafe in others_of_day(evening) if met else ():
        series = cafes.series(tx, cafe.series_id)
        if series is not None and cafe.state is CafeState.PLANNED:
            found |= {one.id: one for one in cohort_of(tx, house, series) if one.id in met}
    earlier = rsvps.before(tx, list(found), evening.cafe.begins_at)
    return [Guest(youth, before(tx, youth, earlier)) for youth in found.values()]


def before(tx: Tx, youth: Youth, earlier: Mapping[int, Sequence[Rsvp]]) -> Before:
    """Return what a youth's rows of earlier evenings and their own choices say."""
    rows = earlier.get(youth.id, ())
    quieted = youth.quieted_at
    soft = [
        row.invited_at
        for row in rows
        if row.invited_at is not None and quieted is not None and row.invited_at >= quieted
    ]
    return Before(
        soft_at=max(soft, default=None),
        gave_way=bool(rows) and rows[0].left_out == LeftOut.APART,
        came_last=bool(rows) and rows[0].has_come,
        topic_off=TOPIC in agreements.get(tx, youth.id).topics_off,
    )
