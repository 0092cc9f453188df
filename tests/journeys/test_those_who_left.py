"""Who is not with us (any more) keeps a human to write to; what they write is passed on."""

from __future__ import annotations

from domain.case import CaseKind
from domain.people import YouthStatus
from simulator.phones import Phone
from storage.tables import reply_before
from tests.journeys.kept import tap_all
from tests.journeys.town import DANGER, Town, at, said_after

NOT_KEPT = "Du er ikke med lige nu. Maja kan svare her i tre dage."


async def stopped(town: Town) -> Phone:
    amal = await town.enrol("Amal")
    await town.write(amal, "/stop")
    return await tap_all(town, amal, "Nej tak")


async def test_words_after_stop_are_read_and_answered_and_then_gone(any_town: Town) -> None:
    amal = await stopped(any_town)
    before = len(await any_town.replies(amal))
    mark = amal.mark
    await any_town.write(amal, "Må jeg få mine papirer?")
    [said] = said_after(amal, mark)
    assert NOT_KEPT in said
    assert await any_town.kinds(amal) == [CaseKind.WORD]
    shown = await any_town.answer(any_town.mentor, "Ja. Kom forbi i morgen.")
    assert shown.status == 200
    assert amal.last.text == "Ja. Kom forbi i morgen.\n\nMaja"
    await any_town.wait(hours=71)
    assert len(await any_town.replies(amal)) == before + 1
    await any_town.wait(hours=2)
    assert len(await any_town.replies(amal)) == before, "only what came after the stop is gone"
    assert (await any_town.youth(amal)).status is YouthStatus.STOPPED


async def test_the_page_says_until_when_they_can_be_answered(small_town: Town) -> None:
    amal = await stopped(small_town)
    await small_town.write(amal, "Hej igen")
    async with small_town.page(small_town.mentor) as (_, shown):
        assert "Amal er ikke med lige nu, men har skrevet." in shown.text
        assert "Du kan svare her, senest på fredag kl. 10." in shown.text.replace("\xa0", " ")


async def test_what_nobody_has_read_is_not_wiped(small_town: Town) -> None:
    amal = await stopped(small_town)
    await small_town.write(amal, "Hej igen")
    await small_town.wait(hours=80)
    assert [one.text for one in await small_town.replies(amal) if one.passing] == ["Hej igen"]
    await small_town.mark_read(small_town.mentor)
    await small_town.wait(hours=2)
    assert not any(one.passing for one in await small_town.replies(amal))


async def test_after_that_the_way_to_write_is_closed(small_town: Town) -> None:
    amal = await stopped(small_town)
    await small_town.write(amal, "Hej igen")
    await small_town.wait(hours=73)
    async with small_town.page(small_town.mentor) as (_, shown):
        assert "/ung/svar" not in shown.forms
        assert "Du kan svare her" not in shown.text


async def test_an_edit_is_passed_on_and_leaves_the_file_as_it_was(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "Det går godt")
    await small_town.write(amal, "/stop")
    mine = next(one for one in reversed(amal.messages) if one.text == "Det går godt")
    await amal.edit(mine, "Det går skidt")
    await small_town.settle()
    kept = [(one.text, one.passing) for one in await small_town.replies(amal)]
    assert kept == [("Det går godt", False), ("Det går skidt", True)]
    await small_town.write(amal, "Ring")
    await amal.edit(next(one for one in reversed(amal.messages) if one.text == "Ring"), "Ring nu")
    await small_town.settle()
    assert len(await small_town.rows(reply_before)) == 1
    await small_town.mark_read(small_town.mentor)
    await small_town.wait(hours=74)
    assert await small_town.rows(reply_before) == []
    assert [one.text for one in await small_town.replies(amal)] == ["Det går godt"]


async def test_danger_is_met_as_ever_and_its_words_stay_while_somebody_needs_them(
    small_town: Town,
) -> None:
    amal = await stopped(small_town)
    await small_town.write(amal, DANGER)
    assert "ring 112" in amal.last.text
    assert CaseKind.CRISIS in await small_town.kinds(amal)
    await small_town.wait(hours=90)
    assert [one.level for one in await small_town.replies(amal) if one.passing] == ["crisis"]


async def test_a_pause_is_no_leaving(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    await tap_all(small_town, amal, "2 uger")
    mark = amal.mark
    await small_town.write(amal, "Jeg tænkte på noget")
    assert NOT_KEPT not in said_after(amal, mark)[-1]
    await small_town.mark_read(small_town.mentor)
    await small_town.until(at("2026-03-07 10:00"))
    assert [one.text for one in await small_town.replies(amal)][-1] == "Jeg tænkte på noget"
