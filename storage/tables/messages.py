"""Updates in, messages out."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import Instant, personal, plain, row_id, site_id
from storage.tables.base import due_index, id_of, metadata

inbox = Table(
    "inbox",
    metadata,
    site_id(),
    row_id("inbox_id"),
    id_of("bot_id"),
    id_of("update_id"),
    plain("lane", LargeBinary),  # keyed hash of the chat; one lane at a time
    plain("key_day", Text),  # whose day key seals the body, YYYY-MM-DD
    personal("body", sealed=True, keep="14_days", nullable=True),  # wiped when the row is done
    plain("state", Text),  # new | done | parked
    plain("attempts", Integer),
    plain("received_at", Instant),
    plain("due_at", Instant, nullable=True),  # when to try (again); empty when done
    plain("done_at", Instant, nullable=True),
    plain("result", Text, nullable=True),  # what it became, in one word
    UniqueConstraint("site_id", "bot_id", "update_id"),
    due_index("ix_inbox_due_at", "due_at", "inbox_id"),
    Index(  # what still waits in one chat
        "ix_inbox_lane",
        "site_id",
        "lane",
        "inbox_id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(  # what was given up on; ask with the word as a literal, not as a parameter
        "ix_inbox_parked",
        "site_id",
        "inbox_id",
        sqlite_where=text("state = 'parked'"),
        postgresql_where=text("state = 'parked'"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    site_id(),
    row_id("outbox_id"),
    plain("dedupe", Text),  # the same message is never queued twice
    plain("lane", LargeBinary),  # keyed hash of the chat; one in flight per chat
    personal("youth_id", BigInteger, nullable=True),
    plain("staff_id", BigInteger, nullable=True),
    personal("case_file_id", BigInteger, nullable=True),
    personal("checkin_id", BigInteger, nullable=True),
    plain("programme_version_id", BigInteger, nullable=True),
    plain("road", Text, server_default="telegram"),  # telegram | email | sms
    plain("kind", Text),  # text | edit_text | edit_buttons
    plain("purpose", Text),
    plain("wording", Text),  # the key of the text
    plain("priority", Integer),  # lower goes first
    personal("chat", sealed=True),  # or an address, or a number
    personal("body", sealed=True),
    plain("edits_outbox_id", BigInteger, nullable=True),  # the message that an edit changes
    plain(
        "edits_message_id", BigInteger, nullable=True
    ),  # the same, for a message we know by its number only
    plain("state", Text),
    plain("reason", Text, nullable=True),
    plain("attempts", Integer),
    plain("created_at", Instant),
    plain("due_at", Instant),
    plain(
        "ready_at", Instant, nullable=True
    ),  # due_at, or later after a 429 or an outage; empty when in flight or final
    plain("late_at", Instant, nullable=True),  # not sent after this
    plain("lease_until", Instant, nullable=True),  # real time, never the movable clock
    plain("holder", Text, nullable=True),
    plain("sent_at", Instant, nullable=True),
    plain("message_id", BigInteger, nullable=True),
    UniqueConstraint("site_id", "dedupe"),
    due_index("ix_outbox_ready_at", "ready_at", "priority", "outbox_id"),
    due_index("ix_outbox_lease_until", "lease_until", "outbox_id"),
    Index(  # what still waits in one chat; ready_at is empty while a row is in flight
        "ix_outbox_lane",
        "site_id",
        "lane",
        "outbox_id",
        sqlite_where=text("ready_at IS NOT NULL"),
        postgresql_where=text("ready_at IS NOT NULL"),
    ),
    Index(  # what may have arrived or not; ask with the word as a literal, not as a parameter
        "ix_outbox_unknown",
        "site_id",
        "outbox_id",
        sqlite_where=text("state = 'unknown'"),
        postgresql_where=text("state = 'unknown'"),
    ),
    Index(  # what was sent of late: the auditor asks every hour
        "ix_outbox_sent",
        "site_id",
        "sent_at",
        sqlite_where=text("sent_at IS NOT NULL"),
        postgresql_where=text("sent_at IS NOT NULL"),
    ),
    Index("ix_outbox_edits", "site_id", "edits_outbox_id"),
    Index(  # which message a member of staff replied to
        "ix_outbox_staff",
        "site_id",
        "staff_id",
        "message_id",
        sqlite_where=text("staff_id IS NOT NULL"),
        postgresql_where=text("staff_id IS NOT NULL"),
    ),
    Index("ix_outbox_case", "site_id", "case_file_id"),
    Index("ix_outbox_checkin", "site_id", "checkin_id"),
    Index("ix_outbox_youth", "site_id", "youth_id", "created_at"),
)
