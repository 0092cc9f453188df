from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime

import pytest

from domain.incoming import Incoming, Words
from domain.planned import Planned
from domain.reply import NEEDS_A_HUMAN, WRITTEN, Reply, ReplyKind
from tests.domain.cases import CASE
from tests.domain.people import YOUTH

NOW = datetime(2026, 5, 5, 8, tzinfo=UTC)
PLANNED = Planned(
    id=1, youth_id=7, contact_key="uge", programme_version_id=1, due_at=NOW, anchor_at=NOW
)
REPLY = Reply(id=1, youth_id=7, kind=ReplyKind.WORD, received_at=NOW)
RECORDS = [
    CASE,
    YOUTH,
    PLANNED,
    REPLY,
    Incoming(inbox_id=1, chat_id=70),
    Words(kind=ReplyKind.WORD),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_never_changes_behind_the_back_of_the_store(record: object) -> None:
    name = fields(record)[0].name  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        setattr(record, name, None)


def test_what_no_program_can_hear_or_see_needs_a_human() -> None:
    own = WRITTEN | {ReplyKind.SKIP}
    shown = {ReplyKind.STICKER, ReplyKind.ANIMATION, ReplyKind.DICE, ReplyKind.GAME}
    told = {ReplyKind.CONTACT, ReplyKind.LOCATION, ReplyKind.VENUE}
    listed = {ReplyKind.POLL, ReplyKind.CHECKLIST}  # all their words can be read
    assert set(ReplyKind) - own - shown - told - listed == NEEDS_A_HUMAN
