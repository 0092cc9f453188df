"""The scenarios of the demo, by their names on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from bot.scenario_cafe_week import CAFE_WEEK
from bot.scenario_first_week import FIRST_WEEK
from bot.scenario_silence import SILENCE
from bot.scenarios import Scenario

SCENARIOS: Mapping[str, Scenario] = {one.id: one for one in (FIRST_WEEK, SILENCE, CAFE_WEEK)}
