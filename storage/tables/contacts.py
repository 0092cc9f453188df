"""What is planned, what was asked, and what was answered."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Index, Integer, Table, Text, UniqueConstraint

from storage.columns import Instant, personal, plain, row_id, site_id
from storage.tables.base import due_index, id_of, metadata, points_to

planned = Table(
    "planned",
    metadata,
    site_id(),
    row_id("planned_id"),
    id_of("youth_id"),
    plain("contact_key", Text),
    id_of("programme_version_id"),
    personal("due_at", Instant, nullable=True),
    plain("anchor_at", Instant),
    UniqueConstraint("site_id", "youth_id", "contact_key"),
    points_to("youth"),
    points_to("programme_version"),
    due_index("ix_planned_due_at", "due_at", "site_id"),
)

occurrence = Table(  # what became of every planned contact: sent, or skipped with its reason
    "occurrence",
    metadata,
    site_id(),
    row_id("occurrence_id"),
    id_of("youth_id"),
    plain("contact_key", Text),
    id_of("programme_version_id"),
    personal("due_at", Instant),
    personal("what", Text),  # sent | skipped
    personal("reason", Text, nullable=True),
    personal("checkin_id", BigInteger, nullable=True),
    personal("handled_at", Instant),
    UniqueConstraint("site_id", "youth_id", "contact_key", "due_at"),
    points_to("youth"),
    points_to("programme_version"),
)

checkin = Table(
    "checkin",
    metadata,
    site_id(),
    row_id("checkin_id"),
    id_of("youth_id"),
    plain("contact_key", Text),
    plain("kind", Text),
    id_of("programme_version_id"),
    personal("occurrence_at", Instant),
    personal("state", Text),
    personal("position", Integer),
    id_of("prompt_outbox_id"),
    personal("opened_at", Instant),
    personal("remind_at", Instant, nullable=True),
    personal("reminded_at", Instant, nullable=True),
    personal("expires_at", Instant),
    personal(
        "next_at", Instant, nullable=True
    ),  # the earlier of remind_at and expires_at while open
    personal("event_at", Instant, nullable=True),
    personal("low", Boolean),
    UniqueConstraint("site_id", "youth_id", "contact_key", "occurrence_at"),
    points_to("youth"),
    points_to("programme_version"),
    due_index("ix_checkin_next_at", "next_at", "site_id"),
)

reply = Table(  # everything a youth sends, kept as what it is
    "reply",
    metadata,
    site_id(),
    row_id("reply_id"),
    id_of("youth_id"),
    personal("checkin_id", BigInteger, nullable=True),
    plain("question_key", Text, nullable=True),
    personal("kind", Text),  # answer | skip | word | voice | photo | file | other
    personal("value", Text, nullable=True),
    personal("number", Integer, nullable=True),
    personal("text", sealed=True, nullable=True),
    personal("file_ref", sealed=True, nullable=True),
    personal("late", Boolean),
    personal("level", Text, nullable=True),
    personal("rule", Text, nullable=True),
    personal("received_at", Instant),
    personal("sent_at", Instant, nullable=True),  # Telegram's own date of the message
    personal("message_id", BigInteger, nullable=True),
    personal("case_id", BigInteger, nullable=True),
    personal("read_at", Instant, nullable=True),
    personal("read_by", BigInteger, nullable=True),
    plain("inbox_id", BigInteger, nullable=True),
    UniqueConstraint("site_id", "inbox_id"),
    points_to("youth"),
    Index("ix_reply_youth", "site_id", "youth_id", "received_at"),
)
