"""Back again: on a new phone, after unblocking, and a link in the wrong hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from content.keys import Key
from domain.message import Purpose
from domain.people import YouthStatus
from services.invite_again import invite_youth_again
from services.say import Line, to_youth
from storage.tables import outbox
from tests.journeys.town import CLI, DANGER, Town, newest_with, said_after, texts


async def test_a_new_phone_goes_on_where_the_old_one_was(any_town: Town) -> None:
    old = await any_town.enrol("Amal")
    before = await any_town.youth(old)
    again = await invite_youth_again(any_town.app.world, CLI, wanted="Amal")
    new, mark = any_town.sim.phone("Amal2"), old.mark
    await new.open(again.link)
    await any_town.settle()
    assert new.last.text == "Godt at se dig, Amal. Vi skriver sammen her fra nu af."
    youth = await any_town.youth(new)
    assert (youth.id, youth.status) == (before.id, YouthStatus.ACTIVE)
    assert youth.accepted_at == before.accepted_at
    assert texts(any_town.mentor)[-1] == "En af dine unge skriver nu fra en ny telefon."
    await any_town.until("2026-03-03 15:00")
    assert said_after(old, mark) == [], "the old chat hears nothing more"
    assert len(texts(new)) > 1, "the plan goes on in the new one"


async def test_what_waited_for_the_old_phone_arrives_on_the_new_one(any_town: Town) -> None:
    old = await any_town.enrol("Amal")
    youth, later = await any_town.youth(old), any_town.clock.now() + timedelta(hours=1)
    words = Line(
        purpose=Purpose.ANSWER, key=Key.STAFF_ANSWER, text="Vi ses.", dedupe="w", due_at=later
    )
    change = replace(words, text="Rettet.", dedupe="e", edits_message_id=old.last.id)
    for line in (words, change):
        assert await any_town.app.world.store.write(to_youth, any_town.clock.now(), youth, line)
    again = await invite_youth_again(any_town.app.world, CLI, wanted="Amal")
    new, mark = any_town.sim.phone("Amal2"), old.mark
    await new.open(again.link)
    await any_town.settle()
    assert "Vi ses." not in texts(new), "its time has not come"
    await any_town.wait(hours=1)
    assert texts(new)[-1] == "Vi ses."
    assert said_after(old, mark) == [], "neither words nor a change reach the old phone"
    [left_out] = await any_town.rows(outbox, dedupe="e")
    assert (left_out["state"], left_out["reason"]) == ("skipped", "moved")


async def test_a_question_that_is_open_is_asked_anew_on_the_new_phone(small_town: Town) -> None:
    old = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    asked = old.last.text
    again = await invite_youth_again(small_town.app.world, CLI, wanted="Amal")
    await small_town.wait(hours=1)
    new = small_town.sim.phone("Amal2")
    await new.open(again.link)
    await small_town.settle()
    assert asked in texts(new)
    youth = await small_town.youth(new)
    assert youth.last_sign_of_life_at == small_town.clock.now()
    await small_town.tap(new, "7", newest_with(new, "7"))
    [checkin] = [one for one in await small_town.checkins(new) if one.contact_key == "weekly"]
    assert checkin.position == 1, "the answer is one of that question"


async def test_a_link_opened_by_its_own_youth_is_nobody_elses_afterwards(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    again = await invite_youth_again(small_town.app.world, CLI, wanted="Amal")
    await amal.open(again.link)
    await small_town.settle()
    brother = small_town.sim.phone("Bror")
    await brother.open(again.link)
    await small_town.settle()
    assert not any("Amal" in text for text in texts(brother))
    youth = await small_town.youth(amal)
    assert youth.status is YouthStatus.ACTIVE, "still in their own chat"


async def test_the_old_phone_is_a_strangers(small_town: Town) -> None:
    old = await small_town.enrol("Amal")
    again = await invite_youth_again(small_town.app.world, CLI, wanted="Amal")
    new = small_town.sim.phone("Amal2")
    await new.open(again.link)
    await small_town.settle()
    said = await small_town.write(old, "hej")
    assert "Amal" not in said.text
    assert "Maja" not in said.text
    assert "112" in (await small_town.write(old, DANGER)).text


async def test_who_unblocks_is_greeted_and_nothing_is_counted(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.block()
    await small_town.settle()
    await small_town.wait(days=9)
    seen, mark = (await small_town.youth(amal)).last_sign_of_life_at, amal.mark
    await amal.unblock()
    await small_town.settle()
    assert said_after(amal, mark) == ["Godt at se dig."]
    assert (await small_town.youth(amal)).last_sign_of_life_at == seen
    assert texts(small_town.mentor)[-1] == "En af dine unge er tilbage."


async def test_a_link_opened_by_somebody_else_says_no_more_than_a_name(small_town: Town) -> None:
    link = await small_town.invite("Amal")
    other = small_town.sim.phone("Other")
    await other.open(link)
    await small_town.settle()
    assert "projekt" not in other.last.text.casefold()
    amal = small_town.sim.phone("Amal")
    await amal.open(link)
    await small_town.settle()
    assert "Linket er brugt." in amal.last.text
    renewed = await invite_youth_again(small_town.app.world, CLI, wanted="Amal")
    await amal.open(renewed.link)
    await small_town.settle()
    assert "Vælg dit sprog." in amal.last.text
    youth = await small_town.youth(amal)
    assert youth.status is YouthStatus.ASKED
    assert "Amal" not in (await small_town.write(other, "/start")).text


async def test_a_phone_in_another_language_is_asked_which_one(small_town: Town) -> None:
    amal = small_town.sim.phone("Amal", language="ar")
    await amal.open(await small_town.invite("Amal"))
    await small_town.settle()
    assert "Vælg dit sprog." in amal.last.text
    assert "Pick your language." in amal.last.text
