"""Two who must not meet are kept apart for the day, also where its evenings are of two series."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from content.areas.cafe import CafeKey
from domain.cafe import Cafe, Coming, Rsvp, Series, answered
from domain.cafe_audience import LeftOut
from domain.people import Actor
from services.cafe_guests import may_be_first, why_left_out
from services.cafe_series import NewSeries, make_series
from services.change_cafe import cancel, move
from services.evening import Evening
from services.programme_of import programme_of
from services.tend_cafes import tend_cafes
from storage import apart, cafes, rsvps
from storage import youths as youth_rows
from storage.tables import outbox
from storage.tx import Tx
from tests.web.cast import Cast

ACTOR = Actor.system("test")
MONDAY = datetime.fromisoformat("2026-03-02T09:00+00:00")
DAY = timedelta(days=1)


def makes(tx: Tx, cast: Cast, cohort: str, day: str, at: int) -> Cafe:
    """Let the coordinator make a series for one cohort; return its first evening."""
    bo = youth_rows.get(tx, cast.bo)
    assert bo is not None
    key = programme_of(tx, cast.world.house, bo.programme_version_id).key
    new = NewSeries(
        programme_key=key,
        cohort=cohort,
        rule=f"FREQ=WEEKLY;BYDAY={day}",
        begins=time(at),
        ends=time(at + 2),
    )
    made = make_series(tx, Actor.staff(cast.anna), MONDAY, cast.world.house, new)
    assert isinstance(made, Series)
    return cafes.of_series_after(tx, made.id, MONDAY)[0]


class TwoSeries:
    """Bo is invited by one series and Eli by another; they must not meet."""

    def __init__(self, cast: Cast, eli: int) -> None:
        self.cast, self.eli, self.house = cast, eli, cast.world.house

    @classmethod
    async def settle(cls, cast: Cast, *, other_day: str = "TH") -> tuple[TwoSeries, Cafe, Cafe]:
        """Return the two with the first evening of each."""
        two = cls(cast, await cast.another_youth())

        def begin(tx: Tx) -> tuple[Cafe, Cafe]:
            youth_rows.change(tx, cast.bo, cohort="early")
            youth_rows.change(tx, two.eli, cohort="late", chat_id=2000)
            apart.mark(tx, MONDAY, cast.bo, two.eli, cast.anna)
            return (
                makes(tx, cast, "early", "TH", 15),
                makes(tx, cast, "late", other_day, 18),
            )

        return (two, *await cast.store.write(begin))

    async def tick(self, *evenings: Cafe, at: datetime | None = None) -> None:
        """Let the next step of these evenings come in its time."""
        for one in evenings:
            cafe = await self.cast.store.read(cafes.get, one.id)
            assert cafe is not None
            assert cafe.next_at is not None
            now = at or cafe.next_at
            await self.cast.store.write(tend_cafes, ACTOR, now, self.house, [cafe.id])

    async def row(self, cafe: Cafe, youth_id: int) -> Rsvp:
        """Return somebody's row for an evening."""
        found = await self.cast.store.read(rsvps.find, cafe.id, youth_id)
        assert found is not None
        return found

    async def says(self, cafe: Cafe, youth_id: int, answer: Coming) -> None:
        """Let somebody answer the invitation."""
        row = await self.row(cafe, youth_id)
        await self.cast.store.write(rsvps.save, answered(row, answer, MONDAY))

    async def moves(self, cafe: Cafe, by: timedelta) -> None:
        """Let the coordinator move an evening, the day after the invitations."""

        def change(tx: Tx) -> None:
            known = cafes.get(tx, cafe.id)
            assert known is not None
            evening = Evening.of(tx, MONDAY + DAY + timedelta(hours=6), self.house, known)
            assert move(evening, known.begins_at + by) is not None

        await self.cast.store.write(change)

    async def queued(self, youth_id: int, key: CafeKey) -> int:
        """Return how many messages of these words were queued for somebody."""

        def count(tx: Tx) -> int:
            rows = tx.execute(outbox.select().where(outbox.c.wording == str(key))).mappings()
            return sum(youth_id in {one["youth_id"], one["staff_id"]} for one in rows)

        return await self.cast.store.write(count)


async def test_only_one_of_them_is_invited_to_the_thursday_of_two_series(cast: Cast) -> None:
    two, bos, elis = await TwoSeries.settle(cast)
    await two.tick(bos, elis)
    assert (await two.row(bos, cast.bo)).invited_at is not None
    assert (await two.row(elis, two.eli)).left_out == LeftOut.APART


async def test_next_week_it_is_the_others_turn_though_they_are_asked_last(cast: Cast) -> None:
    two, bos, elis = await TwoSeries.settle(cast)
    await two.tick(bos, elis)
    next_bos, next_elis = [
        (await cast.store.read(cafes.of_series_after, one.series_id, one.begins_at))[0]
        for one in (bos, elis)
    ]
    await two.tick(next_bos, next_elis)
    assert (await two.row(next_bos, cast.bo)).left_out == LeftOut.APART
    assert (await two.row(next_elis, two.eli)).invited_at is not None


async def test_on_different_days_both_are_invited(cast: Cast) -> None:
    two, bos, elis = await TwoSeries.settle(cast, other_day="WE")
    await two.tick(bos, elis)
    for cafe, youth_id in ((bos, cast.bo), (elis, two.eli)):
        assert (await two.row(cafe, youth_id)).invited_at is not None


@pytest.mark.parametrize("is_off", [False, True])
async def test_late_and_early_invitations_look_at_the_whole_day(
    cast: Cast, *, is_off: bool
) -> None:
    two, bos, elis = await TwoSeries.settle(cast)
    await two.tick(bos)

    def why(tx: Tx) -> tuple[LeftOut | None, bool]:
        eli, at_noon = youth_rows.get(tx, two.eli), MONDAY + timedelta(hours=30)
        known = cafes.get(tx, bos.id)
        assert eli is not None
        assert known is not None
        if is_off:
            cancel(Evening.of(tx, at_noon, two.house, known))
        evening = Evening.of(tx, at_noon, two.house, elis)
        return why_left_out(evening, eli), may_be_first(evening, eli)

    assert await cast.store.write(why) == ((None, True) if is_off else (LeftOut.APART, False))


async def test_an_invitation_that_moves_to_their_day_is_taken_back(cast: Cast) -> None:
    two, bos, elis = await TwoSeries.settle(cast, other_day="WE")
    await two.tick(elis, bos)
    await two.moves(elis, DAY)
    moved = await two.row(elis, two.eli)
    assert moved.left_out == LeftOut.APART
    assert moved.invited_at is None
    assert (await two.row(bos, cast.bo)).invited_at is not None


async def test_who_said_yes_before_it_moved_there_is_talked_to_by_a_human(cast: Cast) -> None:
    two, bos, elis = await TwoSeries.settle(cast, other_day="WE")
    await two.tick(elis, bos)
    await two.says(elis, two.eli, Coming.YES)
    await two.moves(elis, DAY)
    assert await two.queued(two.eli, CafeKey.MOVED) == 0
    assert await two.queued(cast.anna, CafeKey.BOTH) == 1


async def test_of_two_marked_too_late_one_is_reminded_that_day(cast: Cast) -> None:
    two, bos, elis = await TwoSeries.settle(cast)
    await cast.store.write(apart.unmark, cast.bo, two.eli)
    await two.tick(bos, elis)
    await two.says(bos, cast.bo, Coming.YES)
    await two.says(elis, two.eli, Coming.YES)
    await cast.store.write(apart.mark, MONDAY, cast.bo, two.eli, cast.anna)
    await two.tick(elis, bos)  # the one that reminds first is not the one that goes first
    assert await two.queued(cast.bo, CafeKey.REMIND) == 1
    assert await two.queued(two.eli, CafeKey.REMIND) == 0
    assert await two.queued(cast.anna, CafeKey.BOTH) == 1
