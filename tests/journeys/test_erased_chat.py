"""The chat of somebody who was erased is one that nobody knows: screened, answered, not kept."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.case import CaseKind, Level
from domain.ids import encode
from domain.people import LANGUAGES, Language
from reports.audit.installation import audit_installation
from simulator.phones import Phone
from storage import tables
from storage.tables import case_file, metadata, outbox, reply
from storage.tx import Rx
from tests.journeys import kept
from tests.journeys.kept import erase_youth, tap_all
from tests.journeys.test_unknown_sender import sender_page, write_back
from tests.journeys.town import DANGER, PHONE, Town, at, newest_with, said_after

CRY: dict[Language, str] = {"da": DANGER, "en": "I want to kill myself"}
CARD = {"da": "Er du i fare, så ring 112", "en": "call 112"}
NOT_KEPT = {"da": "Ordene gemmer jeg ikke", "en": "I don't keep the words"}
OLD = "Den knap virker ikke mere. Jeg er en robot og ved ikke, hvem du er."
GONE = "Den unge er slettet hos os. Her er ikke mere at åbne eller gøre."
WORDS = "Solsorten synger i Hadsten"


async def lived(town: Town, language: Language = "da") -> Phone:
    """Return somebody who was asked, wrote, was answered, and is with us still."""
    amal = await town.enrol("Amal", language=language)
    await town.write(amal, WORDS)
    await town.answer(town.mentor, "Tak for det. Vi ses.")
    await town.until("2026-03-03 15:30")
    return amal


@pytest.mark.parametrize("language", LANGUAGES)
async def test_danger_brings_the_card_and_a_case_that_can_be_answered_for_72_hours(
    small_town: Town, language: Language
) -> None:
    amal = await erase_youth(small_town, await lived(small_town, language))
    before = {one.id for one in await kept.all_cases(small_town)}
    await small_town.write(amal, CRY[language])
    assert CARD[language] in amal.last.text
    [case] = [one for one in await kept.all_cases(small_town) if one.id not in before]
    assert (case.kind, case.level, case.youth_id) == (CaseKind.UNKNOWN_SENDER, Level.RED, None)
    async with sender_page(small_town, small_town.coordinator) as (browser, shown):
        assert "Ordene er ikke gemt." in shown.text
        await write_back(browser, shown, "Vi er her. Ring.")
    await small_town.settle()
    assert amal.last.text == "Vi er her. Ring.\n\nConny"
    await small_town.write(amal, "tak")
    assert NOT_KEPT[language] in amal.last.text
    assert await small_town.rows(reply) == [], "nothing of what they wrote is stored"
    await small_town.wait(hours=74)
    assert {row["sender_chat"] for row in await small_town.rows(case_file)} == {None}
    assert await small_town.rows(outbox, youth_id=None, staff_id=None) == []


async def test_everything_else_from_there_has_an_honest_answer_and_leaves_nothing(
    small_town: Town,
) -> None:
    amal = await lived(small_town)
    mine = next(one for one in reversed(amal.messages) if one.text == WORDS)
    await erase_youth(small_town, amal)
    for act in (amal.voice, amal.photo, amal.sticker, amal.document, amal.location, amal.start):
        mark = amal.mark
        await act()
        await small_town.settle()
        [said] = said_after(amal, mark)
        assert PHONE in said
    mark = amal.mark
    await amal.edit(mine, "Alt er fint")
    await small_town.settle()
    assert PHONE in said_after(amal, mark)[-1]
    await small_town.write(amal, "/stop")
    await small_town.write(amal, "/mig")
    assert PHONE in amal.last.text
    await amal.edit(mine, DANGER)
    await small_town.settle()
    assert CARD["da"] in amal.last.text
    assert await small_town.rows(reply) == []
    assert [one for one in await small_town.rows(tables.inbox) if one["state"] != "done"] == []


async def test_old_buttons_say_so_and_a_cry_for_help_by_one_brings_the_card(
    small_town: Town,
) -> None:
    amal = await lived(small_town)
    asked = [one for one in amal.messages if one.from_bot and one.labels]
    youth = await small_town.youth(amal)
    await erase_youth(small_town, amal)
    tapped = 0
    for message in asked:
        for one in (each for line in message.buttons for each in line):
            if one.data is None or ".helpnow." in one.data:
                continue
            mark = amal.mark
            await amal.forge(one.data, message)
            await small_town.settle()
            assert said_after(amal, mark)[0].startswith(OLD), one.data
            tapped += 1
    assert tapped > 1
    assert (await kept.all_cases(small_town))[-1].kind is not CaseKind.UNKNOWN_SENDER
    await amal.forge(f"v1.helpnow.{encode(youth.id)}.")
    await small_town.settle()
    assert CARD["da"] in amal.last.text
    assert (await kept.all_cases(small_town))[-1].kind is CaseKind.UNKNOWN_SENDER


async def test_old_messages_and_pages_of_staff_open_nothing_and_name_nobody(
    small_town: Town,
) -> None:
    amal = await lived(small_town)
    await small_town.write(amal, "Hej igen")
    push = newest_with(small_town.mentor, "Åbn")
    async with small_town.page(small_town.mentor) as (browser, shown):
        assert "Amal" in shown.text
        await browser.mark_read(shown)
        await small_town.settle()
        await erase_youth(small_town, amal)
        again = await browser.get("/ung")
        assert (again.status, "Amal" in again.text) == (410, False)
    for phone in (small_town.mentor, small_town.coordinator):
        mark = phone.mark
        opens = push.button("Åbn")
        assert opens is not None
        await phone.forge(opens.data or "")
        await small_town.settle()
        assert said_after(phone, mark) == [GONE]
    youth_id = (await small_town.rows(tables.youth))[0]["youth_id"]
    for verb in ("openy", "talkedto", "guardian", "end", "noshow"):
        await small_town.mentor.forge(f"v1.{verb}.{encode(youth_id)}.")
        await small_town.settle()
        assert "Amal" not in small_town.mentor.last.text
    for command in ("/idag", "/uge", "/skift", "/mine"):
        await small_town.write(small_town.mentor, command)
        assert "A." not in small_town.mentor.last.text


async def test_no_word_or_name_is_left_in_the_database_and_the_auditor_is_content(
    any_town: Town,
) -> None:
    amal = await lived(any_town)
    await tap_all(any_town, amal)
    youth = await any_town.youth(amal)
    await erase_youth(any_town, amal)
    said = await any_town.read(everything, any_town.app.world.house.owner_id)
    for word in ("Amal", "Solsorten", "Vi ses", str(amal.id)):
        assert word not in said
    chat = await any_town.read(lambda rx: rx.lookup("chat", amal.id).hex())
    assert chat not in said
    world = any_town.app.world
    found = await any_town.read(
        audit_installation, world.clock.now(), world.house.programmes, world.house.site
    )
    assert found.breaches == ()
    await any_town.wait(days=8)
    found = await any_town.read(
        audit_installation, world.clock.now(), world.house.programmes, world.house.site
    )
    assert [one for one in found.breaches if one.youth_id == youth.id] == []
    assert amal.messages[-1].date < at("2026-03-03 16:00"), "nothing was ever sent again"


def everything(rx: Rx, site: int) -> str:
    """Return all that the database says to whoever has every key there is."""
    said: list[str] = []
    for table in metadata.sorted_tables:
        for row in rx.execute(select(table)).mappings():
            said.append(str({k: v.hex() if isinstance(v, bytes) else v for k, v in row.items()}))
            said += [text for column in table.c for text in opened(rx, site, table, column, row)]
    return "\n".join(said)


def opened(rx: Rx, site: int, table, column, row) -> list[str]:  # type: ignore[no-untyped-def]
    if not column.info["sealed"] or not row[column.name] or table.name == "inbox":
        return []
    owner = row.get("youth_id") or row.get("staff_id") or site
    number = row[f"{table.name}_id"]
    return [rx.open(owner, column, number, row[column.name]) or ""]
