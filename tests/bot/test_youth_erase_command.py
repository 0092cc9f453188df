"""`holdfast youth erase`: says what it does, asks, and does it once."""

from __future__ import annotations

import io
import sys

import pytest

from tests.bot.shell import Shell, furnished, house, log_of_its_own, shell
from tests.journeys.town import COVER, MENTOR

__all__ = ["furnished", "house", "log_of_its_own", "shell"]

IDA = ("youth", "invite", "--name", "Ida", "--programme", "projekt-run")


def erase(name: str = "Ida", *more: str, by: str = COVER, why: str = "asked") -> tuple[str, ...]:
    return "youth", "erase", "--name", name, "--decided-by", by, "--why", why, *more


@pytest.fixture
def ida(shell: Shell) -> Shell:
    shell.link(*IDA, "--mentor", MENTOR, "--cover", COVER)
    return shell


def test_it_says_what_goes_and_stays_and_who_decided_and_then_it_is_done(ida: Shell) -> None:
    said = "\n".join(ida.shown(*erase("Ida", "--yes", why="mistake")))
    for part in ("Ida (", "Goes, for good:", "Stays:", f"Decided by {COVER}, because: mistake."):
        assert part in said
    assert "is erased. Their chat is one that nobody knows" in said
    assert "must be gone in 7 days" in said
    assert "VACUUM" not in said, "SQLite overwrites by itself"
    [row] = [line for line in ida.shown("youth", "list") if "erased" in line]
    assert row.split()[0] == "-"
    again = ida.refused(*erase(row.split()[-1], "--yes"))
    assert again.endswith("was erased before: there is nothing left to erase.")


def test_without_the_word_nothing_happens(ida: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ja\n"))
    with pytest.raises(AssertionError):
        ida.shown(*erase())
    assert any("link waits" in line for line in ida.shown("youth", "list"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("erase\n"))
    assert "is erased." in "\n".join(ida.shown(*erase()))


def test_nobody_unknown_is_erased_and_nobody_unknown_decides(ida: Shell) -> None:
    assert "No youth is called 'Ina'" in ida.refused(*erase("Ina", "--yes"))
    said = ida.refused(*erase("Ida", "--yes", by="Somebody"))
    assert "No member of staff is called 'Somebody'." in said
    assert any("link waits" in line for line in ida.shown("youth", "list"))
