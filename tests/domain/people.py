"""A youth for the tests of the domain."""

from __future__ import annotations

from datetime import UTC, datetime

from domain.people import AgeBand, Youth, YouthStatus

YOUTH = Youth(
    id=7,
    name="Sofie Holm",
    programme_version_id=1,
    status=YouthStatus.ACTIVE,
    language="da",
    zone="Europe/Copenhagen",
    age_band=AgeBand.ADULT,
    chat_id=70,
    mentor_id=1,
    cover_id=2,
    created_at=datetime(2026, 5, 4, 8, tzinfo=UTC),
    accepted_at=datetime(2026, 5, 5, 8, tzinfo=UTC),
    contact_interval_days=7,
    last_sign_of_life_at=None,
    last_human_contact_at=None,
    last_word_at=None,
    last_staff_message_at=None,
    next_contact_at=None,
    reassess_at=None,
    paused_until=None,
    blocked_at=None,
    held_at=None,
    card_at=None,
    call_allowed=None,
)
