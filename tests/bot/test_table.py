"""Columns stand under their headings, and instants are what clocks at the site show."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.commands.table import local, local_short, table

ZONE = "Europe/Copenhagen"


def test_columns_are_as_wide_as_their_longest_cell_and_lines_have_no_tail() -> None:
    shown = table(("NAME", "STATE"), [("Bo", "active"), ("Åse Ærø", "")])
    assert shown == "NAME     STATE\nBo       active\nÅse Ærø\n"


@pytest.mark.parametrize(
    ("instant", "shown", "short"),
    [
        (
            datetime(2026, 11, 29, 6, 39, tzinfo=UTC),
            "Sunday 29 November 2026 at 07:39",
            "Sun 29 Nov 2026 07:39",
        ),
        (
            datetime(2026, 6, 30, 22, 5, tzinfo=UTC),
            "Wednesday 1 July 2026 at 00:05",
            "Wed 1 Jul 2026 00:05",
        ),
    ],
)
def test_an_instant_is_a_day_with_its_name_and_a_time(
    instant: datetime, shown: str, short: str
) -> None:
    assert local(instant, ZONE) == shown
    assert local_short(instant, ZONE) == short
