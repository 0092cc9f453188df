"""A wish in words, a mentor's ticks, an answer by phone, and other food than was said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from domain.cafe import Came, Coming
from domain.callback import encode
from domain.people import Channel
from simulator.phones import Phone
from storage import staff, tables
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import (
    cafe_page,
    cafe_town,
    evenings,
    fill_in,
    gets,
    has_words,
    row,
    series,
    with_words,
)
from tests.journeys.test_cafe_attendance import at_the_door, mark
from tests.journeys.town import Town, labels, newest_with

WISH = "Kan vi ikke lave sushi en gang?"


async def test_a_wish_may_be_written_and_the_worker_reads_it_too(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, _ = await at_the_door(town)
        await mark(town, "A", "her")
        cafe = (await evenings(town))[0]
        await town.until("2026-03-05 19:30")
        await town.tap(amal, "Ja", newest_with(amal, "Både og"))
        assert "Tryk, eller skriv det her." in amal.last.text
        await town.write(amal, WISH)
        thanks = "Tak. Ønsket er gemt. Maja læser det også, senest i morgen kl. 9."
        assert (amal.last.text, labels(amal.last)) == (thanks, ["🆘 Hjælp nu"])
        assert (await row(town, amal, cafe)).wish == WISH
        assert labels(with_words(amal, "vil have mere af")) == [], "it is asked once"
        assert [reply.text for reply in await town.replies(amal) if reply.text] == [WISH]
        await town.write(amal, "Og noget helt andet")
        assert (await row(town, amal, cafe)).wish == WISH, "there is one wish"


async def test_who_asks_for_a_call_there_hears_by_when_it_is_read_and_the_wish_is_kept(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, _ = await at_the_door(town)
        await mark(town, "A", "her")
        cafe = (await evenings(town))[0]
        await town.until("2026-03-05 19:30")
        await town.tap(amal, "Ja", newest_with(amal, "Både og"))
        await town.write(amal, "kan du ringe til mig i morgen, det er lidt skidt derhjemme")
        said = "Maja læser det i morgen kl. 9. Er det akut, så tryk her."
        assert (amal.last.text, labels(amal.last)) == (said, ["🆘 Hjælp nu"])
        assert (await row(town, amal, cafe)).wish is None, "it is nothing for the evening's page"
        await town.write(amal, "Mere musik, og kan du ringe til mig?")
        assert amal.last.text == said
        assert (await row(town, amal, cafe)).wish == "Mere musik"


async def test_words_of_danger_are_no_wish(make_town: MakeTown, tmp_path: Path) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, _ = await at_the_door(town)
        await mark(town, "A", "her")
        cafe = (await evenings(town))[0]
        await town.until("2026-03-05 19:30")
        await town.tap(amal, "Nej", newest_with(amal, "Både og"))
        await town.write(amal, "jeg vil ikke leve mere")
        assert (await row(town, amal, cafe)).wish is None
        assert has_words(amal, "Er du i fare")


async def test_a_mentor_ticks_their_own_and_nobody_else_s(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await at_the_door(town)
        cafe = (await evenings(town))[0]
        theirs = await row(town, bo, cafe)
        await town.app.world.store.write(
            lambda tx: tx.execute(
                tables.youth.update()
                .where(tables.youth.c.youth_id == theirs.youth_id)
                .values(mentor_id=tables.youth.c.cover_id)
            )
        )
        maja = town.mentor
        shown = await town.write(maja, "/cafe")
        assert shown.text.startswith("Dine egne:")
        assert [one.partition(":")[0] for one in labels(shown)] == ["1 A"]
        await town.tap(maja, labels(shown)[0], shown)
        assert (await row(town, amal, cafe)).came is Came.SEEN
        await maja.forge(encode("cafetick", theirs.id, "seen"), maja.last)
        await town.settle()
        assert (await row(town, bo, cafe)).came is None
        refused = await town.rows(tables.audit, action="tick_cafe", allowed=False)
        assert [one["youth_id"] for one in refused] == [theirs.youth_id]
        await covers_for(town, town.cover)
        shown = await town.write(maja, "/cafe")
        assert [one.partition(":")[0] for one in labels(shown)] == ["1 A", "2 B"]
        await town.tap(maja, next(one for one in labels(shown) if one.startswith("2")), shown)
        assert (await row(town, bo, cafe)).came is Came.SEEN
        who = await town.write(maja, "/talt")
        assert len(labels(who)) == 2, "a talk with theirs can be noted as well"


async def covers_for(town: Town, away: Phone) -> None:
    """Let a colleague be away since yesterday, with the mentor in their place."""
    person, mentor, now = await town.person(away), await town.person(town.mentor), town.clock.now()
    day = timedelta(days=1)
    values = {"away_at": now - day, "away_until": now + day, "away_cover_id": mentor.id}
    await town.app.world.store.write(lambda tx: staff.change(tx, person.id, **values))


async def test_a_mentor_has_nothing_to_tick_before_the_evening(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        await gets(town, "Amal")
        await series(town)
        said = await town.write(town.mentor, "/cafe")
        assert said.text == "Du kan krydse af fra en time før caféen."


async def test_the_worker_notes_what_a_youth_without_a_bot_answered(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", channel=Channel.PHONE.value)
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        maja = town.mentor
        shown = await town.write(maja, "/idag")
        lines = shown.text.splitlines()
        number = next(one.partition(".")[0] for one in lines if "Kontakt uden robot" in one)
        await town.tap(maja, f"{number} · Gjort")
        asked = await town.tap(maja, "Ringet")
        assert asked.text == "Hvad blev svaret om caféen?"
        assert labels(asked) == ["Kommer", "Måske", "Ikke denne gang", "Tilbage"]
        said = await town.tap(maja, "Måske")
        assert said.text.startswith("Svar om caféen: Måske.")
        assert (await row(town, amal, cafe)).answer is Coming.MAYBE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"food_da": "suppe"}, "Nyt om caféen på torsdag kl. 17. Der er suppe."),
        ({"cook_da": "Køkkenholdet"}, None),
    ],
)
async def test_of_other_food_those_are_told_who_come_or_may_come(
    make_town: MakeTown, tmp_path: Path, words: dict[str, str], told: str | None
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await gets(town, "Amal"), await gets(town, "Bo")
        await series(town)
        await town.until("2026-03-03 14:00")
        await town.tap(amal, "Kommer", newest_with(amal, "Kommer"))
        conny = town.coordinator
        await town.write(conny, "/cafe")
        await town.tap(conny, next(one for one in labels(conny.last) if "kl. 17" in one))
        async with cafe_page(town, conny, "Tema og mad") as (browser, page):
            await fill_in(browser, page, "/ord", **words)
        await town.settle()
        news = [one for one in amal.messages if "Nyt om caféen" in one.text]
        assert [one.text for one in news] == ([told] if told else [])
        assert all(one.silent for one in news)
        assert not has_words(bo, "Nyt om caféen")
        if told:
            assert has_words(bo, "Der er suppe."), "an open invitation says it in place"
