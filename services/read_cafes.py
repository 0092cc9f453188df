"""What the café page shows. Names are opened here, so every look stands in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.cafe import Cafe, CafeState, Rsvp, Series, Worth
from domain.cafe_audience import LeftOut, is_listed
from domain.people import LANGUAGES, Actor, Language, Staff, Youth
from services.access import Action, Denied, allow
from services.cafe_guests import chosen
from services.cafe_words import invitation
from services.cohorts import cohorts_of
from services.count_cafe import numbered
from services.evening import Evening
from services.world import House
from storage import apart, cafes, rsvps
from storage import youths as youth_rows
from storage.tx import Tx

LOOK_BACK = timedelta(days=30)
MOST = 30


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who must not meet; `both` are the evenings to which both are invited all the same."""

    one: Youth
    other: Youth
    both: Sequence[Cafe]


@dataclass(frozen=True, slots=True, kw_only=True)
class CafesPage:
    """All evenings, the running series, the pairs, and everybody who can be in one."""

    reader: Staff
    evenings: Sequence[Cafe]
    series: Sequence[Series]
    pairs: Sequence[Pair]
    youths: Sequence[Youth]
    cohorts: Sequence[str]  # those that somebody is in


@dataclass(frozen=True, slots=True)
class Person:
    """A youth's line on the page of an evening. `number` is the one in Telegram."""

    youth: Youth
    left_out: LeftOut | None
    number: int | None = None
    rsvp: Rsvp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningPage:
    """One evening with everybody of its cohort, and the invitation as it will be read."""

    reader: Staff
    cafe: Cafe
    series: Series
    people: Sequence[Person]
    pictures: Mapping[Language, str]
    worth: Mapping[Worth, int]
    wishes: Mapping[str, int]


def read_cafes(tx: Tx, actor: Actor, now: datetime, house: House) -> CafesPage | Denied:
    """Return the page of all evenings for a coordinator."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    youths = [youth for youth in youth_rows.everybody(tx) if is_listed(youth)]
    named = {youth.id: youth for youth in youths}
    evenings = cafes.from_(tx, now - LOOK_BACK, MOST)
    return CafesPage(
        reader=granted.staff,
        evenings=evenings,
        series=cafes.running(tx),
        pairs=[
            Pair(named[one], named[other], _both(tx, now, evenings, one, other))
            for one, other in sorted(apart.pairs(tx))
            if one in named and other in named
        ],
        youths=sorted(youths, key=lambda youth: youth.name.casefold()),
        cohorts=cohorts_of(tx),
    )


def read_evening(
    tx: Tx, actor: Actor, now: datetime, house: House, *, cafe_id: int
) -> EveningPage | Denied | None:
    """Return the page of one evening; None when there is none."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    cafe = cafes.get(tx, cafe_id)
    if cafe is None:
        return None
    evening = Evening.of(tx, now, house, cafe)
    rows = evening.rows()
    wishes = [one.wish for one in rows if one.wish]
    return EveningPage(
        reader=granted.staff,
        cafe=cafe,
        series=evening.series,
        people=_people(evening, rows),
        pictures={
            language: invitation(house, evening.series, cafe, language, house.site.zone, now)
            for language in LANGUAGES
        },
        worth={worth: sum(one.worth is worth for one in rows) for worth in Worth},
        wishes={wish: wishes.count(wish) for wish in sorted(set(wishes))},
    )


def _people(evening: Evening, rows: Sequence[Rsvp]) -> list[Person]:
    if evening.cafe.state is CafeState.PLANNED:
        return [Person(youth, reason) for youth, reason in chosen(evening)]
    return [
        Person(
            evening.youth(rsvp), LeftOut(rsvp.left_out) if rsvp.left_out else None, number, rsvp
        )
        for number, rsvp in numbered(rows)
        if rsvp.came is not None or not evening.youth(rsvp).is_erased
    ]


def _both(tx: Tx, now: datetime, evenings: Sequence[Cafe], one: int, other: int) -> Sequence[Cafe]:
    """Return the coming evenings to which both were invited before they were marked."""
    ahead = [cafe for cafe in evenings if cafe.ends_at > now]
    return [
        cafe
        for cafe in ahead
        if all(
            row is not None and row.invited_at is not None
            for row in (rsvps.find(tx, cafe.id, one), rsvps.find(tx, cafe.id, other))
        )
    ]
