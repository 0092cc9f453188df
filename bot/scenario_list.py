"""The scenarios of the demo, by their names on the command line.

A scenario is a file of its own, words of its own in `content/areas/demo.py`, and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.scenario_cafe_week import CAFE_WEEK
from bot.scenario_clocks_back import CLOCKS_BACK
from bot.scenario_first_week import FIRST_WEEK
from bot.scenario_night import NIGHT
from bot.scenario_one_minute import ONE_MINUTE
from bot.scenario_silence import SILENCE
from bot.scenarios import Scenario

PLAIN = ONE_MINUTE  # where none is chosen
SCENARIOS: Mapping[str, Scenario] = {
    one.id: one for one in (PLAIN, FIRST_WEEK, SILENCE, NIGHT, CAFE_WEEK, CLOCKS_BACK)
}
