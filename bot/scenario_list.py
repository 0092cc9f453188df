"""The scenarios of the demo, by their names on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from bot.scenarios import Scenario

SCENARIOS: Mapping[str, Scenario] = {}
