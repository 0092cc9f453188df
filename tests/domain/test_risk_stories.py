"""Stories that a worker can read and sign: what the rules say of them, day by day.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/domain/test_risk_stories.py, then read
the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.domain import risk_story

WRITE = os.environ.get("UPDATE_GOLDEN") == "1"


@pytest.mark.parametrize("path", risk_story.files(), ids=lambda path: path.stem)
def test_the_rules_say_of_every_story_what_was_signed(path: Path) -> None:
    rules = risk_story.policy()
    told = risk_story.stories(path)
    again = [risk_story.retold(story, rules) for story in told]
    if WRITE:
        risk_story.write(path, again)
        return
    for before, after in zip(told, again, strict=True):
        assert before.sees == after.sees, before.title


@pytest.mark.parametrize("path", risk_story.files(), ids=lambda path: path.stem)
def test_a_band_that_holds_all_along_never_leaves_for_a_day(path: Path) -> None:
    rules = risk_story.policy()
    for story in risk_story.stories(path):
        if story.all_along is not None:
            other = {
                day: band
                for day, band in risk_story.bands_all_along(story, rules)
                if band != story.all_along
            }
            assert other == {}, story.title


def test_there_are_at_least_forty_stories_with_titles_of_their_own() -> None:
    titles = [one.title for path in risk_story.files() for one in risk_story.stories(path)]
    assert len(titles) == len(set(titles)) >= 40
