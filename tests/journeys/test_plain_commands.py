"""*stop*, *pause* and *hjælp*: in plain words one tap away, and what a stop leaves behind."""

from __future__ import annotations

from domain.case import CaseKind
from domain.people import YouthStatus
from tests.journeys.town import Town, labels, newest_with


async def test_stop_alone_offers_to_stop_and_the_worker_reads_it(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "Stop.")
    passed_on = "Det er givet videre til Maja, som læser det senest i dag kl. 15."
    assert said.text == f"{passed_on}\n\nVil du stoppe helt? Så tryk her."
    assert (await small_town.case(amal, CaseKind.WORD)).closed_at is None
    stop = labels(said)[0]
    assert "top" in stop
    await small_town.tap(amal, stop, said)
    assert (await small_town.youth(amal)).status is YouthStatus.STOPPED


async def test_pause_alone_offers_the_pauses(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "pause")
    assert said.text.endswith("Vil du holde pause? Så tryk her.")
    await small_town.tap(amal, labels(said)[0], said)
    assert "2 uger" in labels(newest_with(amal, "2 uger"))
    assert (await small_town.youth(amal)).paused_until is None, "a word begins nothing"


async def test_help_alone_offers_help_now_also_in_hours(small_town: Town) -> None:
    amal = await small_town.enrol("Amal", language="en")
    said = await small_town.write(amal, "help")
    assert [one for one in labels(said) if "elp now" in one]
    assert [reply.text for reply in await small_town.replies(amal)] == ["help"]


async def test_a_question_that_a_stop_closed_promises_no_next_time(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    question = amal.last
    await small_town.write(amal, "/stop")
    shown = next(one for one in amal.messages if one.id == question.id)
    assert (shown.text, labels(shown)) == ("Spørgsmålet er lukket.", [])
