"""The day of the end from the command line: what cannot be is refused with what to do."""

from __future__ import annotations

import pytest

from bot.__main__ import main
from tests.bot.shell import Shell, furnished, house, log_of_its_own, shell
from tests.bot.test_staff_and_youth_commands import youth_invite

__all__ = ["furnished", "house", "log_of_its_own", "shell"]


def test_a_day_of_the_end_that_cannot_be_is_refused(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.link(*youth_invite())
    end = ("youth", "end", "--name", "Ida")
    assert "Choose a day after" in shell.refused(*end, "--on", "2020-01-01")
    nobody = shell.refused("youth", "end", "--name", "Nobody Here", "--as-planned")
    assert "Nobody Here" in nobody
    for rest, said in (
        (("--on", "24.8."), "write the day as 2026-08-24, not 24.8."),
        ((), "one of the arguments --on --as-planned is required"),
        (("--on", "2027-01-01", "--as-planned"), "not allowed with"),
    ):
        with pytest.raises(SystemExit):
            main((*end, *rest))
        assert said in capsys.readouterr().err
