"""Several yellow cases of one worker are one quiet message; red and single ones are themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.callback import encode
from domain.case import CaseKind
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, Town, labels, said_after, texts
from tests.plain import edited

RULES = '[bundle]\nat = "9.10"\nlines = 2\nwindow = "30 minutes"\n\n[waits]'
HEAD = "sager venter på dig"


@pytest.fixture
async def town(make_town: MakeTown, tmp_path: Path) -> AsyncIterator[Town]:
    """Return a town in which yellow cases leave together at ten past nine."""
    folder = edited(tmp_path, "[waits]", RULES)
    async with make_town(content=folder) as made:
        await made.hire()
        yield made


async def night(town: Town, *names: str) -> list[Phone]:
    """Return youths of one worker who have written a word in the evening."""
    phones = [await town.enrol(name) for name in names]
    await town.until("2026-03-03 21:00")
    for phone in phones:
        await town.write(phone, "hej, er du der?")
    return phones


def bundle(town: Town) -> SeenMessage:
    """Return the newest message to the worker that names several cases."""
    return next(one for one in reversed(town.mentor.messages) if HEAD in one.text)


async def test_a_night_s_yellow_is_one_quiet_message_with_numbers_and_kinds(town: Town) -> None:
    await night(town, "Amal", "Bo", "Cili")
    mark = town.mentor.mark
    await town.until("2026-03-04 09:09")
    assert said_after(town.mentor, mark) == [], "nothing leaves before its hour"
    await town.until("2026-03-04 09:11")

    assert said_after(town.mentor, mark) == [
        "Gul · 3 sager venter på dig\n"
        "sag 1 · ny besked · forfald i dag kl. 9\n"
        "sag 2 · ny besked · forfald i dag kl. 9\n"
        "og 1 til, som står i /idag"
    ]
    said = bundle(town)
    assert labels(said) == ["Til i dag"]
    assert said.silent
    await town.tap(town.mentor, "Til i dag", said)
    assert "sag 3" in town.mentor.last.text


async def test_one_case_is_no_bundle_and_keeps_its_buttons(town: Town) -> None:
    await night(town, "Amal")
    await town.until("2026-03-04 09:11")
    assert "sag 1 · ny besked" in town.mentor.last.text
    assert "Jeg tager den" in labels(town.mentor.last)


async def test_what_opens_in_the_window_is_added_without_a_sound_and_later_is_told_at_once(
    town: Town,
) -> None:
    amal, *_ = await night(town, "Amal", "Bo")
    dora = await town.enrol("Dora")
    ebbe = await town.enrol("Ebbe")
    await town.until("2026-03-04 09:20")
    mark = town.mentor.mark
    await town.write(dora, "hej")
    assert "Gul · 3 sager venter på dig" in bundle(town).text
    assert town.mentor.last.id == bundle(town).id, "no new message"
    await town.until("2026-03-04 10:00")
    await town.write(ebbe, "hej")
    assert any("sag 4 · ny besked" in text for text in said_after(town.mentor, mark))

    await town.write(amal, "og en ting mere")
    assert "Sag 1" in town.mentor.last.text, "more words about a bundled case are told"


async def test_red_never_waits_for_the_bundle(town: Town) -> None:
    amal, _ = await night(town, "Amal", "Bo")
    await town.until("2026-03-04 09:05")
    await town.write(amal, DANGER)
    assert [text for text in texts(town.mentor) if text.startswith("RØD")] != []
    assert not [text for text in texts(town.mentor) if HEAD in text]


async def test_a_case_that_ended_before_the_hour_is_not_named(town: Town) -> None:
    amal, bo = await night(town, "Amal", "Bo")
    for phone in (amal, bo):
        case = await town.case(phone, CaseKind.WORD)
        await town.mentor.forge(encode("take", case.id), town.mentor.last)
        await town.settle()
    mark = town.mentor.mark
    await town.until("2026-03-04 09:30")
    assert not [text for text in said_after(town.mentor, mark) if HEAD in text]


async def test_after_it_has_left_a_bundle_goes_on_saying_what_waits(town: Town) -> None:
    amal, bo = await night(town, "Amal", "Bo")
    await town.until("2026-03-04 09:15")
    said = bundle(town)
    mark = town.mentor.mark
    for phone, begins in ((amal, "Gul · én sag venter på dig"), (bo, "Gul · ingen sager venter")):
        case = await town.case(phone, CaseKind.WORD)
        listed = await town.write(town.mentor, "/idag")
        await town.mentor.forge(encode("take", case.id), listed)
        await town.settle()
        [now_says] = [one for one in town.mentor.messages if one.id == said.id]
        assert now_says.text.startswith(begins)
        assert f"sag {case.number}" not in now_says.text
    [left] = [one for one in town.mentor.messages if one.id == said.id]
    assert labels(left) == ["Til i dag"]
    others = [one for one in town.mentor.messages if one.seq > mark and one.id != said.id]
    assert not any("venter på dig" in one.text for one in others), "no new message"


async def test_what_came_later_leaves_the_bundle_of_the_morning_as_it_is(town: Town) -> None:
    await night(town, "Amal", "Bo")
    await town.until("2026-03-04 11:00")
    before = bundle(town).text
    cili = await town.enrol("Cili")
    await town.write(cili, "hej")
    await town.tap(town.mentor, "Jeg tager den")
    assert bundle(town).text == before
