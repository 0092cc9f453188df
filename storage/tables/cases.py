"""Cases and their story."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer, Table, Text, UniqueConstraint, text

from storage.columns import Instant, JsonText, personal, plain, row_id, site_id
from storage.tables.base import due_index, id_of, metadata, points_to

case_file = Table(  # `case` is a word of SQL
    "case_file",
    metadata,
    site_id(),
    row_id("case_file_id"),
    plain("number", Integer),
    personal("youth_id", BigInteger, nullable=True),
    personal("kind", Text),
    personal("level", Text),
    plain("episode", Text),  # youth and cause: the same cause never opens two
    personal("state", Text),
    id_of("programme_version_id"),
    plain("ladder", JsonText),
    plain("step", Integer),
    plain("round", Integer),
    personal("opened_at", Instant),
    plain("due_at", Instant),
    plain("escalate_at", Instant, nullable=True),
    plain("taken_by", BigInteger, nullable=True),
    plain("taken_at", Instant, nullable=True),
    plain("try_again_at", Instant, nullable=True),
    plain("given_by", BigInteger, nullable=True),  # owns it until the next has taken it
    plain("next_at", Instant, nullable=True),  # what comes besides the ladder, such as an
    # unanswered help card, or the end of a quiet week
    personal("talked_at", Instant, nullable=True),  # of a red case that is still followed up
    personal("after_talk", Text, nullable=True),  # quiet_week | as_before | new_agreement
    plain("needs", Integer, server_default="1"),  # so many people must acknowledge it
    plain("acknowledged", JsonText, server_default="[]"),  # staff ids
    plain("asked", Integer, server_default="0"),  # how often those who are missing were
    plain("ends_at", Instant, nullable=True),  # a taken case without outcome goes on then,
    plain("warn_at", Instant, nullable=True),  # its taker is reminded then,
    plain("ask_at", Instant, nullable=True),  # and those who have not seen it are told then
    personal("closed_at", Instant, nullable=True),
    personal("outcome", Text, nullable=True),
    personal("way", Text, nullable=True),
    personal("evidence", JsonText),
    personal(
        "sender_chat", sealed=True, nullable=True
    ),  # the chat of an unknown sender, sealed with the site's own key
    UniqueConstraint("site_id", "number"),
    points_to("youth"),
    points_to("programme_version"),
    Index(
        "uq_case_file_open_episode",
        "site_id",
        "episode",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    due_index("ix_case_file_escalate_at", "escalate_at", "site_id"),
    due_index("ix_case_file_next_at", "next_at", "site_id"),
    Index("ix_case_file_youth", "site_id", "youth_id", "opened_at"),
)

case_event = Table(
    "case_event",
    metadata,
    site_id(),
    row_id("case_event_id"),
    id_of("case_file_id"),
    personal("at", Instant),
    plain("actor", Text),
    personal("what", Text),
    personal("detail", JsonText),
    points_to("case_file"),
    Index("ix_case_event_case", "site_id", "case_file_id", "at"),
)

assessment = Table(  # how a youth stood, and why: a new row when points, band or reasons change
    "assessment",
    metadata,
    site_id(),
    row_id("assessment_id"),
    id_of("youth_id"),
    id_of("programme_version_id"),  # whose weights and sentences
    personal("at", Instant),
    personal("looked_at", Instant),  # when it was last found to be so
    personal("hundredths", Integer),  # points times a hundred
    personal("band", Text),
    personal("reasons", JsonText),
    personal("praise", JsonText),
    personal("disagreed_at", Instant, nullable=True),  # the youth does not agree
    points_to("youth"),
    points_to("programme_version"),
    Index("ix_assessment_youth", "site_id", "youth_id", "at"),
)
