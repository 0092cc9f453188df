"""A plan edited in the middle: what was sent stays, and what comes follows the new text."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import youths
from storage.tables import checkin, occurrence
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, at, texts
from tests.plain import BUILT_IN


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the built-in content, to edit."""
    copy = tmp_path / "content"
    shutil.copytree(BUILT_IN, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.fixture
async def town(make_town: MakeTown, content: Path) -> AsyncIterator[Town]:
    """A town whose programme can be edited, on a Tuesday at two."""
    async with make_town(at("2026-03-03 14:00"), content=content) as made:
        await made.hire()
        yield made


def edit(content: Path, old: str, new: str) -> None:
    path = content / "programmes" / "projekt-run.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


async def test_a_plan_edited_in_the_middle_changes_only_what_comes(
    town: Town, content: Path
) -> None:
    amal = await town.enrol()
    await town.until("2026-03-05 14:10")
    assert "hører til" in amal.last.text
    edit(content, 'rule = "FREQ=WEEKLY;BYDAY=TU"  # every', 'rule = "FREQ=WEEKLY;BYDAY=WE"  #')
    edit(content, "human_every_days = 4", "human_every_days = 5")
    edit(content, "{ day = 7, da", '{ day = 1, da = "Igen.", en = "Again." },\n  { day = 8, da')
    edit(content, '{ day = 1, da = "Det er', '{ day = 0, da = "Det er')
    edit(content, "rotate = 1\n", "rotate = 0\n")
    await town.restart()
    await town.settle()
    youth = await town.youth(amal)
    assert youth.contact_interval_days == 5
    assert youth.reassess_at == at("2026-03-09 09:00"), "five days are up on a Sunday"

    for label in ("7", "8", "Som jeg håbede"):  # the open one goes on as it was begun
        await town.tap(amal, label)
    assert amal.last.text == "Tak, noteret. Maja ser det."

    await town.until("2026-03-12 14:10")
    rows = sorted(await town.rows(checkin, kind="checkin"), key=lambda row: row["opened_at"])
    assert [(row["contact_key"], row["asked"]) for row in rows] == [
        ("thursday", ["belong", "safe", "week"]),
        ("tuesday", ["showing_up", "breaks"]),
        ("thursday", ["belong", "week"]),
    ]
    opened = [row["opened_at"].astimezone(at("2026-03-03 14:00").tzinfo) for row in rows]
    assert [f"{one:%a}" for one in opened] == ["Thu", "Wed", "Thu"]
    sent = await town.rows(occurrence, contact_key="caring", what="sent")
    assert len(sent) == 2, "the first day is over: nothing is sent again, or afterwards"
    assert not any("Igen." in text for text in texts(amal))


def agree_on_ten_days(tx: Tx, youth_id: int) -> None:
    youths.change(tx, youth_id, contact_interval_days=10)


async def test_an_interval_that_the_two_have_agreed_on_is_left_alone(
    town: Town, content: Path
) -> None:
    amal, bo = await town.enrol("Amal"), await town.enrol("Bo")
    youth = await town.youth(bo)
    await town.app.world.store.write(agree_on_ten_days, youth.id)
    edit(content, "human_every_days = 4", "human_every_days = 5")
    await town.restart()
    assert (await town.youth(amal)).contact_interval_days == 5
    assert (await town.youth(bo)).contact_interval_days == 10
