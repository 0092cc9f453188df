"""Days out of the ordinary: another time zone, Christmas and New Year, Easter, a leap day."""

from __future__ import annotations

from datetime import UTC

import pytest

from content.areas.care import CareKey
from domain.case import CaseKind
from simulator.phones import Phone
from storage import youths
from storage.tx import Tx
from tests.journeys import kept
from tests.journeys.conftest import MakeTown
from tests.journeys.kept import asked, utc
from tests.journeys.town import DANGER, Town, at
from tests.reports.audit.looked import is_clean


def move(tx: Tx, youth_id: int, zone: str) -> None:
    youths.change(tx, youth_id, zone=zone)


async def enrol_in(town: Town, zone: str) -> Phone:
    """Return the phone of a youth who lives in another zone and has said yes."""
    amal = await town.asked()
    youth = await town.youth(amal)
    await town.app.world.store.write(move, youth.id, zone)
    for label in ("Videre", "18 eller mere", "Ja, prøv det"):
        await town.tap(amal, label)
    return amal


@pytest.mark.parametrize(
    ("zone", "start", "first", "second"),
    [
        # 14.00 in Helsinki is 13.00 in Copenhagen, before and after the change.
        ("Europe/Helsinki", "2026-03-24 09:00", "2026-03-24 12:00", "2026-03-31 11:00"),
        # 14.00 on the Faroes is closing time in Copenhagen: it waits for the next morning's nine.
        ("Atlantic/Faroe", "2026-03-24 09:00", "2026-03-25 09:00", "2026-04-01 08:00"),
        # Iceland never changes its clocks: 14.00 is 15.00, and from April on 16.00.
        ("Atlantic/Reykjavik", "2026-03-24 09:00", "2026-03-25 09:00", "2026-04-01 09:00"),
        ("Europe/Helsinki", "2026-10-20 09:00", "2026-10-20 11:00", "2026-10-27 12:00"),
    ],
)
async def test_a_youth_elsewhere_is_asked_by_their_own_clock_when_somebody_reads(
    make_town: MakeTown, zone: str, start: str, first: str, second: str
) -> None:
    async with make_town(at(start)) as town:
        await town.hire()
        amal = await enrol_in(town, zone)
        await town.until(utc(first))
        await town.until(utc(second))
        assert asked(amal) == [utc(first), utc(second)]
        await is_clean(town, since=at(start))


@pytest.mark.parametrize(
    ("zone", "phrase"),
    [("Europe/Helsinki", "i morgen kl. 10"), ("Atlantic/Faroe", "i morgen kl. 8")],
)
async def test_a_youth_elsewhere_reads_their_own_time_and_staff_read_the_sites(
    make_town: MakeTown, zone: str, phrase: str
) -> None:
    async with make_town(at("2026-03-03 16:00")) as town:
        await town.hire()
        amal = await enrol_in(town, zone)
        said = await town.write(amal, "hej")
        assert said.text == f"Maja læser det {phrase}. Er det akut, så tryk her."
        card = await town.write(amal, DANGER)
        assert card.text == kept.said(town, CareKey.CARD_NOBODY, hvornaar=phrase)
        await town.until("2026-03-04 09:00")
        [told] = [one for one in town.mentor.messages if "ny besked" in one.text]
        assert told.text.endswith("forfald i dag kl. 9")


HOLIDAYS = [
    # Written at, the first staffed minute, and how a youth reads that.
    ("2026-12-23 16:00", "2026-12-28 09:00", "på mandag kl. 9"),  # 24-26 December closed
    ("2026-12-30 15:00", "2027-01-04 09:00", "på mandag kl. 9"),  # 31 December, 1 January, weekend
    ("2026-12-31 23:59", "2027-01-04 09:00", "på mandag kl. 9"),
    ("2027-01-01 00:00", "2027-01-04 09:00", "på mandag kl. 9"),
    ("2026-04-01 15:00", "2026-04-07 09:00", "på tirsdag kl. 9"),  # 2, 3, 5 and 6 April
    ("2026-03-31 16:00", "2026-04-01 09:00", "i morgen kl. 9"),
    ("2028-02-28 16:00", "2028-02-29 09:00", "i morgen kl. 9"),
    ("2028-02-29 16:00", "2028-03-01 09:00", "i morgen kl. 9"),
]


@pytest.mark.parametrize(("written", "read", "phrase"), HOLIDAYS)
async def test_words_before_days_off_are_promised_and_brought_on_the_next_working_day(
    make_town: MakeTown, written: str, read: str, phrase: str
) -> None:
    async with make_town(at(written)) as town:
        await town.hire()
        amal = await town.enrol()
        said = await town.write(amal, "hej")
        assert said.text == f"Maja læser det {phrase}. Er det akut, så tryk her."
        await town.until(read)
        [told] = [one for one in town.mentor.messages if "ny besked" in one.text]
        assert told.date == at(read).astimezone(UTC)
        await is_clean(town, since=at(written))


@pytest.mark.parametrize(
    ("written", "phrase"),
    [("2026-12-31 02:14", "på mandag kl. 9"), ("2026-04-03 02:14", "på tirsdag kl. 9")],
)
async def test_a_cry_for_help_on_a_day_off_reaches_the_coordinator_at_once(
    make_town: MakeTown, written: str, phrase: str
) -> None:
    async with make_town(at(written)) as town:
        await town.hire()
        amal = await town.enrol()
        card = await town.write(amal, DANGER)
        assert card.text == kept.said(town, CareKey.CARD_NOBODY, hvornaar=phrase)
        assert town.coordinator.last.text.startswith("RØD · sag 1")
        assert town.coordinator.last.date == at(written).astimezone(UTC)
        assert not [one for one in town.mentor.messages if "RØD" in one.text], "she is off"
        await is_clean(town, since=at(written))


async def test_no_cafe_is_announced_on_christmas_eve_and_new_years_eve(
    make_town: MakeTown,
) -> None:
    async with make_town(at("2026-12-23 10:00")) as town:
        await town.hire()
        amal = await town.enrol()
        await town.until("2026-12-31 23:00")

        assert await kept.left_out(town) == [("cafe", "late")] * 2
        assert not [one for one in amal.messages if "Der er café" in one.text]
        assert asked(amal) == [utc("2026-12-29 13:00")]  # a working day between the years
        await is_clean(town, since=at("2026-12-23 10:00"))


async def test_a_pause_over_new_year_ends_in_the_new_one(make_town: MakeTown) -> None:
    async with make_town(at("2026-12-22 10:00")) as town:
        await town.hire()
        amal = await town.enrol()
        await town.write(amal, "/pause")
        said = await town.tap(amal, "2 uger")
        assert said.text.startswith("Pause til tirsdag den 5. januar.")
        assert (await town.youth(amal)).paused_until == at("2027-01-05 09:00")

        await town.until("2027-01-05 14:00")
        assert asked(amal) == [utc("2027-01-05 13:00")]
        await is_clean(town, since=at("2026-12-22 10:00"))


async def test_the_contact_that_falls_on_new_years_day_is_due_on_the_first_working_day(
    make_town: MakeTown,
) -> None:
    async with make_town(at("2026-12-25 10:00")) as town:
        await town.hire()
        amal = await town.enrol()
        await town.until("2027-01-04 08:59")
        assert await town.kinds(amal) == []
        await town.until("2027-01-04 09:00")
        assert await town.kinds(amal) == [CaseKind.CONTACT_DUE]
        assert town.mentor.last.text.startswith("Gul · sag 1 · tid til at tale sammen")
        assert "sidst talt for 10 dage siden" in town.mentor.last.text
        await is_clean(town, since=at("2026-12-25 10:00"))


async def test_a_call_wished_for_before_easter_is_promised_after_it(make_town: MakeTown) -> None:
    async with make_town(at("2026-04-01 14:00")) as town:
        await town.hire()
        amal = await town.enrol()
        said = await town.tap(amal, "📞 Ring til mig")
        assert said.text == "Det er givet videre. Maja ringer til dig senest på tirsdag kl. 14."
        assert (await town.case(amal, CaseKind.CALL_ME)).due_at == at("2026-04-07 14:00")
        await town.until("2026-04-07 13:59")
        assert "vil gerne ringes op" not in town.cover.last.text
        await town.until("2026-04-07 14:00")
        assert "vil gerne ringes op" in town.cover.last.text
        await is_clean(town, since=at("2026-04-01 14:00"))


async def test_a_leap_day_is_a_day_like_any_other(make_town: MakeTown) -> None:
    async with make_town(at("2028-02-22 10:00")) as town:
        await town.hire()
        amal = await town.enrol()
        await town.write(amal, "/pause")
        said = await town.tap(amal, "1 uge")
        assert said.text.startswith("Pause til tirsdag den 29. februar.")

        await town.until("2028-02-29 10:00")
        assert (await town.case(amal, CaseKind.CONTACT_DUE)).opened_at == at("2028-02-29 10:00")
        await town.until("2028-02-29 14:00")
        assert asked(amal) == [utc("2028-02-29 13:00")]
        await town.until("2028-03-07 14:00")
        assert asked(amal) == [utc("2028-02-29 13:00"), utc("2028-03-07 13:00")]
        await is_clean(town, since=at("2028-02-22 10:00"))
