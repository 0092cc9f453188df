"""What was agreed about a case holds while nothing runs; its ladder is the one it began with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.case import Case, CaseKind, CaseState
from domain.escalation import try_again
from domain.people import Actor
from services.climb_ladder import climb_ladder
from services.programme_of import programme_of
from storage import cases
from storage.tx import Tx
from tests.web.cast import NOW, Cast

ACTOR = Actor.system("climb_ladder")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REMINDED = "nu er det tid til at prøve igen"


async def snoozed(cast: Cast) -> Case:
    """Let Mette have taken a case, and want to try again in an hour."""
    case = await cast.opens_case(CaseKind.CONTACT_DUE)

    def save(tx: Tx) -> None:
        house = cast.world.house
        waits = programme_of(tx, house, case.programme_version_id).waits
        taken = replace(case, state=CaseState.TAKEN, taken_by=cast.mette, taken_at=NOW)
        cases.save(tx, try_again(taken, NOW + HOUR, NOW, waits, house.site))

    await cast.store.write(save)
    return await cast.case(case)


async def test_a_try_that_fell_into_an_outage_is_asked_for_once_and_has_its_time(
    cast: Cast,
) -> None:
    case = await snoozed(cast)
    back = NOW + 2 * DAY  # nothing ran for two days
    for minutes in (0, 1, 30):
        at = back + timedelta(minutes=minutes)
        await cast.store.write(climb_ladder, ACTOR, at, cast.world.house, [case.id])
    told = await cast.messages(cast.mette)
    assert sum(REMINDED in text for text in told) == 1
    now = await cast.case(case)
    assert (now.state, now.taken_by) == (CaseState.TAKEN, cast.mette)
    assert now.ends_at is not None
    assert now.ends_at > back + HOUR, "nobody lost the case to our outage"


async def test_an_open_case_climbs_the_ladder_it_began_with(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CONTACT_DUE)
    await cast.change_bo(mentor_id=cast.ulla, cover_id=cast.ulla)
    at = NOW + 5 * DAY
    await cast.store.write(climb_ladder, ACTOR, at, cast.world.house, [case.id])
    now = await cast.case(case)
    assert now.ladder == case.ladder == (cast.mette, cast.karl, cast.anna)
    assert any("Gul" in text for text in await cast.messages(cast.karl))
    assert not any("Gul" in text for text in await cast.messages(cast.ulla))
