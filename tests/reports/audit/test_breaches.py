"""The auditor is honest: every kind of broken promise that is planted is named, and only that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.case import CaseKind, CaseState, Outcome
from domain.message import OutboxState, Purpose
from domain.people import YouthStatus
from domain.reply import ReplyKind
from reports.audit.verdict import Promise
from reports.audit.wire import Heard
from storage import outbox, tables
from storage.tx import Tx
from tests.reports.audit import (
    planted_by_phone,
    planted_chats,
    planted_contact,
    planted_cries,
    planted_erased,
    planted_evenings,
    planted_plans,
    planted_waits,
)
from tests.reports.audit.plant import STRANGER_CHAT, UNTIL, Plant, wall
from tests.reports.audit.planted import PLANTED, breaks
from tests.web.cast import BO_CHAT

__all__ = [
    "planted_by_phone",
    "planted_chats",
    "planted_contact",
    "planted_cries",
    "planted_erased",
    "planted_evenings",
    "planted_plans",
    "planted_waits",
]  # what is planted there is looked at here

# ------------------------------------------------------------- planned contacts


@breaks(Promise.PLANNED)
async def skipped_without_a_reason(plant: Plant) -> None:
    await plant.became("02-17 14:00", "skipped", reason=None)


@breaks(Promise.PLANNED)
async def said_to_be_sent_and_never_queued(plant: Plant) -> None:
    await plant.became("02-17 14:00", "sent", checkin_id=await plant.question("02-17 14:00"))


@breaks(Promise.PLANNED)
async def queued_and_left_lying(plant: Plant) -> None:
    checkin = await plant.question("02-17 14:00")
    await plant.became("02-17 14:00", "sent", checkin_id=checkin)
    await plant.says("02-17 14:00", checkin_id=checkin, sent=False, arrives=0)


@breaks(Promise.PLANNED)
async def given_to_a_worker_who_never_heard_of_it(plant: Plant) -> None:
    await plant.became("02-17 14:00", "task")


@breaks(Promise.PLANNED)
async def due_and_passed_over(plant: Plant) -> None:
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.PLANNED)
async def planned_no_more_though_it_goes_on(plant: Plant) -> None:
    # The next is due on 24 February at 14.00: an hour and more after the present is too late.
    plant.cast.clock.pass_by(timedelta(hours=3))


# ------------------------------------------------------------- the wire


@breaks(Promise.EXPLAINED)
async def words_in_a_chat_that_nobody_queued(plant: Plant) -> None:
    plant.arrives(BO_CHAT, 77, wall("02-17 14:00"))


@breaks(Promise.EXPLAINED)
async def said_to_be_sent_and_never_arrived(plant: Plant) -> None:
    await plant.says("02-17 14:00", arrives=0)


# ------------------------------------------------------------- when, and how much


@breaks(Promise.QUIET_HOURS)
async def a_question_at_night(plant: Plant) -> None:
    await plant.asks("02-17 22:30")


@breaks(Promise.QUIET_HOURS)
async def news_of_answers_read_at_night(plant: Plant) -> None:
    await plant.says("02-17 21:30", Purpose.RECEIPT, silent=True)


@breaks(Promise.QUIET_HOURS)
async def a_caring_message_before_nine(plant: Plant) -> None:
    await plant.says("02-17 08:59", Purpose.CARING, silent=True)


@breaks(Promise.QUIET_HOURS)
async def news_of_an_evening_at_night(plant: Plant) -> None:
    await plant.says("02-17 23:00", Purpose.NOTICE, dedupe="cafe:1:moved:2:3")


@breaks(Promise.FIVE_A_WEEK)
async def six_in_one_week(plant: Plant) -> None:
    for day in range(16, 22):
        await plant.says(f"02-{day} 16:00", Purpose.CARING, silent=True)


@breaks(Promise.ONE_A_DAY)
async def two_questions_in_one_day(plant: Plant) -> None:
    await plant.asks("02-17 10:00")
    await plant.asks("02-17 14:00", contact_key="thursday")


@breaks(Promise.ONE_A_DAY)
async def an_evening_and_a_greeting_in_one_day(plant: Plant) -> None:
    await plant.says("02-17 10:00", Purpose.CARING, silent=True)
    await plant.says("02-17 11:00", text="Der er café", dedupe="cafe:1:invite:2")


@breaks(Promise.STOP)
async def a_greeting_after_stop(plant: Plant) -> None:
    await plant.cast.change_bo(status=YouthStatus.STOPPED.value)
    await plant.did("stop", "02-17 10:00")
    await plant.says("02-18 16:00", Purpose.CARING, silent=True)


@breaks(Promise.PAUSE)
async def a_question_in_a_pause(plant: Plant) -> None:
    await plant.did("pause", "02-17 10:00", until=int(wall("02-24 09:00").timestamp() * 1000))
    await plant.asks("02-19 14:00")


@breaks(Promise.RED_CASE)
async def a_greeting_while_a_red_case_is_open(plant: Plant) -> None:
    red = await plant.closed(CaseKind.CRISIS, "02-17 10:00", "02-17 10:40")
    await plant.told(red, "02-17 10:00")
    await plant.says("02-17 10:20", Purpose.CARING, silent=True)


@breaks(Promise.RED_CASE)
async def news_of_an_absence_while_a_red_case_is_open(plant: Plant) -> None:
    red = await plant.closed(CaseKind.CRISIS, "02-17 10:00", "02-17 10:40")
    await plant.told(red, "02-17 10:00")
    await plant.says("02-17 10:20", Purpose.NOTICE, silent=True, dedupe="away:1:0:2")


@breaks(Promise.QUIET_MODE, Promise.UNANSWERED)
async def a_third_question_in_quiet_mode(plant: Plant) -> None:
    await plant.asks("02-16 14:00")
    await plant.asks("02-18 14:00", contact_key="thursday")
    await plant.duty("try_yourself", "02-20 14:00")
    await plant.asks("02-23 14:00")


@breaks(Promise.QUIET_MODE)
async def a_reminder_in_quiet_mode(plant: Plant) -> None:
    await plant.question("02-10 14:00")
    await plant.question("02-12 14:00", contact_key="thursday")
    await plant.duty("try_yourself", "02-16 14:00")
    await plant.says("02-18 12:00", Purpose.REMINDER)


# ------------------------------------------------------------- twice, and in a row


@breaks(Promise.ONCE, Promise.ONE_A_DAY)
async def one_question_that_arrives_twice(plant: Plant) -> None:
    checkin = await plant.question("02-17 14:00")
    number = await plant.says("02-17 14:00", checkin_id=checkin)
    await plant.cast.store.write(_unknown_again, number)
    plant.arrives(BO_CHAT, 78, wall("02-17 14:01"), text="Hej Bo")


@breaks(Promise.ONCE, Promise.ONE_A_DAY)
async def two_questions_of_one_check_in(plant: Plant) -> None:
    checkin = await plant.asks("02-17 10:00")
    await plant.says("02-17 14:00", checkin_id=checkin)


@breaks(Promise.ONCE)
async def two_reminders_of_one_check_in(plant: Plant) -> None:
    checkin = await plant.asks("02-17 10:00")
    await plant.says("02-18 12:00", Purpose.REMINDER, checkin_id=checkin)
    await plant.says("02-18 14:00", Purpose.REMINDER, checkin_id=checkin)


@breaks(Promise.ONCE)
async def one_contact_begun_twice_on_a_day(plant: Plant) -> None:
    for time, arrived in (("10:00", OutboxState.SENT), ("14:00", OutboxState.SKIPPED)):
        checkin = await plant.question(f"02-17 {time}")
        sent = arrived is OutboxState.SENT
        await plant.became(f"02-17 {time}", "sent", checkin_id=checkin)
        number = await plant.says(
            f"02-17 {time}", checkin_id=checkin, sent=sent, arrives=int(sent)
        )
        if not sent:
            await plant.cast.store.write(_skip, number)


@breaks(Promise.UNANSWERED)
async def three_questions_and_no_answer(plant: Plant) -> None:
    for day in ("17", "19", "23"):
        await plant.asks(f"02-{day} 12:00")


@breaks(Promise.ONCE)
async def two_invitations_to_one_evening(plant: Plant) -> None:
    for at, end in (("02-17 10:00", "7"), ("02-18 10:00", "7:again")):
        await plant.says(at, Purpose.NOTICE, dedupe=f"cafe:5:invite:{end}", silent=True)


# ------------------------------------------------------------- what a youth sends


@breaks(Promise.KEPT)
async def words_that_are_kept_nowhere(plant: Plant) -> None:
    plant.heard.append(
        Heard(
            chat_id=BO_CHAT,
            update_id=1,
            at=wall("02-17 14:00"),
            kind="message",
            message_id=55,
            is_words=True,
        )
    )


@breaks(Promise.KEPT)
async def words_that_are_kept_twice(plant: Plant) -> None:
    await plant.closed(CaseKind.WORD, "02-17 14:00", "02-17 14:30")
    await plant.wrote("02-17 14:00", message_id=55, read_at=wall("02-17 14:30"))
    await plant.wrote("02-17 14:00", message_id=55, read_at=wall("02-17 14:30"))


@breaks(Promise.KEPT)
async def an_update_that_nobody_handled(plant: Plant) -> None:
    await plant.row(
        tables.inbox,
        bot_id=1,
        update_id=2,
        lane=b"lane",
        key_day="2026-02-20",
        state="new",
        attempts=3,
        received_at=wall("02-20 10:00"),
        due_at=wall("02-24 13:30"),
    )


@breaks(Promise.READ)
async def words_without_a_case(plant: Plant) -> None:
    await plant.wrote("02-17 14:00")


@breaks(Promise.READ)
async def an_answer_that_nobody_read_in_its_day(plant: Plant) -> None:
    await plant.wrote("02-17 14:00", text=None, kind=ReplyKind.ANSWER, value="7")


@breaks(Promise.READ, Promise.NEXT_CONTACT)
async def an_answer_on_no_clock(plant: Plant) -> None:
    await plant.cast.change_bo(reassess_at=None)
    await plant.wrote("02-24 10:00", text=None, kind=ReplyKind.ANSWER, value="7")


# ------------------------------------------------------------- cases and contacts


@breaks(Promise.CASE)
async def a_case_that_ended_in_nothing(plant: Plant) -> None:
    await plant.closed(CaseKind.CONTACT_DUE, "02-17 10:00", "02-17 12:00", outcome=None)


@breaks(Promise.CASE)
async def a_case_that_ended_as_it_cannot(plant: Plant) -> None:
    await plant.closed(CaseKind.CALL_ME, "02-17 10:00", "02-17 12:00", outcome=Outcome.READ)


@breaks(Promise.CASE)
async def a_case_that_nothing_moves_on(plant: Plant) -> None:
    await plant.case(CaseKind.CALL_ME, "02-24 10:00", escalate_at=None)


@breaks(Promise.CASE)
async def a_case_that_should_have_climbed(plant: Plant) -> None:
    await plant.case(CaseKind.CALL_ME, "02-23 10:00", escalate_at=wall("02-24 10:00"))


@breaks(Promise.CASE)
async def a_case_that_lay_still_for_two_weeks(plant: Plant) -> None:
    story = {"02-03 10:00": "opened", "02-17 10:00": "system:climb_ladder climbed"}
    await plant.case(CaseKind.CALL_ME, "02-03 10:00", story)


@breaks(Promise.CASE)
async def a_red_case_that_was_told_once_in_a_night(plant: Plant) -> None:
    story = {"02-18 02:14": "opened", "02-18 08:00": "taken", "02-18 08:10": "closed"}
    red = await plant.case(
        CaseKind.CRISIS,
        "02-18 02:14",
        story,
        state=CaseState.CLOSED,
        closed_at=wall("02-18 08:10"),
        escalate_at=None,
        outcome=Outcome.TALKED,
    )
    await plant.told(red, "02-18 02:14")


@breaks(Promise.NOT_DROPPED)
async def a_case_that_the_program_closed(plant: Plant) -> None:
    story = {"02-17 10:00": "opened", "02-17 12:00": "system:reassess closed"}
    case = await plant.case(
        CaseKind.CONTACT_DUE,
        "02-17 10:00",
        story,
        state=CaseState.CLOSED,
        closed_at=wall("02-17 12:00"),
        escalate_at=None,
        outcome=Outcome.TALKED,
    )
    await plant.told(case, "02-17 10:00", plant.cast.mette)


@breaks(Promise.NOT_DROPPED)
async def a_youth_who_was_stopped_for_silence(plant: Plant) -> None:
    await plant.cast.change_bo(status=YouthStatus.STOPPED.value)
    await plant.did("stop", "02-17 10:00", actor="system:reassess")


@breaks(Promise.NOT_DROPPED)
async def a_youth_who_is_over_and_nobody_said_so(plant: Plant) -> None:
    await plant.cast.change_bo(status=YouthStatus.ENDED.value)


@breaks(Promise.NEXT_CONTACT)
async def a_youth_whom_nobody_calls_next(plant: Plant) -> None:
    await plant.cast.change_bo(reassess_at=None)


@breaks(Promise.NEXT_CONTACT)
async def a_youth_who_is_looked_at_a_month_too_late(plant: Plant) -> None:
    await plant.cast.change_bo(reassess_at=UNTIL + timedelta(days=30))


# ------------------------------------------------------------- caring, and staff's phones


@breaks(Promise.CARING)
async def a_caring_message_with_buttons(plant: Plant) -> None:
    await plant.says("02-17 16:00", Purpose.CARING, silent=True, labels=("Ja",))


@breaks(Promise.CARING)
async def a_caring_message_that_rings(plant: Plant) -> None:
    await plant.says("02-17 16:00", Purpose.CARING)


@breaks(Promise.CARING)
async def a_caring_message_that_is_waited_for(plant: Plant) -> None:
    await plant.question("02-17 16:00", kind="caring", contact_key="caring")


@breaks(Promise.CARING)
async def a_youth_who_is_called_silent_after_one_question(plant: Plant) -> None:
    await plant.asks("02-17 14:00")
    await plant.duty("try_yourself", "02-20 14:00")


@breaks(Promise.CONTENT_POOR)
async def a_name_in_a_push(plant: Plant) -> None:
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text="Ring til Bo i dag")


@breaks(Promise.CONTENT_POOR, Promise.EXPLAINED)
async def a_name_in_a_push_that_was_changed(plant: Plant) -> None:
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text="Ring i dag")
    plant.arrives(900, 100, wall("02-17 10:01"), text="Ring til LIND!", edited=True)


@breaks(Promise.CONTENT_POOR)
async def a_name_in_the_genitive(plant: Plant) -> None:
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text="Se Linds sag")


@breaks(Promise.CONTENT_POOR)
async def the_number_of_a_youth(plant: Plant) -> None:
    await plant.cast.change_bo(phone="+4522334455")
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text="Ring 22 33 44 55")


@breaks(Promise.CONTENT_POOR)
async def the_beginning_of_their_words(plant: Plant) -> None:
    await plant.closed(CaseKind.WORD, "02-17 10:00", "02-17 12:00")
    words = "jeg tror min far er flyttet til Aarhus uden at sige det"
    await plant.wrote("02-17 10:00", words, read_at=wall("02-17 12:00"))
    text = "Ny: jeg tror min far er flyttet …"
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text=text)


@breaks(Promise.CONTENT_POOR)
async def a_name_on_a_button(plant: Plant) -> None:
    await plant.says(
        "02-17 10:00", Purpose.NOTICE, to=plant.cast.anna, text="Hvem?", labels=("Bo",)
    )


@breaks(Promise.CONTENT_POOR)
async def words_in_a_push(plant: Plant) -> None:
    await plant.closed(CaseKind.WORD, "02-17 10:00", "02-17 12:00")
    await plant.wrote("02-17 10:00", "min far er flyttet", read_at=wall("02-17 12:00"))
    await plant.says(
        "02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text="Ny: Min far er flyttet."
    )


@breaks(Promise.CONTENT_POOR)
async def a_place_in_a_push(plant: Plant) -> None:
    text = "Sendt fra 55.67610, 12.56830"
    await plant.says("02-17 10:00", Purpose.NOTICE, to=plant.cast.mette, text=text)


def _unknown_again(tx: Tx, number: int) -> None:
    same = tables.outbox.c.outbox_id == number
    tx.execute(tables.outbox.update().where(same).values(attempts=2))


def _skip(tx: Tx, number: int) -> None:
    outbox.move(tx, [number], OutboxState.SKIPPED, reason="pause", ready_at=None)


@pytest.mark.parametrize("planted", PLANTED)
async def test_a_broken_promise_is_named(plant: Plant, planted: str) -> None:
    promises, planting = PLANTED[planted]
    await planting(plant)
    found = await plant.look()
    assert set(found.by_promise) == promises, "\n".join(map(str, found.breaches))
    assert all(breach.evidence for breach in found.breaches)


def test_every_promise_is_planted_broken() -> None:
    planted = {promise for promises, _ in PLANTED.values() for promise in promises}
    assert planted == set(Promise)
    assert len(PLANTED) >= 20
    assert STRANGER_CHAT != BO_CHAT


async def test_what_came_before_an_erasure_is_nobodys_broken_promise(plant: Plant) -> None:
    await plant.says("02-17 14:00")
    await plant.wrote("02-17 14:10", read_at=wall("02-17 14:30"))
    await plant.closed(CaseKind.CONTACT_DUE, "02-17 15:00", "02-17 16:00")
    await planted_erased.erased(plant)
    plant.arrives(BO_CHAT, next(plant.numbers), wall("02-19 14:00"))
    found = await plant.look()
    assert [one.promise for one in found.breaches] == [Promise.EXPLAINED], "what no row explains"
    assert found.youths == 1
