"""Hours that the clocks skip or show twice: questions, quiet hours, and words about time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from content.areas.care import CareKey
from domain.case import CaseKind
from tests.journeys import kept
from tests.journeys.conftest import MakeTown
from tests.journeys.kept import asked, utc
from tests.journeys.town import DANGER, at
from tests.plain import CONTENT

SPRING, AUTUMN = "2026-03-29", "2026-10-25"


@pytest.fixture
def sundays(tmp_path: Path) -> Callable[..., Path]:
    """Return what makes content that asks on Sundays, when this site is open."""

    def make(asked_at: str, *, hours: str = "9.00-15.00", quiet_to: str = "9.00") -> Path:
        folder = tmp_path / "content"
        shutil.copytree(CONTENT, folder)
        programme, site = folder / "programmes" / "projekt-run.toml", folder / "site.toml"
        change(programme, "BYDAY=TU", "BYDAY=SU")
        change(programme, 'at = "14.00"', f'at = "{asked_at}"')
        change(site, "[hours]", f'[hours]\nsunday = "{hours}"')
        change(site, 'to = "9.00"', f'to = "{quiet_to}"')
        return folder

    return make


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} has {old} {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        # The clocks go from 2 to 3: half past two does not exist, and 3.00 is the first after it.
        ("2026-03-20 10:00", "2026-03-29 23:00", ["2026-03-22 01:30", "2026-03-29 01:00"]),
        # The clocks go from 3 to 2: half past two comes twice, and the first is meant.
        ("2026-10-16 10:00", "2026-10-25 23:00", ["2026-10-18 00:30", "2026-10-25 00:30"]),
    ],
)
async def test_a_time_that_is_skipped_or_comes_twice_is_asked_at_once(
    make_town: MakeTown,
    sundays: Callable[..., Path],
    start: str,
    end: str,
    times: list[str],
) -> None:
    folder = sundays("2.30", hours="1.00-15.00", quiet_to="0.30")
    async with make_town(at(start), content=folder) as town:
        await town.hire()
        amal = await town.enrol()
        await town.until(end)

        assert asked(amal) == [utc(one) for one in times]


@pytest.mark.parametrize(
    ("start", "day", "leaves"),
    [
        ("2026-03-27 10:00", SPRING, "2026-03-29 07:00"),
        ("2026-10-23 10:00", AUTUMN, "2026-10-25 08:00"),
    ],
)
async def test_what_falls_into_the_quiet_hours_leaves_at_nine_by_the_wall_clock(
    make_town: MakeTown, sundays: Callable[..., Path], start: str, day: str, leaves: str
) -> None:
    async with make_town(at(start), content=sundays("7.15")) as town:
        await town.hire()
        amal = await town.enrol()
        await town.until(f"{day} 08:59")
        assert asked(amal) == []
        await town.until(f"{day} 09:00")
        assert asked(amal) == [utc(leaves)]


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        ("2026-03-28 22:30", "på mandag kl. 9"),  # Saturday 23.30
        ("2026-03-29 00:59", "i morgen kl. 9"),  # 1.59, a minute before
        ("2026-03-29 01:00", "i morgen kl. 9"),  # 3.00, the minute after
        ("2026-10-24 21:30", "på mandag kl. 9"),  # Saturday 23.30
        ("2026-10-25 00:30", "i morgen kl. 9"),  # 2.30 the first time
        ("2026-10-25 01:30", "i morgen kl. 9"),  # 2.30 the second time
    ],
)
async def test_the_card_in_the_night_of_the_change_says_when_somebody_reads(
    make_town: MakeTown, written: str, phrase: str
) -> None:
    async with make_town(utc(written)) as town:
        await town.hire()
        amal = await town.enrol()
        card = await town.write(amal, DANGER)
        assert card.text == kept.said(town, CareKey.CARD_NOBODY, hvornaar=phrase)


@pytest.mark.parametrize(
    ("friday", "due"),
    [("2026-03-27 13:00", "2026-03-30 11:00"), ("2026-10-23 13:00", "2026-10-26 12:00")],
)
async def test_a_working_day_over_the_change_ends_at_the_same_wall_time(
    make_town: MakeTown, friday: str, due: str
) -> None:
    async with make_town(at(friday)) as town:
        await town.hire()
        amal = await town.enrol()
        said = await town.tap(amal, "📞 Ring til mig")
        assert said.text == "Det er givet videre. Maja ringer til dig senest på mandag kl. 13."
        assert (await town.case(amal, CaseKind.CALL_ME)).due_at == utc(due)
