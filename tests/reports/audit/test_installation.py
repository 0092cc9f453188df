"""Where the taps of earlier days are forgotten, the auditor calls broken only what is sure."""

from __future__ import annotations

from datetime import timedelta

from domain.message import Purpose
from domain.reply import ReplyKind
from reports.audit.installation import audit_installation
from reports.audit.verdict import Audit, Promise
from storage import staff as staff_rows
from storage.tx import Tx
from tests.reports.audit.plant import STRANGER_CHAT, UNTIL, Plant, wall


async def installed(plant: Plant, *, days: int = 3) -> Audit:
    """Return what the auditor says of an installation that kept no wire."""
    house = plant.cast.world.house
    return await plant.cast.store.read(
        audit_installation, UNTIL, house.programmes, house.site, days=days
    )


async def test_quiet_mode_that_a_forgotten_tap_may_have_ended_is_not_called_broken(
    plant: Plant,
) -> None:
    await plant.duty("try_yourself", "02-16 14:00", due_at=None, done_at=wall("02-17 12:00"))
    await plant.asks("02-23 14:00")
    assert set((await installed(plant)).by_promise) == set()


async def test_quiet_mode_that_holds_now_is(plant: Plant) -> None:
    await plant.cast.change_bo(quieted_at=wall("02-20 14:00"))
    await plant.asks("02-23 14:00")
    assert set((await installed(plant)).by_promise) == {Promise.QUIET_MODE}


async def test_quiet_mode_that_the_youth_ended_is_over_from_then_on(plant: Plant) -> None:
    values = {"due_at": None, "done_at": wall("02-23 10:00"), "outcome": "youth_came_back"}
    await plant.duty("try_yourself", "02-20 14:00", **values)
    await plant.asks("02-23 14:00")
    assert set((await installed(plant)).by_promise) == set()
    await plant.asks("02-23 09:30", contact_key="thursday")
    found = set((await installed(plant)).by_promise)
    assert found == {Promise.QUIET_MODE, Promise.ONE_A_DAY}


async def test_three_questions_are_named_when_there_was_no_sign_of_life_at_all(
    plant: Plant,
) -> None:
    await plant.cast.change_bo(last_sign_of_life_at=wall("02-15 10:00"))
    for day in ("17", "19", "24"):
        await plant.asks(f"02-{day} 12:00")
    assert set((await installed(plant)).by_promise) == {Promise.UNANSWERED}
    await plant.cast.change_bo(last_sign_of_life_at=wall("02-20 10:00"))
    assert set((await installed(plant)).by_promise) == set()


async def test_a_week_is_counted_from_its_monday_though_the_look_is_shorter(plant: Plant) -> None:
    for day in range(16, 22):
        await plant.says(f"02-{day} 16:00", Purpose.CARING, silent=True)
    plant.cast.clock.time = wall("02-22 12:00")
    house = plant.cast.world.house
    found = await plant.cast.store.read(
        audit_installation, wall("02-22 12:00"), house.programmes, house.site, days=1
    )
    assert set(found.by_promise) == {Promise.FIVE_A_WEEK}


async def test_an_answer_that_waits_since_before_the_look_is_not_said_again(plant: Plant) -> None:
    await plant.wrote("02-10 14:00", text=None, kind=ReplyKind.ANSWER, value="7")
    await plant.cast.change_bo(reassess_at=UNTIL + timedelta(hours=1))
    assert Promise.READ not in (await installed(plant)).by_promise


async def test_a_stranger_who_was_answered_and_a_phone_that_was_given_up_are_no_breach(
    plant: Plant,
) -> None:
    cast = plant.cast
    await plant.says("02-23 10:00", Purpose.NOTICE, text="Hej", to=cast.mette)
    await plant.says("02-23 11:00", Purpose.CARING, text="Hej igen", silent=True)
    await plant.says("02-23 12:00", Purpose.NOTICE, chat_id=STRANGER_CHAT, youth_id=None)
    assert (await installed(plant)).is_clean
    await plant.did("open_invite", "02-23 20:00")
    await cast.change_bo(chat_id=99_001)

    def other_phone(tx: Tx) -> None:
        staff_rows.change(tx, cast.mette, chat_id=99_002)

    await cast.store.write(other_phone)
    assert (await installed(plant)).is_clean
