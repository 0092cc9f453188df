"""A case and its waits for the tests of the domain."""

from __future__ import annotations

from datetime import timedelta

from domain.case import Case, CaseKind, CaseState, Level
from domain.plan import Waits
from tests.domain.times import local

MENTOR, COVER, COORDINATOR = 11, 12, 13
WAITS = Waits(
    yellow_cover_after=timedelta(hours=4),
    yellow_coordinator_working_days=1,
    yellow_outcome_working_days=1,
    red_step=timedelta(minutes=5),
    red_outcome=timedelta(minutes=60),
    red_repeat=timedelta(minutes=15),
    red_repeat_later=timedelta(minutes=60),
)
CASE = Case(
    id=1,
    number=214,
    youth_id=7,
    kind=CaseKind.CONTACT_DUE,
    level=Level.YELLOW,
    state=CaseState.OPEN,
    programme_version_id=1,
    ladder=(MENTOR, COVER, COORDINATOR),
    step=0,
    round=0,
    opened_at=local("2026-05-05 09:00"),
    due_at=local("2026-05-05 13:00"),
    escalate_at=local("2026-05-05 13:00"),
    taken_by=None,
    taken_at=None,
    try_again_at=None,
    closed_at=None,
    outcome=None,
    way=None,
    evidence={},
)
