"""Who came: what follows for the two clocks, for the worker, and for the youth."""

from __future__ import annotations

from pathlib import Path

from domain.task import Task, TaskKind
from simulator.phones import Phone
from storage import audit, rsvps, tasks
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import (
    cafe_page,
    cafe_town,
    evenings,
    fill_in,
    gets,
    has_words,
    series,
)
from tests.journeys.town import Town, at, labels, newest_with


async def at_the_door(town: Town) -> tuple[Phone, Phone]:
    """Return two youths who said yes; the coordinator has been asked who is here."""
    amal, bo = await gets(town, "Amal"), await gets(town, "Bo")
    await series(town)
    await town.until("2026-03-03 14:00")
    for phone in (amal, bo):
        await town.tap(phone, "Kommer", newest_with(phone, "Kommer"))
    await town.until("2026-03-05 17:20")
    return amal, bo


async def mark(town: Town, initial: str, wanted: str) -> None:
    """Tap a row until it says what was seen."""
    conny = town.coordinator
    for _ in range(4):
        asked = newest_with(conny, "En gæst mere")
        label = next(one for one in labels(asked) if f" {initial}:" in one)
        if label.endswith(wanted):
            return
        await town.tap(conny, label, asked)
    raise AssertionError(f"no mark {wanted}")


async def pick_ups(town: Town, phone: Phone) -> list[Task]:
    """Return the worker's open duties to ask a youth who did not come."""
    youth = await town.youth(phone)
    duties = await town.read(tasks.open_of_youth, youth.id)
    return [duty for duty in duties if duty.kind is TaskKind.PICK_UP]


async def test_coming_is_a_sign_of_life_and_no_human_contact(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, _ = await at_the_door(town)
        before = await town.youth(amal)
        await mark(town, "A", "kom senere")
        await town.until("2026-03-05 19:30")
        now = await town.youth(amal)
        assert now.last_sign_of_life_at == at("2026-03-05 19:00")
        assert now.last_human_contact_at == before.last_human_contact_at


async def test_who_said_yes_and_did_not_come_hears_nothing_and_the_worker_has_a_soft_duty(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        _, bo = await at_the_door(town)
        before = len(bo.messages)
        await mark(town, "B", "ikke her")
        await town.until("2026-03-06 12:00")
        assert len(bo.messages) == before
        [duty] = await pick_ups(town, bo)
        assert duty.due_at is not None
        assert duty.due_at <= at("2026-03-06 14:00")


async def test_an_excuse_takes_the_duty_away(make_town: MakeTown, tmp_path: Path) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        _, bo = await at_the_door(town)
        await mark(town, "B", "ikke her")
        await town.until("2026-03-05 19:30")
        assert len(await pick_ups(town, bo)) == 1
        async with cafe_page(town, town.coordinator, "Hvem er hvem?") as (browser, page):
            assert "2 · Bo" in page.text
            second = [one for one in page.forms if "/kryds/" in one][1]
            await browser.post(second, {**page.form(second), "what": "excused"})
        assert await pick_ups(town, bo) == []


async def test_who_was_not_counted_is_not_called_absent(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await at_the_door(town)
        await town.until("2026-03-06 12:00")
        assert [await pick_ups(town, phone) for phone in (amal, bo)] == [[], []]
        assert not has_words(amal, "Var det tiden værd?")


async def test_everybody_who_said_yes_is_marked_by_one_tap_and_guests_by_one_each(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        await at_the_door(town)
        conny = town.coordinator
        for label in ("Alle med ja er her", "En gæst mere", "En gæst mere"):
            await town.tap(conny, label, newest_with(conny, label))
        assert has_words(conny, "Her: 2, heraf senere: 0. Ikke her: 0. Gæster: 2.")


async def test_only_those_who_came_are_asked_silently_whether_it_was_worth_it(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await at_the_door(town)
        cafe = (await evenings(town))[0]
        await mark(town, "A", "her")
        await mark(town, "B", "ikke her")
        await town.until("2026-03-05 19:30")
        asked = newest_with(amal, "Både og")
        assert asked.silent
        assert not has_words(bo, "Var det tiden værd?")
        before = await town.checkins(amal)
        await town.tap(amal, "Både og", asked)
        await town.tap(amal, "Spil", newest_with(amal, "Spil"))
        assert await town.checkins(amal) == before, "it is no check-in"
        [his] = [one for one in await town.read(rsvps.of_cafe, cafe.id) if one.wish]
        assert (his.worth, his.wish) == ("partly", "games")


async def test_a_worker_may_say_that_they_really_talked_there(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, _ = await at_the_door(town)
        async with cafe_page(town, town.coordinator, "Hvem er hvem?") as (browser, page):
            first = next(one for one in page.forms if "/kryds/" in one)
            await browser.post(first, {**page.form(first), "what": "talked"})
        youth = await town.youth(amal)
        assert youth.last_human_contact_at == at("2026-03-05 17:20")
        lines = await town.read(audit.of_youth, youth.id)
        assert "talked_there" in {action for _, _, action, _ in lines}, "no row of a talk tells it"


async def test_the_page_names_who_is_who_and_why_others_are_left_out(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        await gets(town, "Amal")
        await gets(town, "Bo", held_at=town.clock.now())
        await series(town)
        await town.write(town.coordinator, "/cafe")
        await town.tap(town.coordinator, "på torsdag kl. 17")
        async with cafe_page(town, town.coordinator, "Tema og mad") as (browser, page):
            assert "Bliver inviteret i dag kl. 14" in page.text
            assert "rød sag: alt automatisk er holdt" in page.text
            assert "Kom, som du er, og gå, når du vil." in page.text
            everything = await browser.get("/cafe?alle=1")
            marked = await fill_in(browser, everything, "/serie", begins="18", ends="17")
            assert "Slut skal være efter begyndelse" in marked.text
