from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.ending import TALKED_WITHIN, NotEnded, WhyEnded, why_not_yet
from domain.people import YouthStatus
from tests.domain.people import YOUTH
from tests.domain.times import local

NOW = local("2026-05-05 10:00")
TALKED = replace(YOUTH, status=YouthStatus.ACTIVE, last_human_contact_at=NOW - TALKED_WITHIN)
LONG_AGO = replace(TALKED, last_human_contact_at=NOW - TALKED_WITHIN - timedelta(minutes=1))


def test_a_talk_comes_before_the_end_unless_there_can_be_none() -> None:
    for why in WhyEnded:
        assert why_not_yet(TALKED, NOW, open_cases=(), unread=0, why=why) is None
    for why in (WhyEnded.AGREED, WhyEnded.OTHERS):
        assert why_not_yet(LONG_AGO, NOW, open_cases=(), unread=0, why=why) is NotEnded.NO_TALK
    for why in (WhyEnded.MOVED, WhyEnded.NO_WISH):
        assert why_not_yet(LONG_AGO, NOW, open_cases=(), unread=0, why=why) is None


@pytest.mark.parametrize("why", [None, *WhyEnded])
def test_what_is_open_unread_or_held_stands_in_the_way_of_every_end(why: WhyEnded | None) -> None:
    assert why_not_yet(TALKED, NOW, open_cases=(7,), unread=0, why=why) is NotEnded.OPEN
    assert why_not_yet(TALKED, NOW, open_cases=(), unread=1, why=why) is NotEnded.UNREAD
    held = replace(TALKED, held_at=NOW)
    assert why_not_yet(held, NOW, open_cases=(), unread=0, why=why) is NotEnded.HELD
    gone = replace(TALKED, status=YouthStatus.ENDED)
    assert why_not_yet(gone, NOW, open_cases=(), unread=0, why=why) is NotEnded.NOT_WITH_US
