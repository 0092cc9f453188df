"""The built-in programme, lived: the first week of the storyboard, and what belongs to a year."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from domain.agreement import Agreement
from domain.new_youth import line_field
from domain.people import Channel
from domain.task import TaskKind
from storage import agreements, caring, tasks, youths
from storage.tables import checkin, occurrence
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.test_enrolment_new_youth import filled, the_form
from tests.journeys.town import Town, at, said_after, texts
from tests.plain import BUILT_IN

CARING = "Hej Amal. Det er godt, at du er med. Du behøver ikke svare. Maja"


@pytest.fixture
async def real_town(make_town: MakeTown) -> AsyncIterator[Town]:
    """A town with the built-in programme, on a Tuesday at two."""
    async with make_town(at("2026-03-03 14:00"), content=BUILT_IN) as made:
        await made.hire()
        yield made


async def test_the_first_week_is_one_greeting_two_check_ins_and_a_call(real_town: Town) -> None:
    amal = await real_town.enrol()
    mark = amal.mark
    await real_town.until("2026-03-04 16:10")
    [greeting] = [one for one in amal.messages if one.from_bot and one.seq > mark]
    assert (greeting.text, greeting.silent, greeting.labels) == (CARING, True, [])

    await real_town.until("2026-03-05 14:10")
    assert "hører til" in amal.last.text
    for label in ("7", "8", "Som jeg håbede"):
        await real_town.tap(amal, label)
    assert amal.last.text == "Tak, noteret. Maja ser det."

    await real_town.until("2026-03-06 09:00")
    youth = await real_town.youth(amal)
    calls = await real_town.read(tasks.open_of_youth, youth.id)
    dues = [task.due_at for task in calls if task.kind is TaskKind.FIRST_CALL]
    assert dues == [at("2026-03-06 14:00")]

    await real_town.until("2026-03-10 14:10")
    assert "møde op, som du gerne ville" in amal.last.text
    await real_town.tap(amal, "5")
    assert "pauserne" in amal.last.text
    asked = [row["asked"] for row in await real_town.rows(checkin, kind="checkin")]
    assert asked == [["belong", "safe", "week"], ["showing_up", "breaks"]]


async def test_a_greeting_is_no_check_in_and_silence_after_it_is_never_missed(
    real_town: Town,
) -> None:
    amal = await real_town.enrol()
    await real_town.until("2026-03-05 12:00")
    assert CARING in texts(amal)
    assert await real_town.checkins(amal) == []
    assert await real_town.cases(amal) == []


def write_line(tx: Tx, youth_id: int, staff_id: int) -> None:
    line = "Jeg gik forbi værkstedet i dag."
    now = at("2026-03-03 15:00")
    caring.save(tx, now, youth_id=youth_id, slot="day_1", line=line, staff_id=staff_id)


async def test_the_worker_s_own_line_stands_in_the_greeting(real_town: Town) -> None:
    amal = await real_town.enrol()
    youth = await real_town.youth(amal)
    await real_town.app.world.store.write(write_line, youth.id, youth.mentor_id)
    await real_town.until("2026-03-04 16:10")
    assert amal.last.text == (
        "Hej Amal. Jeg gik forbi værkstedet i dag. Du behøver ikke svare. Maja"
    )


async def test_a_low_answer_on_going_on_is_followed_up_once(real_town: Town) -> None:
    amal = await real_town.enrol()
    for day in ("05", "10", "12"):
        await real_town.until(f"2026-03-{day} 14:10")
        await real_town.tap(amal, "Spring over")
    await real_town.until("2026-03-17 14:10")
    assert "god nok" in amal.last.text
    await real_town.tap(amal, "6")
    assert "blive ved" in amal.last.text
    await real_town.tap(amal, "3")
    assert amal.last.text == "Hvad passer bedst på dig lige nu?"
    await real_town.tap(amal, "Overvejer at stoppe")
    assert amal.last.text.startswith("Tak, fordi du siger det, som det er.")


def go_by_phone(tx: Tx, youth_id: int) -> None:
    youths.change(tx, youth_id, channel=Channel.PHONE.value)


async def test_who_has_no_bot_is_told_by_the_worker(real_town: Town) -> None:
    amal = await real_town.enrol()
    youth = await real_town.youth(amal)
    await real_town.app.world.store.write(go_by_phone, youth.id)
    mark = amal.mark
    await real_town.until("2026-03-05 15:00")
    assert said_after(amal, mark) == []
    open_tasks = await real_town.read(tasks.open_of_youth, youth.id)
    words = [task.detail or "" for task in open_tasks if task.kind is TaskKind.PLANNED_CONTACT]
    assert words[0] == CARING
    assert "hører til" in words[-1]
    shown = await real_town.write(real_town.mentor, "/idag")
    assert "Kontakt uden robot: en hilsen" in shown.text
    assert "Kontakt uden robot: check-in" in shown.text


def stop_greetings(tx: Tx, youth_id: int) -> None:
    agreed = replace(agreements.get(tx, youth_id), topics_off=frozenset({"greetings"}))
    assert isinstance(agreed, Agreement)
    agreements.save(tx, at("2026-03-03 15:00"), youth_id, agreed)


async def test_a_stopped_topic_is_left_out_with_its_reason(real_town: Town) -> None:
    amal = await real_town.enrol()
    youth = await real_town.youth(amal)
    await real_town.app.world.store.write(stop_greetings, youth.id)
    await real_town.until("2026-03-05 10:00")
    assert CARING not in texts(amal)
    rows = await real_town.rows(occurrence, contact_key="caring")
    assert [(row["what"], row["reason"]) for row in rows] == [("skipped", "topic")]


async def test_the_agreed_interval_grows_with_the_windows(real_town: Town) -> None:
    amal = await real_town.enrol()
    assert (await real_town.youth(amal)).contact_interval_days == 4
    await real_town.write(amal, "/pause")
    await real_town.tap(amal, "4 uger")
    await real_town.until("2026-04-03 01:00")  # day 31
    assert (await real_town.youth(amal)).contact_interval_days == 7


async def test_a_greeting_that_a_colleague_typed_is_the_worker_s_who_signs_it(
    real_town: Town,
) -> None:
    async with the_form(real_town, real_town.coordinator) as (browser, shown):
        line = {line_field("projekt-run", "day_1"): "Hils hunden."}
        await browser.post("/ny", await filled(real_town, shown, **line))
    [amal] = await real_town.read(youths.everybody)
    kept = await real_town.read(caring.written_by, amal.id, amal.mentor_id)
    assert kept == {"day_1": "Hils hunden."}
