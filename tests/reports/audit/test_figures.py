"""The longest wall of unanswered messages, and the rows of a day, to the last one."""

from __future__ import annotations

from datetime import timedelta

from domain.case import CaseKind
from domain.message import Purpose
from reports.audit.grounds import Grounds, Outage, apart
from reports.audit.wire import Heard
from storage import cases
from storage.tx import Tx
from tests.reports.audit.plant import SINCE, UNTIL, Plant, wall
from tests.web.cast import BO_CHAT


async def test_the_longest_wall_is_the_most_new_messages_with_nothing_in_between(
    plant: Plant,
) -> None:
    await plant.says("02-16 10:00", Purpose.HELLO)
    await plant.asks("02-16 14:00")
    plant.heard.append(tap("02-16 18:00"))
    # Four, two of which ask; a change of one is no new message.
    await plant.asks("02-18 14:00", contact_key="thursday")
    await plant.says("02-19 12:00", Purpose.REMINDER)
    await plant.says("02-19 16:00", Purpose.CARING, silent=True)
    plant.arrives(BO_CHAT, 104, wall("02-19 17:00"), edited=True)
    await plant.says("02-20 16:00", Purpose.NOTICE)
    plant.heard.append(tap("02-20 18:00"))
    for day in ("21", "22", "23"):
        await plant.says(f"02-{day} 16:00", Purpose.CARING, silent=True)
    wall_seen = (await plant.look()).wall
    assert (wall_seen.messages, wall_seen.asking) == (4, 2)
    assert (wall_seen.since, wall_seen.until) == (wall("02-18 14:00"), wall("02-20 16:00"))
    assert wall_seen.youth_id == plant.cast.bo


def tap(at: str) -> Heard:
    return Heard(chat_id=BO_CHAT, update_id=1, at=wall(at), kind="callback_query")


async def test_rows_of_a_day_are_counted_for_each_worker_on_each_working_day(
    plant: Plant,
) -> None:
    """Seven working days, from Monday the 16th to Tuesday the 24th."""
    cast = plant.cast
    first = await plant.closed(CaseKind.CONTACT_DUE, "02-16 10:00", "02-18 10:00")
    await plant.told(first, "02-16 10:00", cast.mette)  # Monday, Tuesday and Wednesday
    second = await plant.closed(CaseKind.CALL_ME, "02-17 10:00", "02-17 15:00")
    await plant.told(second, "02-17 10:00", cast.mette, cast.karl)  # Tuesday
    await plant.duty("call", "02-17 09:00", done_at=wall("02-20 12:00"))  # due on Wednesday
    await plant.duty("note", "02-17 09:00", due_at=None, done_at=wall("02-17 12:00"))
    rows = {one.staff_id: (one.median, one.most) for one in (await plant.look()).rows_per_day}
    # Mette: 1, 3, 2, 1, 1, 0, 0. Karl stood in for an hour of one day.
    assert rows[cast.mette] == (1, 3)
    assert rows[cast.karl] == (0, 1)


async def test_a_case_that_a_colleague_has_taken_is_off_the_list_from_the_next_day_on(
    plant: Plant,
) -> None:
    cast = plant.cast
    case = await plant.case(CaseKind.CONTACT_DUE, "02-16 10:00", {"02-16 10:00": "opened"})
    await plant.told(case, "02-16 10:00", cast.mette, cast.karl)
    await plant.cast.store.write(_taken_by, case.id, cast.karl)
    rows = {one.staff_id: (one.median, one.most) for one in (await plant.look()).rows_per_day}
    assert rows[cast.karl] == (1, 1)
    assert rows[cast.mette] == (0, 1)


def _taken_by(tx: Tx, case_id: int, staff_id: int) -> None:
    cases.tell(tx, wall("02-16 11:00"), case_id, f"staff:{staff_id}", "taken", {})


def test_outages_that_overlap_touch_or_lie_in_one_another_count_each_hour_once() -> None:
    def out(begins: int, ends: int) -> Outage:
        return Outage(SINCE + timedelta(hours=begins), SINCE + timedelta(hours=ends))

    apart_now = apart([out(9, 10), out(0, 4), out(2, 3), out(3, 6), out(6, 7)])
    assert apart_now == (out(0, 7), out(9, 10))


async def test_what_falls_into_overlapping_outages_is_as_late_as_all_of_them_lasted(
    plant: Plant,
) -> None:
    def out(begins: int, ends: int) -> Outage:
        return Outage(SINCE + timedelta(hours=begins), SINCE + timedelta(hours=ends))

    grounds = Grounds(
        since=SINCE,
        until=UNTIL,
        site=plant.cast.world.house.site,
        programme=plant.cast.world.house.programmes.by_version.__getitem__,
        staff={},
        outages=apart([out(1, 5), out(4, 8), out(20, 21)]),
    )
    due = SINCE + timedelta(hours=2)
    assert grounds.by(due, since=SINCE) == due + timedelta(hours=7)
    inside = SINCE + timedelta(hours=6)
    assert grounds.by(inside, since=inside) == SINCE + timedelta(hours=8)
