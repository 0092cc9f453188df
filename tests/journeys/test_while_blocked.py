"""While somebody blocks the bot: what is asked, who is told, and how they come back."""

from __future__ import annotations

from content.keys import Key
from domain.case import CaseKind
from domain.checkin import CheckInState
from simulator.phones import Phone
from tests.journeys import kept
from tests.journeys.town import Town, said_after, texts

CANNOT_REACH = "Gul · sag 1 · kan ikke nås her · aftalt hver 7. dag"
# Words that a youth who comes back never reads.
GUILT = ("husk", "mangler", "ikke svaret", "desværre", "dage", "blokeret", "væk", "savnet")


async def unreachable(town: Town) -> list[CaseKind]:
    return [one.kind for one in await kept.all_cases(town) if one.kind is CaseKind.UNREACHABLE]


def calls_to(town: Town, phone: Phone) -> int:
    return len([call for call in town.sim.calls if call.chat == phone.id])


def about(phone: Phone, words: str) -> list[str]:
    return [text for text in texts(phone) if words in text]


async def wish_for_a_call(town: Town, amal: Phone) -> None:
    await town.tap(amal, "📞 Ring til mig")


WISH = "vil gerne ringes op"


async def test_at_night_the_case_opens_at_once_and_the_worker_is_told_when_the_day_begins(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    await small_town.until("2026-03-04 02:00")
    told = len(texts(small_town.mentor))
    await amal.block()
    await small_town.settle()
    assert await unreachable(small_town) == [CaseKind.UNREACHABLE]
    assert len(texts(small_town.mentor)) == told

    await small_town.until("2026-03-04 09:00")
    assert "kan ikke nås her" in small_town.mentor.last.text


async def test_a_question_that_waits_is_never_sent_to_somebody_who_blocked_the_bot(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    small_town.sim.faults.on("sendMessage", chat=amal.id).answer(429, retry_after=600)
    await small_town.until("2026-03-03 14:00")
    await amal.block()
    await small_town.settle()
    tried = calls_to(small_town, amal)
    await small_town.wait(hours=2)

    assert await kept.prompts(small_town, amal) == [("skipped", "blocked")]
    assert (await kept.latest_checkin(small_town, amal)).state is CheckInState.CANCELLED
    assert calls_to(small_town, amal) == tried


async def test_while_blocked_nothing_is_asked_and_each_question_left_out_has_its_reason(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    await small_town.until("2026-03-03 14:00")
    assert "ugens tre korte spørgsmål" in amal.last.text
    await amal.block()
    await small_town.settle()
    tried = calls_to(small_town, amal)
    await small_town.until("2026-03-05 13:00")  # past the reminder and past the café's question

    assert calls_to(small_town, amal) == tried
    assert await kept.left_out(small_town) == [("cafe", "blocked")]


async def test_unblocking_brings_no_word_of_guilt_and_the_next_question_at_its_own_time(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    await amal.block()
    await small_town.settle()
    await small_town.mentor.tap("Jeg tager den")  # or it would climb for a week
    await small_town.settle()
    mark = amal.mark
    await amal.unblock()
    await small_town.settle()
    assert said_after(amal, mark) == ["Godt at se dig."]
    assert (await small_town.youth(amal)).blocked_at is None
    assert await unreachable(small_town) == [CaseKind.UNREACHABLE]  # only a human closes it

    await small_town.until("2026-03-03 14:00")
    assert "ugens tre korte spørgsmål" in amal.last.text
    assert not [word for word in GUILT for text in said_after(amal, mark) if word in text]


async def test_pressing_start_again_gets_a_plain_welcome(small_town: Town) -> None:
    amal = await small_town.enrol()
    await amal.block()
    await small_town.settle()
    mark = amal.mark
    await amal.start()
    await small_town.settle()

    plain = kept.said(small_town, Key.ALREADY_IN, navn="Amal")
    assert said_after(amal, mark) == ["Godt at se dig.", plain]
    assert amal.last.text.startswith("Hej Amal. Du er med.")


async def test_where_worker_and_cover_are_gone_the_coordinator_is_told_at_once(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    await small_town.mentor.delete_account()
    await small_town.cover.delete_account()
    await wish_for_a_call(small_town, amal)

    assert len(about(small_town.coordinator, WISH)) == 1


async def test_a_red_case_reaches_everybody_who_can_be_reached_at_once(small_town: Town) -> None:
    amal = await small_town.enrol()
    await small_town.mentor.delete_account()
    await amal.tap("🆘 Hjælp nu")
    await small_town.settle()

    for phone in (small_town.cover, small_town.coordinator):
        assert len(about(phone, "RØD · sag 1")) >= 1
    assert "ring 112" in amal.last.text


async def test_whoever_comes_back_first_is_told_of_what_waits(small_town: Town) -> None:
    amal = await small_town.enrol()
    staff = (small_town.mentor, small_town.cover, small_town.coordinator)
    for phone in staff:
        await phone.block()
    await small_town.settle()
    await amal.tap("🆘 Hjælp nu")
    await small_town.settle()
    assert [about(phone, "RØD") for phone in staff] == [[], [], []]
    assert "nobody_reachable" in await small_town.app.health()
    await small_town.cover.unblock()
    await small_town.settle()
    await small_town.wait(minutes=15)

    assert len(about(small_town.cover, "RØD · sag 1 · ny vigtig besked")) >= 1
    assert "nobody_reachable" not in await small_town.app.health()
