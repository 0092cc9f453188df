"""What parents are told, settled twice in a row: the duty to look again always stands."""

from __future__ import annotations

from datetime import date

from domain.agreement import Guardian
from domain.people import Actor
from domain.task import TaskKind
from services.guardian import NotSettled, settle_without_telling
from storage import agreements, tasks, youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

SOON, LATER = date(2026, 3, 10), date(2026, 4, 1)


async def settles(cast: Cast, review_on: date) -> NotSettled | None:
    """Let Mette settle, now, that parents are told nothing until that day."""

    def settle(tx: Tx) -> NotSettled | None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        return settle_without_telling(
            tx,
            Actor.staff(cast.mette),
            NOW,
            cast.world.house,
            bo,
            reason="Bo er ikke tryg hjemme.",
            leader_id=cast.anna,
            review_on=review_on,
        )

    return await cast.store.write(settle)


async def reviews(cast: Cast) -> list[date]:
    """Return on which days somebody has the duty to look again."""
    owed = await cast.store.read(tasks.open_of_youth, cast.bo)
    return [
        one.due_at.date()
        for one in owed
        if one.kind is TaskKind.GUARDIAN_REVIEW and one.due_at is not None
    ]


async def test_a_form_that_is_pressed_twice_leaves_one_day_of_review(cast: Cast) -> None:
    for _ in range(2):
        assert await settles(cast, LATER) is None
    assert await reviews(cast) == [LATER]
    agreed = await cast.store.read(agreements.get, cast.bo)
    assert (agreed.guardian, agreed.guardian_review_on) == (Guardian.NOT_INFORMED, LATER)


async def test_another_day_chosen_in_the_same_second_is_the_one_that_stands(cast: Cast) -> None:
    await settles(cast, LATER)
    await settles(cast, SOON)
    assert await reviews(cast) == [SOON]
