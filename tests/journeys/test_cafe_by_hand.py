"""What changes about an evening reaches those whom the robot may not write to: by their worker."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from domain.cafe import Coming
from domain.callback import encode
from domain.people import Channel
from domain.task import Task, TaskKind
from simulator.phones import Phone
from storage import cafes, tasks
from storage import youths as youth_rows
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import cafe_town, evenings, gets, has_words, row, series
from tests.journeys.test_cafe_changes import tap
from tests.journeys.town import Town, at, newest_with
from tests.web.browser import Browser

OFF = "Der bliver ikke café"
MOVED = "Caféen er flyttet"


async def duties(town: Town, phone: Phone) -> list[Task]:
    """Return what a worker still has to tell a youth, soonest first."""
    youth = await town.youth(phone)
    found = await town.read(tasks.open_of_youth, youth.id)
    return [duty for duty in found if duty.kind is TaskKind.PLANNED_CONTACT]


def change(tx: Tx, *, whose: int, values: dict[str, object]) -> None:
    youth_rows.change(tx, whose, **values)


async def words_to_say(town: Town, phone: Phone) -> list[str]:
    return [duty.detail or "" for duty in await duties(town, phone)]


async def tell_them(town: Town, answer: str) -> None:
    """Let the worker call the youth about the first duty of the day, and note the answer."""
    maja = town.mentor
    shown = await town.write(maja, "/idag")
    lines = shown.text.splitlines()
    number = next(one.partition(".")[0] for one in lines if "Kontakt uden robot" in one)
    await town.tap(maja, f"{number} · Gjort")
    await town.tap(maja, "Ringet")
    await town.tap(maja, answer)


async def test_an_invitation_not_given_yet_says_the_new_time_and_is_none_once_it_is_off(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", channel=Channel.PHONE.value)
        await series(town)
        await town.until("2026-03-03 14:00")
        [before] = await words_to_say(town, amal)
        assert "kl. 17" in before
        await town.until("2026-03-04 12:00")
        await tap(town, "Flyt", "kl. 18", "Ja, flyt")
        [after] = await duties(town, amal)
        assert "kl. 18" in (after.detail or "")
        await tap(town, "Aflys", "Ja, aflys", evening="kl. 18")
        assert await words_to_say(town, amal) == [], "nobody told them that there is a café"


async def test_the_worker_reads_on_the_page_what_to_say_and_in_telegram_only_what_kind_it_is(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", channel=Channel.PHONE.value)
        await series(town)
        await town.until("2026-03-03 14:00")
        [words] = await words_to_say(town, amal)
        shown = await town.write(town.mentor, "/idag")
        assert "Kontakt uden robot: invitation til café" in shown.text
        assert words not in shown.text
        [number] = [one[0] for one in shown.text.splitlines() if "invitation" in one]
        link = await town.tap(town.mentor, f"{number} · Åbn")
        async with Browser.open(town.app.world) as browser:
            page = await browser.press_show(link.text.rpartition("/p/")[2])
            assert words in page.response.text
            said = {**page.form("/ung/opgave"), "blev": "called", "svar": "maybe"}
            done = await browser.post("/ung/opgave", said)
        assert words not in done.response.text
        assert await duties(town, amal) == []
        cafe = (await evenings(town))[0]
        kept = await row(town, amal, cafe)
        assert kept.answer is Coming.MAYBE


async def test_who_was_told_by_phone_hears_by_phone_that_it_is_moved_and_off(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", channel=Channel.PHONE.value)
        await series(town)
        await town.until("2026-03-03 14:00")
        await tell_them(town, "Måske")
        await town.until("2026-03-04 12:00")
        await tap(town, "Flyt", "kl. 18", "Ja, flyt")
        assert [MOVED in one for one in await words_to_say(town, amal)] == [True]
        await town.until("2026-03-05 16:30")
        await tap(town, "Aflys", "Ja, aflys", evening="kl. 18")
        [off] = await duties(town, amal)
        assert OFF in (off.detail or ""), "the move is no news any more"
        assert off.due_at == at("2026-03-05 18:00"), "before the evening would have begun"


async def test_stopping_the_sending_ends_the_duties_to_invite(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", channel=Channel.PHONE.value)
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        stop = newest_with(town.coordinator, "Stop udsendelsen")
        await town.tap(town.coordinator, "Stop udsendelsen", stop)
        assert has_words(town.coordinator, "Stoppet. Ikke sendt: 1.")
        assert await duties(town, amal) == []
        assert (await row(town, amal, cafe)).left_out == "halted"


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ({"paused_until": at("2026-03-20 12:00")}, [OFF]),
        ({"held_at": at("2026-03-04 08:00")}, [OFF]),
        ({"status": "stopped", "call_allowed": True}, [OFF]),
        ({"status": "stopped", "call_allowed": False}, []),
    ],
    ids=["paused", "after a cry", "stopped", "stopped and wants no calls"],
)
async def test_who_comes_and_may_not_be_written_to_hears_from_a_human_that_it_is_off(
    make_town: MakeTown, tmp_path: Path, since: dict[str, object], told: list[str]
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await gets(town, "Amal"), await gets(town, "Bo")
        await series(town)
        await town.until("2026-03-03 14:00")
        await town.tap(amal, "Kommer", newest_with(amal, "Kommer"))
        for phone in (amal, bo):  # Bo has said nothing, and expects nothing
            youth = await town.youth(phone)
            await town.app.world.store.write(partial(change, whose=youth.id, values=since))
        await town.until("2026-03-04 12:00")
        await tap(town, "Aflys", "Ja, aflys")
        assert not has_words(amal, OFF)
        assert [one[: len(OFF)] for one in await words_to_say(town, amal)] == told
        assert await words_to_say(town, bo) == []


async def test_an_evening_that_has_begun_is_not_cancelled_by_an_old_button(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, conny = await gets(town, "Amal"), town.coordinator
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-05 17:05")
        await conny.forge(encode("cafeoffyes", cafe.id))
        await town.settle()
        assert conny.last.text.startswith("Caféen er begyndt og kan ikke aflyses mere.")
        assert not has_words(amal, OFF)
        kept = await town.read(cafes.get, cafe.id)
        assert kept is not None
        assert kept.state is not kept.state.CANCELLED
