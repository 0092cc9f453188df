"""Coverage is measured on tests that are there, and on nothing else than was meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.measured import READ_JOURNEYS, TESTS, UNMEASURED, is_measured


@dataclass
class Item:
    path: Path
    name: str = "test_something"


def test_every_room_and_journey_that_is_named_is_there() -> None:
    assert {room for room in UNMEASURED if not (TESTS / room).is_dir()} == set()
    assert {file for file in READ_JOURNEYS if not (TESTS / "journeys" / file).is_file()} == set()


@pytest.mark.parametrize(
    ("file", "name", "measured"),
    [
        ("domain/test_talk.py", "test_x", True),
        ("services/test_talks.py", "test_x[sqlite-1]", True),
        ("services/test_talks.py", "test_x[postgresql-1]", False),
        ("storage/test_store.py", "test_x[postgresql]", True),
        ("journeys/test_silence.py", "test_x[sqlite]", True),
        ("journeys/test_silence.py", "test_x[postgresql]", False),
        ("journeys/test_laws.py", "test_x", False),
        ("kills/test_cases.py", "test_x", False),
        ("test_of_no_room.py", "test_x", True),
    ],
)
def test_what_goes_the_same_ways_again_is_not_measured(
    file: str, name: str, *, measured: bool
) -> None:
    item: Any = Item(TESTS / file, name)
    assert is_measured(item) is measured
