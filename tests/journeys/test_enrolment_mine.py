"""/mig: what was agreed, with a way to change each, and what is held."""

from __future__ import annotations

from datetime import time

import pytest

from domain.agreement import Agreement, IfQuiet, Trusted
from domain.case import CaseKind
from domain.onboarding import Screen, missing
from domain.people import Channel
from domain.task import TaskKind
from simulator.phones import Phone
from storage import agreements, tasks
from tests.journeys.town import Town, labels, newest_with, said_after, texts


async def agreed(town: Town, phone: Phone) -> Agreement:
    return await town.read(agreements.get, (await town.youth(phone)).id)


async def overview(town: Town, phone: Phone) -> str:
    await town.write(phone, "/mig")
    return newest_with(phone, "Ret dage").text


async def test_a_youth_sees_and_changes_everything(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    shown = await overview(any_town, amal)
    assert "Det her har vi aftalt, Amal." in shown
    assert "Dage: dem, der står i planen." in shown
    held = texts(amal)[-1]
    assert "Det her lover vi:" in held
    assert "Maja læser det, du skriver." in held
    assert "Det her gemmer vi om dig:\n- dit navn\n- hvor din chat er" in held
    assert "- det, vi har aftalt\n\nVil du se det hele" in held
    assert "- dit nummer" not in held, "only what is there stands in the list"
    mine = newest_with(amal, "Ret dage")
    await any_town.tap(amal, "Ret dage", mine)
    await any_town.tap(amal, "Onsdag", newest_with(amal, "Onsdag"))
    await any_town.tap(amal, "Videre", newest_with(amal, "Videre"))
    await any_town.tap(amal, "Ret tid", newest_with(amal, "Ret tid"))
    await any_town.tap(amal, "kl. 12", newest_with(amal, "kl. 12"))
    await any_town.tap(amal, "Ret kontaktform", newest_with(amal, "Ret kontaktform"))
    await any_town.tap(amal, "Her i chatten", newest_with(amal, "Her i chatten"))
    await any_town.tap(amal, "Ret: når jeg er stille", newest_with(amal, "Ret tid"))
    await any_town.tap(amal, "Skriv", newest_with(amal, "Skriv"))
    found, youth = await agreed(any_town, amal), await any_town.youth(amal)
    assert (found.days, found.at, found.if_quiet) == ((2,), time(12), IfQuiet.WRITE)
    assert youth.channel is Channel.BOT
    shown = newest_with(amal, "Ret dage").text
    assert "Dage: onsdag." in shown
    assert "Tid: kl. 12." in shown
    assert "Hvis du bliver stille: skriv." in shown


async def test_who_wants_a_call_says_when_and_the_worker_reads_it(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await overview(small_town, amal)
    await small_town.tap(amal, "Ret: når jeg er stille", newest_with(amal, "Ret dage"))
    await small_town.tap(amal, "Ring", newest_with(amal, "Ring"))
    assert newest_with(amal, "Eftermiddag").text == "Hvornår skal Maja helst ringe?"
    await small_town.tap(amal, "Eftermiddag", newest_with(amal, "Eftermiddag"))
    assert "Hvis du bliver stille: ring, gerne eftermiddag." in newest_with(amal, "Ret dage").text
    async with small_town.page(small_town.mentor) as (browser, page):
        assert "ring, gerne eftermiddag" in page.text
        form = {**page.form("/ung/aftale"), "stille_ord": "efter  træning"}
        kept = await browser.post("/ung/aftale", form)
    assert "ring, gerne eftermiddag, efter træning" in kept.text
    assert "træning" not in await overview(small_town, amal), "Telegram is an open postcard"
    await small_town.tap(amal, "Ret: når jeg er stille", newest_with(amal, "Ret dage"))
    await small_town.tap(amal, "Skriv", newest_with(amal, "Skriv"))
    assert "Hvis du bliver stille: skriv." in newest_with(amal, "Ret dage").text, (
        "what was said of calls is gone"
    )
    assert (await agreed(small_town, amal)).if_quiet_note == ""


async def test_who_wants_a_call_at_any_time_taps_so_and_goes_on(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await overview(small_town, amal)
    await small_town.tap(amal, "Ret: når jeg er stille", newest_with(amal, "Ret dage"))
    await small_town.tap(amal, "Ring", newest_with(amal, "Ring"))
    await small_town.tap(amal, "Lige meget", newest_with(amal, "Lige meget"))
    assert "Hvis du bliver stille: ring." in newest_with(amal, "Ret dage").text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"stille_tid": "morning"}, "Vælg først"),
        ({"stille": "call", "stille_ord": "x" * 61}, "højst 60 tegn"),
        ({"stille": "call", "stille_ord": "010190-1234"}, "CPR"),
    ],
)
async def test_a_wish_that_cannot_be_kept_is_shown_again_with_why(
    small_town: Town, typed: dict[str, str], why: str
) -> None:
    amal = await small_town.enrol("Amal")
    async with small_town.page(small_town.mentor) as (browser, page):
        shown = await browser.post("/ung/aftale", {**page.form("/ung/aftale"), **typed})
    assert shown.status == 400
    assert why in shown.text
    assert (await agreed(small_town, amal)).if_quiet is None


async def test_of_more_days_than_there_are_questions_it_is_said_which_they_come_on(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await overview(small_town, amal)
    await small_town.tap(amal, "Ret dage", newest_with(amal, "Ret dage"))
    for label in ("Onsdag", "Torsdag"):
        await small_town.tap(amal, label, newest_with(amal, label))
    chosen = newest_with(amal, "Videre")
    assert chosen.text.splitlines() == [
        "Du har valgt onsdag og torsdag. Vælg flere, eller gå videre.",
        "",
        "Så bliver det onsdag.",
    ]
    await small_town.tap(amal, "Videre", chosen)
    shown = newest_with(amal, "Ret dage").text
    assert "Dage: onsdag. Også fint: torsdag." in shown


async def test_the_person_to_call_is_changed_and_confirmed_after_90_days(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await overview(small_town, amal)
    await small_town.tap(amal, "Ret, hvem I ringer til", newest_with(amal, "Ret dage"))
    said = await small_town.write(amal, "Sara 12 34 56 78")
    assert said.text.startswith("Det er gemt.")
    assert "Nummeret ender på 78." in said.text
    assert "Sara" not in " ".join(texts(amal))
    youth = await small_town.youth(amal)
    (first,) = await asks(small_town, youth.id)
    await small_town.tap(amal, "Samme person som før", said)
    await small_town.wait(days=3)
    await overview(small_town, amal)
    confirmed = await small_town.tap(amal, "Samme person som før")
    assert confirmed.text or newest_with(amal, "Ret dage").text.startswith("Godt.")
    (again,) = await asks(small_town, youth.id)
    assert again > first


async def test_a_youth_takes_back_whom_we_may_call(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await overview(any_town, amal)
    await any_town.tap(amal, "Ret, hvem I ringer til", newest_with(amal, "Ret dage"))
    await any_town.write(amal, "Sara 12 34 56 78")
    await any_town.tap(amal, "Ret, hvem I ringer til", newest_with(amal, "Ret dage"))
    said = await any_town.tap(amal, "Ingen lige nu", newest_with(amal, "Ingen lige nu"))
    assert "Hvis vi bliver rigtig bekymrede: du har ikke valgt nogen." in said.text
    found, youth = await agreed(any_town, amal), await any_town.youth(amal)
    assert found.trusted is None
    assert Screen.TRUSTED not in missing(youth, found), "nobody is an answer, too"
    assert len(await asks(any_town, youth.id)) == 1
    await any_town.write(amal, "Sara 12 34 56 78")
    assert (await agreed(any_town, amal)).trusted is None, "the question is closed"


async def test_a_worker_writes_down_that_nobody_may_be_called(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    async with small_town.page(small_town.mentor) as (browser, page):
        form = {**page.form("/ung/aftale"), "stille": "trusted"}
        named = {**form, "text": "Sara", "nummer": "12 34 56 78"}
        await browser.post("/ung/aftale", named)
        both = await browser.post("/ung/aftale", {**named, "ingen": "1"})
        assert both.status == 400
        assert "Ikke begge dele." in both.text
        assert 'value="Sara"' in both.response.text, "nothing typed is lost"
        kept = await browser.post("/ung/aftale", {**form, "stille": "", "ingen": "1"})
    assert "der må ikke ringes til nogen" in kept.text
    found = await agreed(small_town, amal)
    assert (found.trusted, found.if_quiet) == (None, None)


async def asks(town: Town, youth_id: int) -> list[float]:
    found = await town.read(tasks.open_of_youth, youth_id)
    return [
        task.due_at.timestamp()
        for task in found
        if task.kind is TaskKind.ASK_TRUSTED and task.due_at is not None
    ]


async def test_the_handshake_can_be_given_later(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    assert "Vi har ikke lavet aftalen endnu." in await overview(small_town, amal)
    await small_town.tap(amal, "Det er en aftale", newest_with(amal, "Det er en aftale"))
    await small_town.tap(amal, "Det er en aftale", newest_with(amal, "Det er en aftale"))
    assert "Vi lavede aftalen tirsdag den 3. marts." in newest_with(amal, "Ret dage").text


async def test_who_has_stopped_sees_it_and_changes_nothing(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/stop")
    await small_town.write(amal, "/mig")
    assert any("Det her har vi aftalt" in text for text in texts(amal))
    assert not any("Ret dage" in labels(one) for one in amal.messages)


async def test_the_page_of_a_silence_begins_with_what_was_agreed(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await overview(small_town, amal)
    await small_town.tap(amal, "Ret, hvem I ringer til", newest_with(amal, "Ret dage"))
    await small_town.write(amal, "Sara 12 34 56 78")
    await small_town.tap(amal, "Ret: når jeg er stille", newest_with(amal, "Ret dage"))
    await small_town.tap(amal, "Kom forbi", newest_with(amal, "Kom forbi"))
    await small_town.write(amal, "Det går fint her")
    await small_town.answer(small_town.mentor, "Dejligt at høre.")
    await small_town.until("2026-03-20 10:00")
    async with small_town.page(small_town.mentor) as (_, shown):
        words = shown.text
    assert "Sara, 12345678" in words
    assert words.index("Hvis I bliver rigtig bekymrede") < words.index("Hvis jeg bliver stille")
    assert words.index("Hvis jeg bliver stille") < words.index("De seneste beskeder")
    assert words.index("De seneste beskeder") < words.index("Det går fint her")
    assert "Sara" not in " ".join(texts(small_town.mentor))


async def test_a_worker_writes_down_what_was_said(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    async with any_town.page(any_town.mentor) as (browser, page):
        assert "Spørg Amal om:" in page.text
        form = page.form("/ung/aftale")
        half = {**form, "stille": "visit", "text": "Sara", "nummer": ""}
        wrong = await browser.post("/ung/aftale", half)
        assert wrong.status == 400
        assert "Skriv både navn og nummer" in wrong.text
        assert 'value="Sara"' in wrong.response.text, "nothing typed is lost"
        done = await browser.post("/ung/aftale", {**half, "nummer": "12 34 56 78"})
    assert "Sara, 12345678" in done.text
    found = await agreed(any_town, amal)
    assert found.if_quiet is IfQuiet.VISIT
    assert found.trusted is not None
    youth = await any_town.youth(amal)
    assert len(await asks(any_town, youth.id)) == 1, "asked again in ninety days"
    assert "Nummeret ender på 78." in await overview(any_town, amal)


async def test_a_plan_made_together_stands_under_mig_and_once_in_a_check_in(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    async with any_town.page(any_town.mentor) as (browser, page):
        form = page.form("/ung/aftale")
        plan = {"plan_hvad": "Ring til skolen", "plan_naar": "på tirsdag efter middag"}
        half = await browser.post("/ung/aftale", {**form, "plan_hvad": "Ring til skolen"})
        assert half.status == 400
        assert "Skriv både, hvad I vil gøre, og hvornår." in half.text
        assert 'value="Ring til skolen"' in half.response.text, "nothing typed is lost"
        words = await browser.post("/ung/aftale", {**form, **plan, "plan_hvad": "Tal om din sag"})
        assert words.status == 400
        made = {**form, **plan, "plan_hvem": "trusted", "plan_sig": "1"}
        done = await browser.post("/ung/aftale", made)
    assert "Ring til skolen, på tirsdag efter middag, den, den unge har valgt" in done.text
    said = "Planen lige nu: Ring til skolen, på tirsdag efter middag. Den, du har valgt, hjælper."
    assert said in await overview(any_town, amal)
    mark = amal.mark
    await any_town.wait(hours=5)
    asked = [one for one in said_after(amal, mark) if "Hvor meget lyst" in one]
    line = "Planen, du lagde med Maja: Ring til skolen, på tirsdag efter middag."
    assert [line in one for one in asked] == [True]
    kept = (await agreed(any_town, amal)).plan
    assert kept is not None
    assert not kept.tell, "in the next check-in, and in no other"


async def test_words_for_a_human_are_never_taken_for_a_name(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/mig")
    await small_town.tap(amal, "Ret, hvem I ringer til", newest_with(amal, "Ret dage"))
    await small_town.write(amal, "Maja ring til mig i dag på 22334455")
    assert await small_town.kinds(amal) == [CaseKind.WORD], "at once, and while it is asked"
    await small_town.wait(hours=2)
    await small_town.write(amal, "Sara 12345678")
    kept = [reply.text for reply in await small_town.replies(amal)]
    assert kept == ["Maja ring til mig i dag på 22334455", "Sara 12345678"]
    youth = await small_town.youth(amal)
    assert (await small_town.read(agreements.get, youth.id)).trusted is None


async def test_what_may_be_a_name_is_kept_and_read_by_somebody_too(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/mig")
    await small_town.tap(amal, "Ret, hvem I ringer til", newest_with(amal, "Ret dage"))
    await small_town.write(amal, "sara 12345678")
    youth = await small_town.youth(amal)
    trusted = (await small_town.read(agreements.get, youth.id)).trusted
    assert trusted == Trusted(name="sara", phone="12345678")
    assert [reply.text for reply in await small_town.replies(amal)] == ["sara 12345678"]


async def test_a_call_to_the_person_they_trust_is_read_back_as_their_own_choice(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await overview(small_town, amal)
    await small_town.tap(amal, "Ret: når jeg er stille", newest_with(amal, "Ret dage"))
    await small_town.tap(amal, "Ring til en, jeg vælger", newest_with(amal, "Kom forbi"))
    assert "Hvis du bliver stille: ring til den, du har valgt." in await overview(small_town, amal)
