"""What is planned, what was asked, and what was answered."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import Instant, JsonText, personal, plain, row_id, site_id
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
    personal("later_at", Instant, nullable=True),  # when the youth wants to be asked again
    plain("asked", JsonText, nullable=True),  # keys of its questions; empty: all of the contact
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
    personal("kind", Text),  # what came: answer, skip, word, voice, photo, ... (domain/reply.py)
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
    personal("edited_at", Instant, nullable=True),
    personal("forwarded", Boolean, server_default=false()),  # somebody else's words, passed on
    # from somebody who has left: wiped once a human has read it
    personal("passing", Boolean, server_default=false()),
    plain("inbox_id", BigInteger, nullable=True),
    UniqueConstraint("site_id", "inbox_id"),
    points_to("youth"),
    Index("ix_reply_youth", "site_id", "youth_id", "received_at"),
    Index(
        "ix_reply_passing",
        "site_id",
        "received_at",
        sqlite_where=text("passing"),
        postgresql_where=text("passing"),
    ),
)

reply_before = Table(  # what a reply said before it was edited
    "reply_before",
    metadata,
    site_id(),
    row_id("reply_before_id"),
    id_of("youth_id"),
    id_of("reply_id"),
    personal("text", sealed=True, nullable=True),
    personal("value", Text, nullable=True),
    personal("replaced_at", Instant),
    points_to("youth"),
    Index("ix_reply_before_reply", "site_id", "reply_id"),
)

caring = Table(  # a caring message as the worker has made it their own
    "caring",
    metadata,
    site_id(),
    plain("youth_id", BigInteger, primary_key=True, autoincrement=False),
    plain("slot", Text, primary_key=True),  # the contact's key in the programme, such as day_7
    personal("line", sealed=True),
    plain("written_by", BigInteger),
    personal("written_at", Instant),
    points_to("youth"),
)

talk = Table(  # a call, a meeting or a written talk, and the note of sixty seconds
    "talk",
    metadata,
    site_id(),
    row_id("talk_id"),
    id_of("youth_id"),
    id_of("staff_id"),
    personal("at", Instant),
    personal("way", Text),
    personal("mood", Text, nullable=True),
    personal("note", sealed=True, nullable=True),
    personal("case_file_id", BigInteger, nullable=True),
    personal("next_contact_at", Instant, nullable=True),
    points_to("youth"),
    points_to("staff"),
    Index("ix_talk_youth", "site_id", "youth_id", "at"),
)

task = Table(  # something a member of staff has promised or must decide, by a time
    "task",
    metadata,
    site_id(),
    row_id("task_id"),
    id_of("youth_id"),
    id_of("staff_id"),  # who owns it
    plain("kind", Text),
    plain("dedupe", Text),  # the same duty is never written down twice
    plain("created_at", Instant),
    plain("due_at", Instant, nullable=True),  # empty when done
    plain("first_due_at", Instant, nullable=True),  # once it is put off: when it was first due
    personal("done_at", Instant, nullable=True),
    plain("done_by", BigInteger, nullable=True),
    personal("outcome", Text, nullable=True),
    personal("detail", sealed=True, nullable=True),
    UniqueConstraint("site_id", "dedupe"),
    points_to("youth"),
    points_to("staff"),
    due_index("ix_task_due_at", "due_at", "site_id"),
    Index("ix_task_staff", "site_id", "staff_id", "due_at"),
    Index("ix_task_youth", "site_id", "youth_id"),
)
