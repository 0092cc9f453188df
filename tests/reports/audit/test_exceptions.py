"""What looks like a broken promise and is none: the auditor does not cry wolf."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from content.areas.cafe import CafeKey
from domain.case import CaseKind
from domain.message import OutboxState, Purpose
from domain.people import YouthStatus
from domain.reply import ReplyKind
from domain.task import TaskKind
from reports.audit.audit import emergency_words
from reports.audit.grounds import Outage
from reports.audit.verdict import Promise
from reports.audit.wire import CRIED, STOPPED
from storage import outbox, tables
from storage.tx import Tx
from tests.reports.audit.plant import SINCE, UNTIL, Plant, wall
from tests.reports.audit.planted_by_phone import all_off
from tests.reports.audit.planted_cries import cries, cries_late, refused
from tests.web.cast import BO_CHAT


async def test_a_story_in_which_nothing_happened_is_clean(plant: Plant) -> None:
    found = await plant.look()
    assert found.breaches == ()
    assert (found.youths, found.messages, found.wall.messages) == (1, 0, 0)
    assert (found.since, found.until) == (SINCE, UNTIL)


async def test_answers_cards_and_a_workers_own_words_may_come_at_night(plant: Plant) -> None:
    for minute, purpose in enumerate((Purpose.NOTICE, Purpose.CARD, Purpose.ANSWER)):
        await plant.says(f"02-18 02:{minute:02}", purpose, dedupe=f"in:{minute}:word")
    assert await plant.broken() == set()


async def test_a_card_and_an_answer_may_come_in_a_pause_and_after_stop(plant: Plant) -> None:
    await plant.did("pause", "02-17 10:00", until=int(wall("02-24 09:00").timestamp() * 1000))
    await plant.says("02-18 10:00", Purpose.CARD)
    await plant.did("stop", "02-18 12:00")
    await plant.cast.change_bo(status=YouthStatus.STOPPED.value)
    await plant.says("02-18 12:00", Purpose.NOTICE)
    await plant.says("02-19 12:00", Purpose.ANSWER)
    assert await plant.broken() == set()


async def test_a_pause_is_over_when_it_was_to_end_or_was_ended(plant: Plant) -> None:
    await plant.did("pause", "02-09 10:00", until=int(wall("02-16 09:00").timestamp() * 1000))
    await plant.asks("02-16 14:00")
    await plant.did("pause", "02-17 10:00", until=int(wall("03-17 09:00").timestamp() * 1000))
    await plant.did("resume", "02-18 10:00")
    await plant.asks("02-19 14:00", contact_key="thursday")
    assert await plant.broken() == set()


async def test_quiet_mode_lets_greetings_and_the_soft_line_through(plant: Plant) -> None:
    await plant.question("02-10 14:00")
    await plant.question("02-12 14:00", contact_key="thursday")
    await plant.duty("try_yourself", "02-16 14:00")
    await plant.says("02-17 16:00", Purpose.CARING, silent=True)
    await plant.says("02-18 12:00", silent=True, dedupe="cafe:1:invite:2")
    await plant.says("02-19 12:00", Purpose.REMINDER, dedupe="cafe:1:remind:2:3")
    assert await plant.broken() == set()


async def test_a_sign_of_life_ends_quiet_mode_and_the_row_of_questions(plant: Plant) -> None:
    await plant.asks("02-16 14:00")
    await plant.asks("02-18 14:00", contact_key="thursday")
    await plant.duty("try_yourself", "02-20 14:00")
    await plant.wrote("02-21 03:00", text=None, kind=ReplyKind.SKIP)
    await plant.asks("02-23 14:00")
    assert await plant.broken() == set()


async def test_later_is_asked_for_and_counts_nowhere(plant: Plant) -> None:
    checkin = await plant.asks("02-17 10:00")
    for hour in ("12", "14", "16"):
        await plant.wrote(f"02-17 {hour}:00", text=None, kind=ReplyKind.SKIP)
        await plant.says(f"02-17 {hour}:30", Purpose.LATER, checkin_id=checkin)
    assert await plant.broken() == set()


async def test_a_reminder_of_an_evening_that_one_said_yes_to_counts_nowhere(plant: Plant) -> None:
    for day in ("16", "17", "18", "19", "20"):
        await plant.says(f"02-{day} 16:00", Purpose.CARING, silent=True)
    await plant.says(
        "02-19 12:30",
        Purpose.REMINDER,
        dedupe="cafe:1:remind:2:3",
        wording=CafeKey.REMIND.value,
    )
    assert await plant.broken() == set()
    await plant.says("02-20 17:00", Purpose.REMINDER, dedupe="checkin:9:reminder")
    assert Promise.FIVE_A_WEEK in await plant.broken()


async def test_a_reminder_of_an_evening_that_one_said_maybe_to_is_one_too_many(
    plant: Plant,
) -> None:
    for day in ("16", "17", "18", "19", "20"):
        await plant.says(f"02-{day} 16:00", Purpose.CARING, silent=True)
    await plant.says(
        "02-21 12:30",
        Purpose.REMINDER,
        dedupe="cafe:1:remind:2:3",
        wording=CafeKey.REMIND_MAYBE.value,
    )
    assert await plant.broken() == {Promise.FIVE_A_WEEK}


async def test_what_was_taken_back_is_no_question_that_went_unanswered(plant: Plant) -> None:
    await plant.asks("02-17 14:00")
    await plant.asks("02-19 14:00", state="cancelled", contact_key="thursday")
    await plant.asks("02-23 14:00")
    assert await plant.broken() == set()


async def test_a_message_whose_answer_was_lost_is_found_by_its_words(plant: Plant) -> None:
    checkin = await plant.question("02-17 14:00")
    number = await plant.says("02-17 14:00", checkin_id=checkin, sent=False)
    await plant.cast.store.write(unknown, number)
    await plant.became("02-17 14:00", "sent", checkin_id=checkin)
    assert await plant.broken() == set()


async def test_words_for_when_nothing_can_be_stored_need_no_row(plant: Plant) -> None:
    house = plant.cast.world.house
    for number, words in enumerate(sorted(emergency_words(house))):
        plant.arrives(BO_CHAT, 500 + number, wall("02-18 02:14"), text=words)
    assert await plant.broken() == set()


async def test_an_outage_makes_everything_as_much_later_as_it_lasted(plant: Plant) -> None:
    await cries(plant, card="02-18 11:19", told="02-18 11:19")
    assert await plant.broken() == {Promise.CARD, Promise.ALARM}
    plant.outages.append(Outage(wall("02-18 11:10"), wall("02-18 11:19")))
    assert await plant.broken() == set()


async def test_who_was_away_or_could_not_be_written_to_need_not_have_heard(plant: Plant) -> None:
    cast = plant.cast
    await cries(plant, card="02-18 11:14", told=None, case=False)
    red = await plant.closed(CaseKind.CRISIS, "02-18 11:14", "02-18 11:40")
    await plant.told(red, "02-18 11:14", cast.karl, cast.anna)
    assert await plant.broken() == {Promise.ALARM}
    await cast.store.write(go_away, f"staff:{cast.mette}")
    assert await plant.broken() == set()


@pytest.mark.parametrize(
    ("lines", "broken"),
    [
        ([("away", "02-17 09:00", {"begins": "02-18 09:00"})], set()),
        ([("away", "02-17 09:00", {"begins": "02-19 09:00"})], {Promise.ALARM}),
        ([("away", "02-16 09:00", {}), ("back", "02-17 08:00", {})], {Promise.ALARM}),
        (
            [("away", "02-17 09:00", {"begins": "02-18 09:00"}), ("back", "02-17 10:00", {})],
            {Promise.ALARM},
        ),
    ],
    ids=["said ahead", "not yet begun", "back by the clock", "called off"],
)
async def test_who_is_here_again_or_still_must_hear(
    plant: Plant, lines: list[tuple[str, str, dict[str, str]]], broken: set[Promise]
) -> None:
    cast = plant.cast
    await cries(plant, card="02-18 11:14", told=None, case=False)
    red = await plant.closed(CaseKind.CRISIS, "02-18 11:14", "02-18 11:40")
    await plant.told(red, "02-18 11:14", cast.karl, cast.anna)
    for action, at, detail in lines:
        begins = {name: wall(value).isoformat() for name, value in detail.items()}
        actor = f"staff:{cast.mette}" if action == "away" else "system:end_absences"
        whole = {"staff": cast.mette, **begins}
        await cast.store.write(go_away, actor, action=action, at=at, detail=whole)
    assert await plant.broken() == broken


async def test_a_cry_that_was_answered_while_storage_refused_is_no_breach(plant: Plant) -> None:
    await refused(plant, card=True, alarm=True)
    assert await plant.broken() == set()


async def test_outages_that_overlap_excuse_an_hour_once(plant: Plant) -> None:
    for begins, ends in (("11:00", "12:00"), ("11:05", "12:00"), ("11:10", "11:50")):
        plant.outages.append(Outage(wall(f"02-18 {begins}"), wall(f"02-18 {ends}")))
    await cries(plant, card="02-18 12:40", told="02-18 12:40")
    assert await plant.broken() == {Promise.CARD, Promise.ALARM}


async def test_a_colleague_of_the_same_name_is_not_the_youth(plant: Plant) -> None:
    cast = plant.cast
    await plant.says("02-17 10:00", Purpose.NOTICE, to=cast.anna, text="Mette har den")
    await cast.store.write(rename, cast.bo, "Mette Lind")
    assert await plant.broken() == set()
    await plant.says("02-17 11:00", Purpose.NOTICE, to=cast.anna, text="Lind har ringet")
    assert await plant.broken() == {Promise.CONTENT_POOR}


async def test_a_greeting_of_two_words_is_nobodys_word(plant: Plant) -> None:
    await plant.closed(CaseKind.WORD, "02-17 10:00", "02-17 12:00")
    await plant.wrote("02-17 10:00", "ring nu", read_at=wall("02-17 12:00"))
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text="Ring nu")
    assert await plant.broken() == set()


async def test_nothing_is_owed_to_who_asked_for_no_more_contact(plant: Plant) -> None:
    await plant.cast.change_bo(
        status=YouthStatus.STOPPED.value, call_allowed=False, reassess_at=None
    )
    await plant.did("stop", "02-18 12:00")
    await plant.wrote("02-17 14:00", text=None, kind=ReplyKind.ANSWER, value="7")
    assert await plant.broken() == set()


async def test_what_lies_before_the_time_looked_at_is_not_said_again(plant: Plant) -> None:
    await plant.asks("02-10 23:30")
    await plant.wrote("02-11 14:00", read_at=wall("02-20 10:00"))
    assert await plant.broken() == set()


@pytest.mark.parametrize(("hours", "broken"), [(1, set()), (30, {Promise.READ})])
async def test_an_answer_waits_until_its_day_of_reading_is_over(
    plant: Plant, hours: int, broken: set[Promise]
) -> None:
    await plant.became("02-24 14:00", "skipped", reason="planted")
    await plant.wrote("02-23 14:00", text=None, kind=ReplyKind.ANSWER, value="7")
    await plant.cast.change_bo(
        last_human_contact_at=UNTIL, reassess_at=wall("02-24 15:00"), next_contact_at=None
    )
    plant.cast.clock.pass_by(timedelta(hours=hours))
    found = await plant.broken()
    assert found - {Promise.NEXT_CONTACT} == broken


def unknown(tx: Tx, number: int) -> None:
    outbox.move(tx, [number], OutboxState.SENDING, ready_at=None)
    outbox.move(tx, [number], OutboxState.UNKNOWN, reason="cut off", attempts=1)


def go_away(
    tx: Tx,
    actor: str,
    *,
    action: str = "away",
    at: str = "02-17 09:00",
    detail: dict[str, Any] | None = None,
) -> None:
    tx.execute(
        tables.audit.insert().values(
            site_id=tx.site_id,
            audit_id=tx.new_id(),
            at=wall(at),
            actor=actor,
            action=action,
            youth_id=None,
            allowed=True,
            detail=detail or {},
        )
    )


def rename(tx: Tx, youth_id: int, name: str) -> None:
    sealed = tx.seal(youth_id, tables.youth.c.name, youth_id, name)
    mine = tables.youth.c.youth_id == youth_id
    tx.execute(tables.youth.update().where(mine).values(name=sealed))


async def test_a_cry_counts_from_the_end_of_the_outage_in_which_nobody_could_take_it(
    plant: Plant,
) -> None:
    plant.outages.append(Outage(wall("02-18 09:10"), wall("02-18 11:14")))
    await cries_late(plant)
    assert await plant.broken() == set()


async def test_what_telegram_threw_away_in_a_day_without_us_was_nobodys_to_answer(
    plant: Plant,
) -> None:
    plant.meant(CRIED, "02-17 11:14")
    plant.outages.append(Outage(wall("02-17 09:00"), wall("02-18 12:00")))
    assert await plant.broken() == set()


async def test_a_yes_ends_what_was_stopped(plant: Plant) -> None:
    plant.meant(STOPPED, "02-17 10:00")
    await plant.did("accept", "02-18 10:00")
    await plant.says("02-18 14:00", Purpose.CARING, silent=True)
    assert await plant.broken() == set()


async def test_a_yes_that_a_worker_wrote_down_is_a_yes(plant: Plant) -> None:
    await plant.did("accept_by_hand", "01-25 13:00")
    await plant.did("stop", "02-10 18:00")
    await plant.did("accept_by_hand", "02-16 10:00", actor=f"staff:{plant.cast.mette}")
    await plant.asks("02-17 14:00")
    assert await plant.broken() == set()


async def test_a_yes_to_the_robot_ends_its_silence(plant: Plant) -> None:
    await plant.did("decline_bot", "02-16 10:00")
    await plant.did("accept_bot", "02-16 12:00")
    await plant.asks("02-17 14:00")
    assert await plant.broken() == set()


async def test_whoever_mended_their_age_is_looked_after_while_its_case_is_open(
    plant: Plant,
) -> None:
    await plant.did("underage", "02-18 10:00")
    await plant.did("age_again", "02-18 10:01")
    await plant.case(CaseKind.UNDERAGE, "02-18 10:00", taken_by=plant.cast.mette)
    await plant.cast.change_bo(status=YouthStatus.ASKED.value, reassess_at=None)
    assert Promise.NOT_DROPPED not in await plant.broken()


async def test_whoever_is_new_and_mended_their_age_was_nobodys_before(plant: Plant) -> None:
    await plant.did("open_invite", "02-18 09:00", actor="unknown:-")
    await plant.did("underage", "02-18 10:00")
    await plant.did("age_again", "02-18 10:01")
    left = {"status": YouthStatus.ASKED.value, "accepted_at": None, "reassess_at": None}
    await plant.cast.change_bo(**left)
    assert await plant.broken() == set()


@pytest.mark.parametrize("done", [None, "02-11 10:00"])
async def test_whoever_is_asked_nothing_and_whose_worker_knows_it_is_kept_in_touch_with(
    plant: Plant, done: str | None
) -> None:
    over = {"due_at": None, "done_at": wall(done), "outcome": "called"} if done else {}
    at = "02-10 10:00" if done else "02-23 10:00"
    await plant.duty(TaskKind.ALL_OFF.value, at, **over)
    await all_off(plant, at)
    assert await plant.broken() == set()
