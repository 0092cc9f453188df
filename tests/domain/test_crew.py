"""Never nobody: whatever the absences, roads and hours, somebody hears, or it is known not so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.crew import Crew, Presence, stand_in
from domain.duty import DutyKind, Swap, Watch
from domain.message import Road
from domain.people import Role, Staff
from domain.site import QuietHours, SiteRules

DAY = datetime(2026, 3, 3, 10, tzinfo=UTC)  # a Tuesday, in staffed hours
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NIGHT = datetime(2026, 3, 7, 1, 14, tzinfo=UTC)  # a Saturday
SITE = SiteRules(
    "Europe/Copenhagen",
    {day: (time(9), time(15)) for day in range(5)},
    frozenset(),
    QuietHours(time(21), time(9)),
)
MENTOR, COVER, COORDINATOR, LEADER, PARTNER = range(1, 6)
ROLES = (Role.MENTOR, Role.MENTOR, Role.COORDINATOR, Role.LEADER, Role.PARTNER)
AWAY: dict[str, Any] = {"away_at": DAY - timedelta(days=1), "away_until": DAY + timedelta(days=9)}
WATCH = Watch(id=1, staff_id=COVER, weekday=4, begins=time(15), ends=time(9))


def staff() -> list[Staff]:
    """Return one of each with a chat, and a second mentor."""
    return [
        Staff(
            id=number,
            name=role.value,
            role=role,
            language="da",
            chat_id=100 + number,
            joined_at=DAY,
            blocked_at=None,
        )
        for number, role in enumerate(ROLES, 1)
    ]


def crew(people: Sequence[Staff], *watches: Watch, **more: Any) -> Crew:
    """Return them with a roster, and mail and SMS set up."""
    found: dict[str, Any] = {
        "site": SITE,
        "duty": DutyKind.ROSTER,
        "roads": frozenset({Road.EMAIL, Road.SMS}),
        "find": {person.id: person for person in people}.get,
        "with_role": lambda role: [person for person in people if person.role is role],
        "watches": watches,
    }
    return Crew(**{**found, **more})


def with_changes(changes: dict[int, dict[str, Any]]) -> list[Staff]:
    """Return everybody, these of them changed."""
    return [replace(one, **changes.get(one.id, {})) for one in staff()]


absences = st.builds(
    lambda begins, ends, cover: {
        "away_at": NIGHT + timedelta(days=begins),
        "away_until": NIGHT + timedelta(days=ends),
        "away_cover_id": cover,
    },
    st.integers(-6, 4),
    st.integers(-6, 9),
    st.none() | st.integers(1, 6),
)
roads = st.sampled_from(
    [
        {},
        {"chat_id": None},
        {"blocked_at": DAY},
        {"blocked_at": DAY, "email": "a@testby.example"},
        {"chat_id": None, "phone": "+4511223344"},
    ]
)
changed = st.builds(lambda away, road: {**away, **road}, absences | st.just({}), roads)
people_changed = st.dictionaries(st.integers(1, 5), changed).map(with_changes)
rosters = st.lists(
    st.builds(
        lambda number, who, day: Watch(
            id=number, staff_id=who, weekday=day, begins=time(15), ends=time(9)
        ),
        st.integers(1, 9),
        st.integers(1, 6),
        st.integers(0, 6),
    ),
    max_size=3,
)
instants = st.integers(0, 7 * 24 * 4).map(lambda quarter: MONDAY + quarter * timedelta(minutes=15))


@given(
    people=people_changed,
    roster=rosters,
    kind=st.sampled_from(DutyKind),
    now=instants,
    wanted=st.lists(st.integers(1, 6), max_size=4),
)
def test_somebody_who_is_here_is_told_or_it_is_known_that_nobody_can_be(
    people: list[Staff], roster: list[Watch], kind: DutyKind, now: datetime, wanted: list[int]
) -> None:
    known = crew(people, *roster, duty=kind)
    told = known.told(wanted, now)
    heard = [one for one in told if known.hears(one, now)]
    assert heard or known.nobody_hears(now)
    assert known.nobody_hears(now) is not bool(known.rung(now))
    away = {person.id for person in people if person.is_away(now)}
    assert not heard or not away.intersection(told), "nobody is rung on holiday for nothing"
    with_road = {person.id for person in people if known.roads_to(person)}
    above = {one.id for one in people if one.role in {Role.LEADER, Role.COORDINATOR}}
    if not heard and with_road & (above | set(wanted)):
        assert with_road & set(told), "on holiday, rather than nobody"


@given(people=people_changed, roster=rosters, now=instants)
def test_no_worker_who_is_off_is_rung_in_the_place_of_others(
    people: list[Staff], roster: list[Watch], now: datetime
) -> None:
    known = crew(people, *roster)
    if SITE.is_staffed(now):
        return
    entitled = {*known.watching(now), *known.bosses()}
    entitled |= {known.stand_in(one, now) for one in known.bosses()}
    assert set(known.told([], now)) <= entitled


def test_in_staffed_hours_whoever_is_at_work_is_told_where_no_boss_is_here() -> None:
    known = crew(with_changes({COORDINATOR: AWAY, LEADER: AWAY, MENTOR: AWAY}))
    assert known.told([MENTOR], DAY) == (COVER,)
    assert known.told([], DAY) == (COVER,), "and no partner"
    assert known.told([], NIGHT) == (LEADER, COORDINATOR), "at night on holiday, and it is known"
    assert known.nobody_hears(NIGHT)
    assert not known.nobody_hears(DAY)


def test_a_stand_in_is_told_and_who_has_no_road_is_kept_beside_who_hears() -> None:
    people = with_changes({MENTOR: {**AWAY, "away_cover_id": COVER}, COVER: {"blocked_at": DAY}})
    assert crew(people).told([MENTOR], DAY) == (COVER, LEADER, COORDINATOR)
    assert crew(people).roads_to(people[1]) == ()


def test_every_road_that_is_set_up_counts() -> None:
    one = replace(staff()[0], email="a@testby.example", phone="+4511223344")
    assert crew([one]).roads_to(one) == (Road.TELEGRAM, Road.EMAIL, Road.SMS)
    assert crew([one], roads=frozenset()).roads_to(one) == (Road.TELEGRAM,)


def test_a_round_of_covers_stays_with_the_first() -> None:
    people = with_changes(
        {MENTOR: {**AWAY, "away_cover_id": COVER}, COVER: {**AWAY, "away_cover_id": MENTOR}}
    )
    find = {person.id: person for person in people}.get
    assert stand_in(find, DAY, MENTOR) == MENTOR
    assert stand_in(find, DAY, 77) == 77


@pytest.mark.parametrize(
    ("now", "kind", "there"),
    [
        (DAY, DutyKind.NONE, Presence.AT_WORK),
        (NIGHT, DutyKind.NONE, Presence.NOBODY),
        (NIGHT, DutyKind.EXTERNAL, Presence.EXTERNAL),
        (NIGHT, DutyKind.ROSTER, Presence.ROSTER),
    ],
)
def test_who_is_there_goes_by_the_hour_and_the_duty(
    now: datetime, kind: DutyKind, there: Presence
) -> None:
    assert crew(staff(), WATCH, duty=kind).presence(now) is there


def test_a_turn_that_is_swapped_is_the_colleagues() -> None:
    swaps = (Swap(1, (NIGHT - timedelta(hours=9)).date(), MENTOR),)
    assert crew(staff(), WATCH, swaps=swaps).watching(NIGHT) == (MENTOR,)


def test_with_everybody_away_nobody_is_there_and_words_are_read_when_the_first_is_back() -> None:
    sooner = {**AWAY, "away_until": DAY + timedelta(days=2, hours=9)}
    everybody = dict.fromkeys(range(1, 6), AWAY) | {COVER: sooner, PARTNER: {}}
    known = crew(with_changes(everybody))
    assert known.presence(DAY) is Presence.NOBODY
    assert known.reads_at(DAY) == datetime(2026, 3, 6, 8, tzinfo=UTC), "Thursday evening's end"
    assert crew(staff()).reads_at(DAY) == SITE.reads_at(DAY)
    assert crew([]).reads_at(DAY) == SITE.reads_at(DAY), "nobody is known, nothing better either"
