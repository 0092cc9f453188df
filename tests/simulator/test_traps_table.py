"""The table of traps names a test for each, and every one of them is there."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "docs" / "reference" / "telegram-traps.md"
NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")


def test_every_trap_names_a_test_that_there_is() -> None:
    rows = [
        line
        for line in TABLE.read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Trap")
    ]
    named = [NAMED.search(row) for row in rows]
    assert len(rows) > 40
    assert all(named), [row for row, found in zip(rows, named, strict=True) if found is None]
    for found in named:
        assert found is not None
        file, test = found.groups()
        assert f"def {test}(" in (HERE / file).read_text("utf-8"), found[0]


def test_no_trap_of_the_file_of_traps_is_left_out() -> None:
    told = TABLE.read_text("utf-8")
    tests = re.findall(
        r"^(?:async )?def (test_\w+)", (HERE / "test_traps.py").read_text("utf-8"), re.MULTILINE
    )
    assert [one for one in tests if one not in told] == ["test_an_outage_can_end_by_itself"]
