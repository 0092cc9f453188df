"""The café evenings that lie ahead of a youth: to be invited to, or open to them already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.cafe import Cafe, CafeState, Coming, invites_until
from domain.cafe_audience import meets
from domain.coming import TOPIC, Ahead
from domain.people import Youth
from services.cafe_line import held
from services.invite_late import missed
from services.programme_of import programme_of
from services.world import House
from storage import agreements, apart, cafes, rsvps
from storage.tx import Rx


def evenings_ahead(rx: Rx, now: datetime, house: House, youth: Youth) -> Sequence[Ahead]:
    """Return the evenings of which the youth still is to hear, as the rhythm knows them.

    One who must not meet somebody may have to give way to them: of such an evening nothing is
    said ahead.
    """
    found = [ahead_of(cafe, now) for cafe in _said_ahead(rx, now, house, youth)]
    late = [cafe for cafe, _ in missed(rx, house, youth, now)]
    late += [cafe for rsvp, _ in held(rx, youth.id, now) if (cafe := cafes.get(rx, rsvp.cafe_id))]
    return [*found, *(Ahead(begins_at=cafe.begins_at, invite_at=now) for cafe in late)]


def open_evenings(rx: Rx, now: datetime, house: House, youth: Youth) -> Sequence[datetime]:
    """Return when the evenings begin (UTC) to which the youth is or will be invited.

    Those to which they have said no are not among them, and neither are cancelled ones.
    """
    begins = [cafe.begins_at for cafe in _said_ahead(rx, now, house, youth)]
    for rsvp in rsvps.ahead(rx, youth.id, now):
        cafe = cafes.get(rx, rsvp.cafe_id)
        if cafe is None or cafe.state is CafeState.CANCELLED or rsvp.invited_at is None:
            continue
        if rsvp.answer is not Coming.NO:
            begins.append(cafe.begins_at)
    return sorted(begins)


def ahead_of(cafe: Cafe, now: datetime) -> Ahead:
    """Return an evening whose cohort has not been invited yet, as the rhythm knows it."""
    invite_at = min(cafe.next_at or now, invites_until(cafe))
    return Ahead(begins_at=cafe.begins_at, invite_at=invite_at)


def _said_ahead(rx: Rx, now: datetime, house: House, youth: Youth) -> Iterator[Cafe]:
    """Yield those of them that may be foretold: none to who may have to give way to another."""
    if not meets(youth.id, apart.pairs(rx)):
        yield from to_hear_of(rx, now, house, youth)


def to_hear_of(rx: Rx, now: datetime, house: House, youth: Youth) -> Iterator[Cafe]:
    """Yield the evenings of which neither the cohort nor this youth has heard."""
    if TOPIC in agreements.get(rx, youth.id).topics_off:
        return
    key = programme_of(rx, house, youth.programme_version_id).key
    for series in cafes.running(rx):
        if series.programme_key == key and series.cohort in {None, youth.cohort}:
            for cafe in cafes.of_series_after(rx, series.id, now):
                if cafe.state is CafeState.PLANNED and not _knows(rx, cafe, youth):
                    yield cafe


def _knows(rx: Rx, cafe: Cafe, youth: Youth) -> bool:
    row = rsvps.find(rx, cafe.id, youth.id)
    return row is not None and row.invited_at is not None
