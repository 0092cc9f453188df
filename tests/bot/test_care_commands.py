"""Duty, helplines, roads and rules from the command line: what is done is said."""

from __future__ import annotations

import asyncio
from argparse import ArgumentTypeError
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.__main__ import main
from bot.clock import Clock
from bot.commands.doctor_duty import duty_faults, duty_table
from bot.commands.duty import days, hours
from bot.ground import opened
from bot.settings import load_settings
from domain.task import Task, TaskKind
from domain.who_is_rung import Stretch
from services.invite_again import find_youth
from services.who_is_rung import Week
from storage import tasks
from storage.tx import Tx
from tests.bot.shell import Shell, furnished, house, log_of_its_own, shell
from tests.journeys.town import COORDINATOR, MENTOR

__all__ = ["furnished", "house", "log_of_its_own", "shell"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("mon-fri", (0, 1, 2, 3, 4)), ("sat,sun", (5, 6)), ("FRI-mon", (4, 5, 6, 0)), ("sun", (6,))],
)
def test_days_are_written_as_people_write_them(written: str, meant: tuple[int, ...]) -> None:
    assert days(written) == meant


def test_hours_are_written_as_on_the_door() -> None:
    assert hours("15.00-9.00") == (time(15), time(9))


@pytest.mark.parametrize("written", ["", "15", "15.00-25.00", "15.00-9.00-10.00", "a-b"])
def test_what_is_no_hours_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"15\.00-9\.00"):
        hours(written)
    with pytest.raises(ArgumentTypeError, match="mon-fri"):
        days(f"x{written}")


def test_a_roster_is_made_shown_and_taken_back(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTY", "roster")
    assert shell.shown("duty", "show")[1] == "The roster is empty."
    who = "duty", "add", "--name", MENTOR
    said = shell.shown(*who, "--days", "fri,sat", "--hours", "15.00-9.00")
    assert said == [f"{MENTOR} has 2 turn(s) a week."]
    rows = shell.shown("duty", "show")[2:]
    assert [row.split()[:3] for row in rows] == [
        ["fri", "15.00-09.00", "1"],
        ["sat", "15.00-09.00", "1"],
    ]
    gone = rows[0].split()[-1]
    assert shell.shown("duty", "remove", "--id", gone) == ["The turn is out of the roster."]
    assert "There is no such turn" in shell.refused("duty", "remove", "--id", gone)


def test_a_roster_that_rings_nobody_says_so(shell: Shell) -> None:
    who = "duty", "add", "--name", MENTOR
    said = shell.shown(*who, "--days", "mon", "--hours", "15.00-9.00")
    assert "before DUTY=roster is set" in said[-1]


def test_a_line_is_named_once_somebody_has_called_it(shell: Shell) -> None:
    assert any("never: cards do not name it" in row for row in shell.shown("helplines", "list"))
    verify = "helplines", "verify"
    said = shell.shown(*verify, "børnetelefonen", "--on", "2026-01-02")
    assert said[0].startswith("BørneTelefonen 116 111: verified on 2026-01-02.")
    assert any("2026-01-02" in row for row in shell.shown("helplines", "list"))
    unknown = shell.refused(*verify, "x", "--on", "2026-01-02")
    assert "These there are: BørneTelefonen" in unknown
    assert "lies ahead" in shell.refused(*verify, "BørneTelefonen", "--on", "2199-01-01")


def test_the_doctor_reads_when_each_line_was_called_also_where_only_the_installation_knows(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "nobody of the site has called any" in said
    assert '`holdfast helplines verify "NAME" --on 20' in said, "what to do, ready to be typed"
    shell.shown("helplines", "verify", "BørneTelefonen", "--on", "2024-01-02")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "Helpline BørneTelefonen: last called on 2024-01-02, more than 180 days ago" in said
    assert "nobody of the site" not in said
    today = Clock().now().date().isoformat()
    shell.shown("helplines", "verify", "BørneTelefonen", "--on", today)
    main(["doctor"])
    assert "a help card (adults) names none but 112" in capsys.readouterr().out
    shell.shown("helplines", "verify", "Offerrådgivningen", "--on", today)
    main(["doctor"])
    assert "Helpline" not in capsys.readouterr().out


def test_the_doctor_says_when_sms_goes_out_and_none_comes_in(
    shell: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMS_URL", "http://127.0.0.1:9/sms")
    assert main(["doctor"]) == 1
    assert "SMS: messages go out and no answers come in." in capsys.readouterr().out
    monkeypatch.setenv("SMS_IN_SECRET", "a" * 32)
    main(["doctor"])
    assert "SMS: messages go out" not in capsys.readouterr().out


def test_the_doctor_names_a_wish_to_be_erased_that_is_late_or_nearly_so(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    who = "--programme", "projekt-run", "--mentor", MENTOR, "--cover", COORDINATOR
    shell.link("youth", "invite", "--name", "Bo", *who)
    now = Clock().now()

    async def wish(due_at: datetime) -> None:
        async with opened(load_settings(), Clock()) as ground:
            await ground.store.write(_add_wish, now, due_at)

    asyncio.run(wish(now + timedelta(days=20)))
    main(["doctor"])
    assert "Erasure" not in capsys.readouterr().out
    asyncio.run(wish(now + timedelta(days=3)))
    asyncio.run(wish(now - timedelta(days=1)))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert said.count("Erasure: the wish of youth") == 2
    assert "was to be answered by" in said
    assert "must be answered by" in said
    assert "Bo" not in said.replace("BørneTelefonen", "")


def _add_wish(tx: Tx, now: datetime, due_at: datetime) -> None:
    youth = find_youth(tx, "Bo")
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.ERASURE,
        created_at=now,
        due_at=due_at,
    )
    tasks.add(tx, task, dedupe=f"erasure:{youth.id}:{now.date()}:{task.id}")


def test_where_alarms_reach_somebody_is_kept_and_checked(shell: Shell) -> None:
    who = "staff", "reach", "--name", MENTOR
    said = shell.shown(*who, "--email", "maja@example.org")
    assert said[0] == f"Alarms reach {MENTOR} there, too."
    assert "no e-mail address" in shell.refused(*who, "--email", "x")
    assert "no number" in shell.refused(*who, "--phone", "12")
    assert "Give --email" in shell.refused(*who)


def test_rules_are_shown_even_before_there_is_anything_to_show(shell: Shell) -> None:
    assert shell.shown("rules")[0].startswith(("No rule has opened", "RULE"))


def test_the_doctor_says_whom_a_cry_rings_at_every_hour_and_by_which_roads(
    shell: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["doctor", "--trial"])
    said = capsys.readouterr().out
    assert said.startswith("Whom a cry for help rings in the coming week:")
    assert f"{COORDINATOR} (Telegram)" in said
    assert "- Duty: a cry for help reaches people by Telegram alone: " in said
    monkeypatch.setenv("SMS_URL", "http://127.0.0.1:9/sms")
    shell.shown("staff", "reach", "--name", COORDINATOR, "--phone", "11 22 33 44")
    main(["doctor", "--trial"])
    assert "Duty:" not in (said := capsys.readouterr().out)
    assert f"{COORDINATOR} (Telegram, SMS)" in said


def test_the_doctor_names_the_hours_at_which_a_cry_reaches_nobody() -> None:
    opens = datetime(2026, 3, 6, 14, tzinfo=UTC)
    nobody = Stretch(opens, opens + timedelta(hours=66), (), frozenset())
    [fault] = duty_faults(Week([nobody], {}), "Europe/Copenhagen")
    assert fault.startswith(
        "Duty: a cry for help reaches nobody: Fri 06 Mar 15:00 to Mon 09 Mar 09:00."
    )
    [_, row] = duty_table(Week([nobody], {}), "Europe/Copenhagen")
    assert row.endswith("NOBODY")
