"""29 March and 25 October 2026: wall time stays wall time, and nothing is asked at night."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.case import CaseKind
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, at, texts
from tests.reports.audit.looked import is_clean

SCALE = "Hvor meget lyst har du"
SPRING, AUTUMN = "2026-03-29", "2026-10-25"


async def asked_at(town: Town, phone_texts: list[datetime]) -> list[str]:
    zone = at("2026-01-01 00:00").tzinfo
    return [moment.astimezone(zone).strftime("%a %H:%M") for moment in phone_texts]


@pytest.mark.parametrize(
    ("start", "end", "utc"),
    [
        ("2026-03-23 10:00", "2026-04-01 10:00", [(24, 13), (31, 12)]),
        ("2026-10-19 10:00", "2026-10-28 10:00", [(20, 12), (27, 13)]),
    ],
)
async def test_the_weekly_question_comes_at_fourteen_before_and_after(
    make_town: MakeTown, start: str, end: str, utc: list[tuple[int, int]]
) -> None:
    async with make_town(at(start)) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        await town.until(end)
        sent = [one.date for one in amal.messages if is_question([one.text, *one.history])]
        assert [(moment.day, moment.hour) for moment in sent] == utc
        assert await asked_at(town, sent) == ["Tue 14:00", "Tue 14:00"]
        await is_clean(town, since=at(start))


def is_question(words: list[str]) -> bool:
    return any(SCALE in text for text in words)


@pytest.mark.parametrize(
    ("written", "read_at"),
    [
        (f"{SPRING} 01:30", datetime(2026, 3, 30, 7, tzinfo=UTC)),
        (f"{SPRING} 03:30", datetime(2026, 3, 30, 7, tzinfo=UTC)),
        (f"{AUTUMN} 01:30", datetime(2026, 10, 26, 8, tzinfo=UTC)),
        (f"{AUTUMN} 12:00", datetime(2026, 10, 26, 8, tzinfo=UTC)),
    ],
)
async def test_a_word_in_the_changing_night_is_promised_and_due_at_nine(
    make_town: MakeTown, written: str, read_at: datetime
) -> None:
    start = at("2026-03-27 10:00") if written.startswith(SPRING) else at("2026-10-23 10:00")
    async with make_town(start) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        await town.until(written)
        said = await town.write(amal, "hej")
        assert said.text == "Maja læser det i morgen kl. 9. Er det akut, så tryk her."
        await town.until(read_at)
        assert "ny besked" in texts(town.mentor)[-1]
        case = await town.case(amal, CaseKind.WORD)
        assert case.due_at == read_at
        await is_clean(town, since=start)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-24 10:00", datetime(2026, 3, 31, 8, tzinfo=UTC)),
        ("2026-10-20 10:00", datetime(2026, 10, 27, 9, tzinfo=UTC)),
    ],
)
async def test_seven_days_are_seven_days_on_the_wall(
    make_town: MakeTown, start: str, due: datetime
) -> None:
    async with make_town(at(start)) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        assert (await town.youth(amal)).reassess_at == due
        await town.until(due)
        assert await town.kinds(amal) == [CaseKind.CONTACT_DUE]
        await is_clean(town, since=at(start))


@pytest.mark.parametrize("start", ["2026-03-28 12:00", "2026-10-24 12:00"])
async def test_nothing_is_begun_in_the_changing_night(make_town: MakeTown, start: str) -> None:
    async with make_town(at(start)) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        before = texts(amal)
        await town.wait(hours=45)
        assert texts(amal) == before
        await is_clean(town, since=at(start))


async def test_a_pause_over_the_change_ends_at_nine_in_the_morning(make_town: MakeTown) -> None:
    async with make_town(at("2026-03-24 10:00")) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        await town.write(amal, "/pause")
        await town.tap(amal, "1 uge")
        ends = (await town.youth(amal)).paused_until
        assert ends == datetime(2026, 3, 31, 7, tzinfo=UTC)


async def test_red_minutes_are_minutes_in_both_changing_nights(make_town: MakeTown) -> None:
    async with make_town(at(f"{AUTUMN} 00:30")) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        await town.until(datetime(2026, 10, 25, 0, 58, tzinfo=UTC))  # 2.58, the first time
        await town.write(amal, "jeg vil ikke leve mere")
        await town.wait(minutes=5)
        told = sum("ny vigtig besked" in text for text in texts(town.coordinator))
        assert told == 2, "again after five minutes, at 2.03, the second time"
        await is_clean(town, since=at(f"{AUTUMN} 00:30"))
