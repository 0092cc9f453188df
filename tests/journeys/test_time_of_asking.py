"""When a question may come: never at night, never when nobody reads, and never in a burst."""

from __future__ import annotations

import pytest

from domain.checkin import CheckInState
from domain.message import OutboxState
from storage import youths
from storage.tables import occurrence, outbox
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, at, said_after, texts

SCALE = "Hvor meget lyst har du"
CAFE = "Der er café"


def move(tx: Tx, youth_id: int, zone: str) -> None:
    youths.change(tx, youth_id, zone=zone)


async def became(town: Town, contact: str) -> list[tuple[str, str | None]]:
    """Return what became of each occurrence of a contact, oldest first."""
    rows = await town.rows(occurrence, contact_key=contact)
    rows = sorted(rows, key=lambda row: row["due_at"])
    return [(row["what"], row["reason"]) for row in rows]


async def test_easter_is_quiet_and_the_first_of_may_is_a_working_day(
    make_town: MakeTown,
) -> None:
    async with make_town(at("2026-03-31 10:00")) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        await town.until("2026-04-07 13:59")
        # Thursday 2 April is Maundy Thursday: no café, and Tuesday's question was before Easter.
        assert await became(town, "cafe") == [("skipped", "late")]
        assert not any(CAFE in text for text in texts(amal))
        # Asked on 31 March at 14, reminded on 1 April, which is no holiday.
        assert any("stadig åbent" in one.text or "lukket" in one.text for one in amal.messages)
        await town.until("2026-04-07 14:00")
        assert SCALE in amal.last.text


async def test_a_reminder_waits_for_the_end_of_easter_or_does_not_come(
    make_town: MakeTown,
) -> None:
    async with make_town(at("2026-04-01 10:00")) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        youth = await town.youth(amal)
        assert youth.accepted_at == at("2026-04-01 10:00")
        await town.until("2026-04-01 12:00")
        mark = amal.mark
        await town.until("2026-04-07 08:59")
        assert said_after(amal, mark) == [], "2, 3, 5 and 6 April are holidays, the 4th a Saturday"


async def test_a_word_before_easter_is_promised_for_after_it(make_town: MakeTown) -> None:
    async with make_town(at("2026-04-01 15:30")) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        said = await town.write(amal, "hej")
        assert said.text == "Maja læser det på tirsdag kl. 9. Er det akut, så tryk her."


async def test_the_first_of_may_is_read_on_the_day(make_town: MakeTown) -> None:
    async with make_town(at("2026-05-01 10:00")) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        said = await town.write(amal, "hej")
        assert said.text.endswith("som læser det senest i dag kl. 14.")


async def test_the_contact_is_due_on_the_first_staffed_minute_after_easter(
    make_town: MakeTown,
) -> None:
    async with make_town(at("2026-03-27 10:00")) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        # Seven days later is Good Friday.
        assert (await town.youth(amal)).reassess_at == at("2026-04-07 09:00")
        await town.until("2026-04-07 08:59")
        assert await town.cases(amal) == []
        await town.until("2026-04-07 09:00")
        assert "tid til at tale sammen" in texts(town.mentor)[-1]


@pytest.mark.parametrize("hours", [2, 23])
async def test_a_short_outage_only_delays_the_question(small_town: Town, hours: int) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.stop()
    small_town.pass_unseen(f"2026-03-0{3 + (14 + hours) // 24} {(14 + hours) % 24:02}:00")
    await small_town.start()
    await small_town.settle()
    await small_town.until("2026-03-04 14:00")
    assert sum(SCALE in one.text for one in amal.messages) == 1
    assert await became(small_town, "weekly") == [("sent", None)]
    [asked] = [one for one in amal.messages if SCALE in one.text]
    local = asked.date.astimezone(at("2026-03-04 14:00").tzinfo)
    assert 9 <= local.hour < 21


async def test_what_was_missed_in_an_outage_is_skipped_one_by_one_with_its_reason(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.stop()
    any_town.pass_unseen("2026-03-26 10:00")
    await any_town.start()
    mark = amal.mark
    await any_town.settle()
    assert said_after(amal, mark) == [], "no burst"
    assert await became(any_town, "weekly") == [("skipped", "late")] * 4
    assert await became(any_town, "cafe") == [("skipped", "late")] * 3
    await any_town.until("2026-03-26 12:30")
    assert [CAFE in text for text in said_after(amal, mark)] == [True]
    assert "tid til at tale sammen" in texts(any_town.mentor)[-1], "and a human calls at once"


async def test_nothing_is_asked_while_telegram_is_away_longer_than_the_question_is_worth(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 13:59")
    mark = amal.mark
    held = small_town.sim.faults.on("sendMessage", chat=amal.id, times=1000)
    held.answer(429, retry_after=3600)
    await small_town.until("2026-03-05 11:00")
    held.cancel()
    await small_town.until("2026-03-05 12:29")
    assert said_after(amal, mark) == [], "neither the question nor a reminder of it"
    await small_town.until("2026-03-06 14:00")
    checkin = (await small_town.checkins(amal))[0]
    assert checkin.state is CheckInState.CANCELLED, "nobody left anything unanswered"
    rows = await small_town.rows(outbox, checkin_id=checkin.id)
    assert {row["state"] for row in rows} == {OutboxState.SKIPPED.value}


async def test_a_youth_in_greenland_is_asked_in_their_own_afternoon(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/stop")
    youth = await small_town.youth(amal)
    await small_town.app.world.store.write(move, youth.id, "America/Nuuk")
    await small_town.write(amal, "/start")
    await small_town.tap(amal, "Ja, prøv det")
    # 14.00 in Nuuk is 17.00 in Copenhagen, when nobody reads soon. The first hour that suits both
    # is the end of the youth's own night, at noon in Copenhagen.
    await small_town.until("2026-03-04 11:59")
    assert not any(SCALE in text for text in texts(amal))
    await small_town.until("2026-03-04 12:00")
    assert SCALE in amal.last.text


async def test_where_our_days_do_not_meet_nothing_is_asked_and_a_human_calls(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    youth = await small_town.youth(amal)
    await small_town.app.world.store.write(move, youth.id, "America/Los_Angeles")
    await small_town.until("2026-03-10 14:00")
    assert not any(SCALE in text for text in texts(amal))
    assert set(await became(small_town, "weekly")) == {("skipped", "no common hour")}
    assert "tid til at tale sammen" in texts(small_town.mentor)[-1]
