"""Which tests coverage is measured on, when it is measured.

Measuring makes a test take half as long again, or twice as long. The rooms by themselves, on
SQLite, and some journeys reach the floors; deaths, races, browsers, the other journeys and use
cases on PostgreSQL go the same ways again, unmeasured. What is imported is measured for all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
UNMEASURED = frozenset({"architecture", "browser", "conformance", "docs", "journeys", "kills"})
READ_JOURNEYS = frozenset(
    f"test_{name}.py"
    for name in (
        "cafe_week",
        "cry_for_help",
        "enrolment",
        "every_chat",
        "golden",
        "golden_first_week",
        "golden_silence_to_contact",
        "rhythm_golden",
        "silence",
        "staff_calls",
        "staff_today",
        "staff_words",
    )
)


def is_measured(item: pytest.Item) -> bool:
    """Return whether what a test runs is measured."""
    room, *_ = item.path.relative_to(TESTS).parts
    if room in UNMEASURED and item.path.name not in READ_JOURNEYS:
        return False
    return room == "storage" or "postgresql" not in item.name
