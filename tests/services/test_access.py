"""The one door refuses whoever does not work with youths, whatever is stored about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.case import Case, CaseKind
from domain.people import Actor, Role
from services.access import Action, Denied, Granted, allow
from storage import cases, staff, youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

NOT_WITH_YOUTHS = [
    role for role in Role if role not in {Role.MENTOR, Role.COORDINATOR, Role.LEADER}
]
DAY = timedelta(days=1)


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


def may(tx: Tx, cast: Cast, staff_id: int, action: Action, case: Case | None) -> bool:
    youth = youths.get(tx, cast.bo)
    granted = allow(tx, Actor.staff(staff_id), NOW, action, youth=youth, case=case)
    return isinstance(granted, Granted)


@pytest.mark.parametrize("role", NOT_WITH_YOUTHS)
@pytest.mark.parametrize("place", ["mentor", "cover", "ladder", "away_cover"])
async def test_another_role_that_is_stored_in_a_workers_place_reaches_nothing(
    cast: Cast, role: Role, place: str
) -> None:
    case = await cast.opens_case(CaseKind.WORD)

    def look(tx: Tx) -> list[Action]:
        staff.change(tx, cast.ulla, role=role.value)
        found = cases.get(tx, case.id)
        if place in {"mentor", "cover"}:
            youths.change(tx, cast.bo, **{f"{place}_id": cast.ulla})
        elif place == "ladder":
            cases.save(tx, case_with(case, cast.ulla))
            found = cases.get(tx, case.id)
        else:
            away = {"away_at": NOW - DAY, "away_until": NOW + DAY, "away_cover_id": cast.ulla}
            staff.change(tx, cast.mette, **away)
        return [one for one in Action if may(tx, cast, cast.ulla, one, found)]

    assert await cast.store.write(look) == []


def case_with(case: Case, staff_id: int) -> Case:
    return replace(case, ladder=(staff_id, *case.ladder))


@pytest.mark.parametrize("role", NOT_WITH_YOUTHS)
async def test_their_own_day_without_any_youth_stays_open_to_everybody(
    cast: Cast, role: Role
) -> None:
    def look(tx: Tx) -> bool:
        staff.change(tx, cast.ulla, role=role.value)
        actor = Actor.staff(cast.ulla)
        granted = allow(tx, actor, NOW, Action.OWN_DAY, youth=None, case=None)
        return isinstance(granted, Denied)

    assert await cast.store.write(look) is False


async def test_a_worker_a_cover_and_a_leader_on_the_ladder_reach_what_is_theirs(
    cast: Cast,
) -> None:
    case = await cast.opens_case(CaseKind.WORD)

    def look(tx: Tx) -> list[bool]:
        staff.change(tx, cast.ulla, role=Role.LEADER.value)
        told = case_with(case, cast.ulla)
        return [
            may(tx, cast, one, Action.READ_WORDS, told)
            for one in (cast.mette, cast.karl, cast.anna, cast.ulla)
        ]

    assert await cast.store.write(look) == [True] * 4
