"""An evening is moved, gets another place, is cancelled, or its sending is stopped."""

from __future__ import annotations

from pathlib import Path

from domain.cafe import CafeState
from domain.callback import encode
from simulator.phones import Phone
from storage import cafes
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
)
from tests.journeys.town import Town, labels, newest_with

EVERYBODY = ("Kommer", "Måske", "Ikke denne gang")


async def answered(town: Town) -> dict[str, Phone]:
    """Return phones by what their owners answered; the last has said nothing."""
    phones = {label: await gets(town, f"U{label}") for label in (*EVERYBODY, "")}
    await series(town)
    await town.until("2026-03-03 14:00")
    for label, phone in phones.items():
        if label:
            await town.tap(phone, label, newest_with(phone, label))
    return phones


async def tap(town: Town, *parts: str, evening: str = "kl. 17") -> None:
    """Let the coordinator open the next evening and tap the buttons that hold these words."""
    conny = town.coordinator
    await town.write(conny, "/cafe")
    for part in (evening, *parts):
        await town.tap(conny, next(one for one in labels(conny.last) if part in one))


def told(phones: dict[str, Phone], words: str) -> list[str]:
    """Return who has read these words, by what they answered."""
    return [label for label, phone in phones.items() if has_words(phone, words)]


async def test_of_another_time_only_those_who_come_or_may_come_are_told_and_once(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        phones = await answered(town)
        await town.until("2026-03-04 12:00")
        await tap(town, "Flyt", "kl. 18", "Ja, flyt")
        assert told(phones, "Caféen er flyttet") == ["Kommer", "Måske"]
        moved = [one for one in phones["Kommer"].messages if "flyttet" in one.text]
        assert len(moved) == 1
        silent = next(one for one in phones[""].messages if "Kom, som du er" in one.text)
        assert "kl. 18" in silent.text, "an open invitation says the new time in place"
        await town.until("2026-03-05 12:30")
        assert told(phones, "i dag kl. 18") == ["Kommer", "Måske"]


async def test_of_another_place_they_are_told_by_its_label(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        phones = await answered(town)
        await tap(town)
        async with cafe_page(town, town.coordinator, "Tema og mad") as (browser, page):
            refused = await fill_in(browser, page, "/ord", place_da="Nygade 7")
            assert "ligner en adresse" in refused.text
            assert (refused.status, told(phones, "Caféen er flyttet")) == (400, [])
            saved = await fill_in(browser, refused, "/ord", place_da="biblioteket")
            assert "Besked om det nye til 2, der sagde ja" in saved.text
        await town.settle()
        assert told(phones, "biblioteket. Passer det dig?") == ["Kommer", "Måske"]


async def test_of_a_cancellation_everybody_who_was_invited_is_told_with_the_next_date(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        phones = await answered(town)
        uninvited = await gets(town, "Late")
        await town.until("2026-03-04 12:00")
        await tap(town, "Aflys", "Ja, aflys")
        words = (
            "Der bliver ikke café i morgen kl. 17 alligevel. Næste gang er den 12. marts kl. 17."
        )
        assert told(phones, words) == list(phones)
        assert not has_words(uninvited, "Der bliver ikke café")
        await town.until("2026-03-05 20:00")
        assert told(phones, "Vi ses til café") == []
        assert not has_words(town.coordinator, "Hvem er her?")


async def test_a_cancelled_evening_that_nobody_knows_of_is_told_to_nobody(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        await series(town)
        await tap(town, "Aflys", "Ja, aflys")
        await town.until("2026-03-05 20:00")
        assert not has_words(amal, "afé")
        assert (await evenings(town))[0].state is CafeState.PLANNED, "the next one stands"


async def test_a_sending_can_be_stopped_and_who_got_none_is_not_invited(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        later = await gets(town, "Kiri", zone="Pacific/Auckland")  # it is night there
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        assert (await row(town, later, cafe)).invited_at is not None
        stop = newest_with(town.coordinator, "Stop udsendelsen")
        await town.tap(town.coordinator, "Stop udsendelsen", stop)
        assert has_words(town.coordinator, "Stoppet. Ikke sendt: 1.")
        await town.until("2026-03-05 12:00")
        assert not has_words(later, "Kom, som du er")
        assert (await row(town, later, cafe)).left_out == "halted"
        assert (await row(town, amal, cafe)).invited_at is not None


async def test_nobody_but_a_coordinator_runs_cafes(make_town: MakeTown, tmp_path: Path) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        await series(town)
        await town.write(town.mentor, "/cafe")
        assert town.mentor.last.text.startswith("Du kan krydse af fra en time før")
        cafe = (await evenings(town))[0]
        for verb in ("cafe", "cafeoffyes", "cafestop", "cafeall", "cafepage"):
            await town.mentor.forge(encode(verb, cafe.id))
            await town.settle()
        assert "ikke adgang" in town.mentor.last.text
        again = await town.read(cafes.get, cafe.id)
        assert again == cafe
