"""What a profile of faults does, one by one; the command plays all of them together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.simulation.diary import Diary
from bot.simulation.faults import PROFILES, Faults, own_content
from bot.simulation.refusing import Refusal
from simulator.server import Simulator

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Played:
    """A simulation of which only the outside is there."""

    def __init__(self, folder: Path) -> None:
        self.clock = MONDAY
        self.sim = Simulator(clock=self.now)
        self.diary = Diary()
        self.refusal = Refusal()
        self.content: Path | None = folder
        self.is_down = False
        self.starts: list[str] = []
        self.outages: list[timedelta] = []

    def now(self) -> datetime:
        return self.clock

    async def stop(self) -> None:
        self.is_down = True
        self.starts.append("stop")

    async def start(self) -> None:
        self.is_down = False
        self.starts.append("start")

    def out(self, until: datetime, *, storage: bool = False) -> None:
        self.outages.append(until - self.clock)

    async def until(self, end: datetime) -> list[str]:
        """Let time pass and return what was wrong after each thing that happened."""
        seen = []
        while (at := self.diary.next_at) is not None and at <= end:
            self.clock = at
            act = self.diary.take(at)
            assert act is not None
            await act()
            seen.append(f"{self.is_down} {self.refusal.is_on} {len(self.sim.faults.json())}")
        return seen


@pytest.fixture
def played(tmp_path: Path) -> Played:
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "one.toml").write_text('at = "14.00"\nat = "9.00"\n', "utf-8")
    return Played(tmp_path)


async def go_wrong(played: Played, profile: str, days: int = 20) -> list[str]:
    Faults(played, 1, "Europe/Copenhagen").plan(profile, days)
    return await played.until(MONDAY + timedelta(days=days + 3))


async def test_the_product_ends_and_starts_again(played: Played) -> None:
    assert await go_wrong(played, "product") == ["True False 0", "False False 0"]
    assert played.starts == ["stop", "start"]
    assert played.outages[0] in (timedelta(hours=3), timedelta(hours=40))


async def test_storage_refuses_and_relents(played: Played) -> None:
    assert await go_wrong(played, "storage") == ["False True 0", "False False 0"]
    assert len(played.outages) == 1


@pytest.mark.parametrize("profile", ["storms", "lost"])
async def test_calls_are_struck(played: Played, profile: str) -> None:
    await go_wrong(played, profile)
    struck = {one["method"] for one in played.sim.faults.json()}
    assert struck == {"sendMessage", "editMessageText"}


async def test_telegram_is_out_of_reach_and_comes_back(played: Played) -> None:
    Faults(played, 1, "Europe/Copenhagen").plan("telegram", 20)
    first = played.diary.next_at
    assert first is not None
    await played.until(first)
    with pytest.raises(ConnectionRefusedError):
        await played.sim.call(f"/bot{played.sim.token}/getMe", {}, {})
    await played.until(first + timedelta(days=2))
    status, _ = await played.sim.call(f"/bot{played.sim.token}/getMe", {}, {})
    assert status == 200


async def test_a_plan_is_edited_once_and_read_anew(played: Played) -> None:
    await go_wrong(played, "plan", days=90)
    assert played.content is not None
    written = (played.content / "programmes" / "one.toml").read_text("utf-8")
    assert written == 'at = "13.00"\nat = "9.00"\n', "what is not in the afternoon stays"
    assert played.starts == ["stop", "start"]


async def test_a_plan_that_is_to_change_while_the_product_is_down_changes_afterwards(
    played: Played,
) -> None:
    Faults(played, 1, "Europe/Copenhagen").plan("plan", 90)
    first = played.diary.next_at
    assert first is not None
    played.is_down = True
    await played.until(first + timedelta(hours=2))
    assert played.starts == []
    played.is_down = False
    await played.until(first + timedelta(hours=4))
    assert played.starts == ["stop", "start"]


async def test_a_storm_is_over_when_the_auditor_is_told_that_it_is(played: Played) -> None:
    Faults(played, 1, "Europe/Copenhagen").plan("storms", 20)
    first = played.diary.next_at
    assert first is not None
    await played.until(first)
    call = f"/bot{played.sim.token}/sendMessage"
    sent = {"chat_id": "1", "text": "Hej"}
    assert (await played.sim.call(call, sent, {}))[0] == 429
    played.clock = first + played.outages[0]
    assert (await played.sim.call(call, sent, {}))[0] != 429


async def test_updates_come_twice_every_other_day(played: Played) -> None:
    assert len(await go_wrong(played, "updates")) >= 9


async def test_everything_goes_wrong_and_all_is_well_in_the_end(played: Played) -> None:
    seen = await go_wrong(played, "all")
    assert len(seen) > 15
    assert seen[-1].startswith("False False")


async def test_the_clocks_need_nothing_to_go_wrong(played: Played) -> None:
    assert await go_wrong(played, "clocks") == []
    assert "clocks" in PROFILES


def test_a_plan_is_edited_in_a_copy(tmp_path: Path, played: Played) -> None:
    assert played.content is not None
    copy = own_content(played.content, tmp_path / "copy")
    assert (copy / "programmes" / "one.toml").exists()
