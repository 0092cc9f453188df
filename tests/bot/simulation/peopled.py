"""The built-in file of people with other young people in it."""

from __future__ import annotations

import re

from content.simulation_file import SIMULATION_FILE

_KINDS = re.compile(r"^\[\[temperaments\]\].*?(?=^\[(?!\[))", re.MULTILINE | re.DOTALL)


def peopled(temperaments: str) -> str:
    """Return the file with these temperaments in place of its own, whatever else stands there."""
    text, found = _KINDS.subn(lambda _: temperaments, SIMULATION_FILE.read_text("utf-8"))
    assert found == 1, "they stand in one place"
    return text
