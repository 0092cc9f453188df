"""A red case that was parked by an older version is with somebody again soon after a start."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.case import Case, CaseKind, CaseState
from domain.people import Actor
from services.climb_ladder import climb_ladder
from services.wake_parked import WAKEN, wake_parked
from storage import cases
from tests.web.cast import NOW, Cast

ACTOR = Actor.system("start")
MONDAY = NOW + timedelta(days=6)


async def parked(cast: Cast, until: datetime, **more: object) -> Case:
    """Let Mette have put a cry off until then, as it was possible once: with no end."""
    case = await cast.opens_case(CaseKind.CRISIS)
    taken = replace(
        case,
        state=CaseState.TAKEN,
        taken_by=cast.mette,
        taken_at=NOW,
        try_again_at=until,
        escalate_at=until,
        ends_at=None,
        warn_at=None,
        **more,  # type: ignore[arg-type]
    )
    await cast.store.write(cases.save, taken)
    return taken


async def woken(cast: Cast) -> int:
    return await cast.store.write(wake_parked, ACTOR, NOW, cast.world.house)


async def test_it_is_tried_at_once_and_ends_as_any_other(cast: Cast) -> None:
    old = await parked(cast, MONDAY)
    assert await woken(cast) == 1
    now = await cast.case(old)
    assert now.try_again_at == NOW + timedelta(minutes=1)
    assert now.ends_at is not None
    assert now.ends_at <= NOW + timedelta(hours=2), "then it is open for everybody"
    assert WAKEN in [what for _, _, what, _ in await cast.store.read(cases.story, old.id)]
    house, at = cast.world.house, NOW + timedelta(minutes=2)
    await cast.store.write(climb_ladder, ACTOR, at, house, [old.id])
    told = await cast.messages(cast.mette)
    assert any("nu er det tid til at prøve igen" in text for text in told)


async def test_a_second_start_changes_nothing(cast: Cast) -> None:
    await parked(cast, MONDAY)
    assert [await woken(cast), await woken(cast)] == [1, 0]


async def test_a_try_within_the_hour_and_one_after_the_talk_keep_their_time(cast: Cast) -> None:
    soon = await parked(cast, NOW + timedelta(minutes=50))
    assert await woken(cast) == 0
    await cast.store.write(cases.save, replace(soon, try_again_at=MONDAY, talked_at=NOW))
    assert await woken(cast) == 0
