"""`holdfast audit` says whether promises were kept, and leaves with what a script can read."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import Clock
from bot.ground import opened
from reports.audit.verdict import Promise
from storage import gaps, youths
from storage.gaps import Gap
from storage.tx import Tx
from tests.bot.shell import Shell, furnished, house, log_of_its_own, settings_of, shell

__all__ = ["furnished", "house", "log_of_its_own", "shell"]


def as_if_called_today(folder: Path) -> None:
    """Let every youth have been called just now; the installation was furnished long ago."""

    def call(tx: Tx) -> None:
        now = Clock().now()
        for youth in youths.everybody(tx):
            due = now + timedelta(hours=1)
            youths.change(tx, youth.id, last_human_contact_at=now, reassess_at=due)

    async def write() -> None:
        async with opened(settings_of(folder), Clock()) as ground:
            await ground.store.write(call)

    asyncio.run(write())


def test_what_was_broken_is_told_and_leaves_with_one(
    shell: Shell, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["audit"])
    said = capsys.readouterr().out
    assert code == 1
    assert "next_contact  youth " in said, "nobody has run this installation since it was made"
    assert "Broken: " in said.splitlines()[-1]
    assert "Amal" not in said


def test_every_promise_stands_in_the_table(
    shell: Shell, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_if_called_today(house)
    main(["audit", "--days", "1"])
    lines = capsys.readouterr().out.splitlines()
    named = [line.split()[0] for line in lines if line.endswith("  -")]
    assert set(Promise) - {Promise.PLANNED, Promise.NEXT_CONTACT} <= set(named)


def test_who_says_that_they_have_seen_it_is_told_the_same_as_seen(
    shell: Shell, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--seen"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if " UTC  " in line]
    assert lines
    assert all(line.endswith("  (seen)") for line in lines)


def test_a_time_in_which_nobody_could_keep_anything_is_told(
    shell: Shell, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = Clock().now() - timedelta(hours=1)

    async def write() -> None:
        async with opened(settings_of(house), Clock()) as ground:
            gap = Gap(ends - timedelta(hours=3), ends, "product")
            await ground.store.write(gaps.note, "system:note_gaps", gap)

    asyncio.run(write())
    main(["audit"])
    assert "Out for 180 minutes from " in capsys.readouterr().out


@pytest.mark.parametrize("days", ["0", "-1", "many", "401"])
def test_days_that_make_no_sense_are_refused(shell: Shell, days: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["audit", f"--days={days}"])
    assert refused.value.code == 2
