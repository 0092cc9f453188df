"""A youth opens a link, sees what it is, and decides."""

from __future__ import annotations

import pytest

from domain.case import CaseKind
from domain.people import AgeBand, YouthStatus
from services.invite import InviteError
from services.invite_again import invite_youth_again
from tests.journeys.town import CLI, COVER, MENTOR, PHONE, Town, labels, said_after, texts


async def test_a_youth_says_yes_and_knows_what_comes_this_week(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    youth = await any_town.youth(amal)
    assert youth.status is YouthStatus.ACTIVE
    assert youth.age_band is AgeBand.ADULT
    assert youth.language == "da"
    assert "De næste syv dage får du to beskeder: i dag og på torsdag." in amal.last.text
    assert labels(amal.last) == ["🆘 Hjælp nu", "📞 Ring til mig"]
    assert texts(any_town.mentor)[-1] == "En af dine unge har sagt ja og er med."
    assert "Amal" not in " ".join(texts(any_town.mentor))


async def test_the_same_in_english(small_town: Town) -> None:
    amal = await small_town.enrol("Amal", language="en")
    assert (await small_town.youth(amal)).language == "en"
    assert "In the next seven days you get two messages: today and Thursday." in amal.last.text
    assert labels(amal.last) == ["🆘 Help now", "📞 Call me"]


async def test_the_question_of_language_stands_in_both(small_town: Town) -> None:
    amal = small_town.sim.phone("Amal")
    await amal.open(await small_town.invite("Amal"))
    await small_town.settle()
    assert "Vælg dit sprog." in amal.last.text
    assert "Pick your language." in amal.last.text
    assert labels(amal.last) == ["Dansk", "English"]
    assert amal.last.protected


async def test_reading_more_comes_before_any_answer(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    assert labels(amal.last) == ["Læs mere", "Videre", "Nej tak"]
    more = await small_town.tap(amal, "Læs mere")
    assert "Telegram er som et åbent postkort" in more.text
    assert labels(more) == ["Videre", "Nej tak"]
    assert len(texts(amal)) == 1, "hello, more and language are one message"


async def test_under_fifteen_is_a_kind_no_and_the_worker_talks_with_them(
    any_town: Town,
) -> None:
    amal = await any_town.asked("Amal")
    await any_town.tap(amal, "Videre")
    said = await any_town.tap(amal, "Under 15")
    assert "Du har ikke gjort noget forkert." in said.text
    assert labels(said) == ["Jeg ramte forkert"]
    assert (await any_town.youth(amal)).status is YouthStatus.UNDERAGE
    assert await any_town.kinds(amal) == [CaseKind.UNDERAGE]
    assert "tal sammen uden robotten" in any_town.mentor.last.text
    await any_town.wait(days=10)
    assert texts(amal)[-1] == said.text, "nothing is ever begun with them"


async def test_under_fifteen_finds_no_way_round(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    await small_town.tap(amal, "Videre")
    ages = amal.last
    await small_town.tap(amal, "Under 15")
    await small_town.tap(amal, "18 eller mere", ages)
    for command in ("/stop", "/start", "/pause"):
        await small_town.write(amal, command)
    assert "Ja, prøv det" not in labels(amal.last)
    youth = await small_town.youth(amal)
    assert (youth.status, youth.age_band) == (YouthStatus.UNDERAGE, AgeBand.UNDER_15)


async def test_a_slip_of_the_finger_is_put_right_at_once_and_the_worker_still_knows(
    small_town: Town,
) -> None:
    amal = await small_town.asked("Amal")
    await small_town.tap(amal, "Videre")
    await small_town.tap(amal, "Under 15")
    await small_town.tap(amal, "Jeg ramte forkert")
    await small_town.tap(amal, "15 til 17")
    await small_town.tap(amal, "Ja, prøv det")
    youth = await small_town.youth(amal)
    assert (youth.status, youth.age_band) == (YouthStatus.ACTIVE, AgeBand.FROM_15_TO_17)
    assert CaseKind.UNDERAGE in await small_town.kinds(amal), "they talk all the same"


async def test_later_the_worker_says_that_it_was_a_slip(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    await small_town.tap(amal, "Videre")
    await small_town.tap(amal, "Under 15")
    world = small_town.app.world
    with pytest.raises(InviteError, match="Talk with them"):
        await invite_youth_again(world, CLI, wanted="Amal")
    await small_town.wait(hours=2)
    await small_town.tap(amal, "Jeg ramte forkert")
    assert (await small_town.youth(amal)).status is YouthStatus.UNDERAGE
    for label in ("Jeg tager den", "Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await small_town.tap(small_town.mentor, label)
    again = await invite_youth_again(world, CLI, wanted="Amal")
    await amal.open(again.link)
    await small_town.settle()
    for label in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        await small_town.tap(amal, label)
    youth = await small_town.youth(amal)
    assert (youth.status, youth.age_band) == (YouthStatus.ACTIVE, AgeBand.ADULT)


async def test_fifteen_to_seventeen_gives_an_own_yes(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    await small_town.tap(amal, "Videre")
    asked = await small_town.tap(amal, "15 til 17")
    assert asked.text.startswith("Vil du være med?")
    await small_town.tap(amal, "Ja, prøv det")
    youth = await small_town.youth(amal)
    assert (youth.status, youth.age_band) == (YouthStatus.ACTIVE, AgeBand.FROM_15_TO_17)


@pytest.mark.parametrize("at_the_end", [False, True])
async def test_a_no_is_kept_and_thanked_and_can_be_taken_back(
    small_town: Town, at_the_end: bool
) -> None:
    amal = await small_town.asked("Amal")
    if at_the_end:
        await small_town.tap(amal, "Videre")
        await small_town.tap(amal, "18 eller mere")
    thanked = await small_town.tap(amal, "Nej tak")
    assert thanked.text.startswith("Tak, fordi du sagde det.")
    assert (await small_town.youth(amal)).status is YouthStatus.DECLINED
    assert texts(small_town.mentor)[-1] == "En af dine unge har sagt nej tak til robotten."
    await small_town.wait(days=8)
    assert amal.last.text == thanked.text, "no means that nothing comes"
    await small_town.tap(amal, "Jeg vil gerne alligevel")
    if not at_the_end:
        await small_town.tap(amal, "18 eller mere")
        await small_town.tap(amal, "Ja, prøv det")
    assert (await small_town.youth(amal)).status is YouthStatus.ACTIVE
    assert "Godt, Amal. Så er du med." in amal.last.text


async def test_start_again_goes_on_where_the_talk_stood(small_town: Town) -> None:
    amal = small_town.sim.phone("Amal")
    link = await small_town.invite("Amal")
    await amal.open(link)
    await small_town.settle()
    await amal.open(link)
    await small_town.settle()
    assert labels(amal.last) == ["Dansk", "English"]
    for label in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        await small_town.tap(amal, label)
    assert (await small_town.write(amal, "/start")).text.startswith("Hej Amal. Du er med.")
    assert (await small_town.youth(amal)).status is YouthStatus.ACTIVE


async def test_start_without_a_code_gets_a_kind_answer_in_both_languages(
    small_town: Town,
) -> None:
    anna = small_town.sim.phone("Anna")
    await anna.start()
    await small_town.settle()
    assert f"ring {PHONE}" in anna.last.text
    assert f"call {PHONE}" in anna.last.text


async def test_two_youths_at_once_do_not_get_into_each_others_talk(small_town: Town) -> None:
    names = ("Amal", "Bo")
    phones = [small_town.sim.phone(name) for name in names]
    for phone in phones:
        await phone.open(await small_town.invite(phone.name))
    await small_town.settle()
    for label in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        for phone in phones:
            await phone.tap(label)
        await small_town.settle()
    for phone, other in (phones, phones[::-1]):
        assert (await small_town.youth(phone)).name == phone.name
        assert other.name not in " ".join(texts(phone))
        assert "Så er du med." in phone.last.text


@pytest.mark.parametrize("label", ["Dansk", "Videre", "18 eller mere", "Ja, prøv det"])
async def test_a_double_tap_is_answered_once(small_town: Town, label: str) -> None:
    amal = small_town.sim.phone("Amal")
    await amal.open(await small_town.invite("Amal"))
    await small_town.settle()
    for each in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        shown = amal.last
        await small_town.tap(amal, each)
        if each == label:
            before = texts(amal)
            await small_town.tap(amal, each, shown)
            assert texts(amal) == before
    assert (await small_town.youth(amal)).status is YouthStatus.ACTIVE


async def test_old_buttons_of_enrolment_change_nothing_later(small_town: Town) -> None:
    amal = small_town.sim.phone("Amal")
    await amal.open(await small_town.invite("Amal"))
    await small_town.settle()
    seen = []
    for each in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        seen.append((each, amal.last))
        await small_town.tap(amal, each)
    before = texts(amal)
    for label, message in [*seen, ("English", seen[0][1])]:
        await small_town.tap(amal, label, message)
    assert texts(amal) == before
    said = await small_town.tap(amal, "Nej tak", seen[3][1])
    assert said.text == "Den knap er gammel. Skriv bare til mig i stedet."
    youth = await small_town.youth(amal)
    assert (youth.status, youth.language) == (YouthStatus.ACTIVE, "da")


async def test_in_a_group_nothing_personal_is_said_or_kept(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    group = small_town.sim.group("Venner")
    mark = amal.mark
    await amal.write("/start", group=group)
    await amal.write("jeg har det skidt", group=group)
    await small_town.settle()
    assert len(group.messages) == 3
    assert "Jeg skriver kun med én ad gangen." in group.last.text
    assert said_after(amal, mark) == []
    assert await small_town.replies(amal) == []


async def test_who_comes_back_after_stop_goes_on_with_the_plan_and_the_clock(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    talked = (await small_town.youth(amal)).last_human_contact_at
    await small_town.write(amal, "/stop")
    await small_town.wait(days=2)
    again = await small_town.write(amal, "/start")
    assert again.text.startswith("Hej Amal. Godt at høre fra dig. Vil du være med?")
    welcome = await small_town.tap(amal, "Ja, prøv det")
    assert welcome.text.startswith("Godt at se dig, Amal.")
    assert texts(small_town.mentor)[-1] == "En af dine unge er tilbage."
    youth = await small_town.youth(amal)
    assert youth.last_human_contact_at == talked, "nobody has talked with them meanwhile"
    await small_town.until("2026-03-10 14:00")
    assert "Hvor meget lyst" in amal.last.text


async def test_staff_know_who_has_said_yes_only_behind_the_page(small_town: Town) -> None:
    await small_town.enrol("Amal")
    async with small_town.page(small_town.mentor) as (_, shown):
        assert "Amal" in shown.text
    assert MENTOR.split()[0] in small_town.mentor.messages[1].text
    assert COVER not in " ".join(texts(small_town.mentor))
