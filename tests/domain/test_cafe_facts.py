"""An evening at the café speaks for whoever came, and against nobody."""

from __future__ import annotations

import pytest

from domain.cafe import Came, Coming
from domain.cafe_facts import facts_of
from domain.signal import EventKind


@pytest.mark.parametrize("came", [Came.SEEN, Came.LATE])
def test_who_came_was_there_and_kept_what_they_had_said(came: Came) -> None:
    assert facts_of(came, Coming.YES) == (EventKind.PRESENT, EventKind.KEPT)
    assert facts_of(came, Coming.MAYBE) == facts_of(came, None) == (EventKind.PRESENT,)


@pytest.mark.parametrize("came", [Came.ABSENT, Came.EXCUSED])
def test_who_stayed_away_has_missed_nothing(came: Came) -> None:
    assert facts_of(came, Coming.YES) == ()
