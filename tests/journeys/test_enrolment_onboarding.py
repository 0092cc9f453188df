"""After the yes: a few screens in one message, each of which may be skipped."""

from __future__ import annotations

from datetime import time

import pytest

from content.lint import CONTENT as SHIPPED
from domain.agreement import Agreement, IfQuiet, Trusted
from domain.case import CaseKind
from domain.onboarding import Screen, missing
from domain.people import Channel
from domain.task import TaskKind
from simulator.phones import Phone
from storage import agreements, tasks
from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, Town, labels, newest_with, texts

UNSEEN = {Screen.NUMBER, Screen.GUARDIAN, Screen.ITEMS}  # by an adult with a bot and a plain plan


async def agreed(town: Town, phone: Phone) -> Agreement:
    return await town.read(agreements.get, (await town.youth(phone)).id)


async def duties(town: Town, phone: Phone) -> list[TaskKind]:
    youth = await town.youth(phone)
    return [task.kind for task in await town.read(tasks.open_of_youth, youth.id)]


async def to(town: Town, phone: Phone, screen: Screen) -> None:
    """Skip until a screen stands there."""
    for each in Screen:
        if each is screen:
            return
        if each not in UNSEEN:
            await town.tap(phone, "Spring over")


async def at_number(town: Town) -> Phone:
    amal = await town.said_yes("Amal")
    await to(town, amal, Screen.CHANNEL)
    await town.tap(amal, "SMS")
    return amal


async def test_the_whole_onboarding_is_one_message_and_a_handshake(any_town: Town) -> None:
    amal = await any_town.said_yes("Amal")
    count = len(texts(amal))
    assert amal.last.text.startswith("Godt, Amal. Så er du med.")
    assert labels(amal.last)[:5] == ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"]
    await any_town.tap(amal, "Tirsdag")
    chosen = await any_town.tap(amal, "Torsdag")
    assert "Du har valgt tirsdag og torsdag." in chosen.text
    await any_town.tap(amal, "Videre")
    await any_town.tap(amal, "kl. 13")
    await any_town.tap(amal, "Her i chatten")
    await any_town.tap(amal, "Kom forbi")
    await any_town.tap(amal, "Spring over")
    promise = amal.last
    assert promise.text.startswith("Det her lover vi:")
    assert len(texts(amal)) == count, "one message, changed from screen to screen"
    await any_town.tap(amal, "Det er en aftale")
    found = await agreed(any_town, amal)
    assert (found.days, found.at, found.if_quiet) == ((1, 3), time(13), IfQuiet.VISIT)
    assert found.handshake_at is not None
    assert found.previews_shown_at is not None
    said = texts(amal)
    assert said[count - 1] == promise.text, "what we promised stays in the chat"
    assert "De næste syv dage får du" in said[count]
    assert "Vis eksempler til Aldrig" in said[count + 1]
    assert await duties(any_town, amal) == [TaskKind.ASK_AGREEMENT], "one screen was skipped"


async def test_who_skips_everything_is_enrolled_and_the_worker_asks(small_town: Town) -> None:
    amal = await small_town.said_yes("Amal")
    while "Spring over" in labels(amal.last):
        await small_town.tap(amal, "Spring over")
    assert "Så er vi klar, Amal." in amal.last.text
    youth, found = await small_town.youth(amal), await agreed(small_town, amal)
    assert list(missing(youth, found)) == [
        Screen.DAYS,
        Screen.HOUR,
        Screen.CHANNEL,
        Screen.IF_QUIET,
        Screen.TRUSTED,
        Screen.HANDSHAKE,
    ]
    assert await duties(small_town, amal) == [TaskKind.ASK_AGREEMENT]
    await small_town.until("2026-03-03 15:30")
    assert not any("Hvilke dage" in text for text in texts(amal)), "the bot asks nothing twice"


@pytest.mark.parametrize("screen", [one for one in Screen if one not in UNSEEN])
async def test_not_now_ends_it_on_every_screen(small_town: Town, screen: Screen) -> None:
    amal = await small_town.said_yes("Amal")
    await to(small_town, amal, screen)
    said = await small_town.tap(amal, "Ikke nu")
    assert said.text.startswith("Så er vi klar, Amal.")
    assert labels(said) == ["🆘 Hjælp nu", "📞 Ring til mig"]


async def test_the_person_to_call_is_typed_kept_and_never_said_again(any_town: Town) -> None:
    amal = await any_town.said_yes("Amal")
    await to(any_town, amal, Screen.TRUSTED)
    question = amal.last
    said = await any_town.write(amal, "min storesøster Sara, 12 34 56 78")
    assert said.text.startswith("Det er gemt.")
    assert "Det her lover vi:" in said.text
    assert (await agreed(any_town, amal)).trusted == Trusted(
        name="min storesøster Sara", phone="12345678"
    )
    assert "Spring over" not in labels(next(one for one in amal.messages if one.id == question.id))
    assert await any_town.replies(amal) == []
    assert await any_town.cases(amal) == []
    assert "Sara" not in " ".join([*texts(amal), *texts(any_town.mentor)])


async def test_a_cry_for_help_in_the_field_for_a_name_gets_the_card(small_town: Town) -> None:
    amal = await small_town.said_yes("Amal")
    await to(small_town, amal, Screen.TRUSTED)
    said = await small_town.write(amal, f"{DANGER} ring 12345678")
    assert "112" in said.text
    assert await small_town.kinds(amal) == [CaseKind.CRISIS]
    assert (await agreed(small_town, amal)).trusted is None
    assert len(await small_town.replies(amal)) == 1


async def test_words_that_answer_no_screen_are_words(small_town: Town) -> None:
    amal = await small_town.said_yes("Amal")
    said = await small_town.write(amal, "Kommer I også til fodbold?")
    assert "Maja" in said.text
    assert [reply.text for reply in await small_town.replies(amal)] == [
        "Kommer I også til fodbold?"
    ]
    assert await small_town.kinds(amal) == [CaseKind.WORD]
    await small_town.tap(amal, "Spring over", newest_with(amal, "Spring over"))
    assert "kl. 13" in labels(newest_with(amal, "kl. 13"))


@pytest.mark.parametrize("shared", [True, False])
async def test_sms_asks_for_a_number_typed_or_sent_by_the_button(
    any_town: Town, shared: bool
) -> None:
    amal = await at_number(any_town)
    assert "Hvad er dit nummer?" in newest_with(amal, "Spring over").text
    assert amal.keys == ["Send mit nummer"]
    if shared:
        await amal.key("Send mit nummer", number="+4512345678")
        await any_town.settle()
    else:
        await any_town.write(amal, "12 34 56 78")
    youth = await any_town.youth(amal)
    assert youth.channel is Channel.SMS
    assert (youth.phone or "").endswith("12345678")
    assert texts(amal)[-2] == "Tak. Nummeret er gemt."
    assert "bliver man stille" in amal.last.text, "the next screen stands below"
    assert amal.keys == [], "the button is gone"
    assert await any_town.replies(amal) == []


@pytest.mark.parametrize("way_out", ["Spring over", "Ikke nu"])
async def test_a_skipped_number_takes_the_button_away(small_town: Town, way_out: str) -> None:
    amal = await at_number(small_town)
    question = newest_with(amal, way_out)
    await small_town.tap(amal, way_out, question)
    assert amal.keys == []
    assert "Helt fint. Nummeret kan vente." in texts(amal)
    assert not labels(next(one for one in amal.messages if one.id == question.id))
    assert labels(amal.last), "and the way goes on below"


async def test_a_number_of_somebody_else_is_refused_kindly_and_not_kept(small_town: Town) -> None:
    amal = await at_number(small_town)
    await amal.contact(number="+4587654321", name="Sara")
    await small_town.settle()
    assert amal.last.text.startswith("Det nummer er vist ikke dit eget, så jeg gemmer det ikke.")
    assert (await small_town.youth(amal)).phone is None
    assert await small_town.replies(amal) == []
    assert amal.keys == ["Send mit nummer"], "the question is still open"
    await amal.key("Send mit nummer")
    await small_town.settle()
    assert (await small_town.youth(amal)).phone == "+4520123456"


async def test_the_first_ratings_are_answered_in_the_room(make_town: MakeTown) -> None:
    async with make_town(content=SHIPPED) as town:
        await town.hire()
        amal = await town.said_yes("Amal")
        await to(town, amal, Screen.ITEMS)
        first = amal.last
        assert "Svar gerne sammen med Maja." in first.text
        await amal.tap("1", first)
        await amal.tap("1", first)
        await town.settle()
        assert [reply.number for reply in await town.replies(amal)] == [1], "one tap, one answer"
        assert await town.kinds(amal) == [CaseKind.LOW_ANSWER], "low is low in the room, too"
        for number in ("7", "8"):
            await town.tap(amal, number)
        assert amal.last.text.startswith("Det her lover vi:")
        assert len(await town.checkins(amal)) == 1
        async with town.page(town.mentor) as (_, shown):
            assert "Hvor meget tror du på, at din fremtid bliver god?" in shown.text
        await town.tap(amal, "Det er en aftale")
        assert "De næste syv dage får du" in next(
            one for one in texts(amal) if "Skriv, når du vil" in one
        )


async def test_a_double_tap_on_a_day_chooses_it_once(small_town: Town) -> None:
    amal = await small_town.said_yes("Amal")
    before = amal.last
    await amal.tap("Tirsdag", before)
    await amal.tap("Tirsdag", before)
    await small_town.settle()
    assert (await agreed(small_town, amal)).days == (1,)


async def test_after_a_restart_the_onboarding_goes_on(small_town: Town) -> None:
    amal = await small_town.said_yes("Amal")
    await to(small_town, amal, Screen.TRUSTED)
    await small_town.restart()
    await small_town.write(amal, "Sara 12345678")
    assert (await agreed(small_town, amal)).trusted is not None
