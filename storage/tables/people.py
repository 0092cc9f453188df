"""Staff, youths, their links, and the programme texts they were promised."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import Instant, personal, plain, row_id, site_id
from storage.tables.base import due_index, id_of, metadata, points_to

programme_version = Table(
    "programme_version",
    metadata,
    site_id(),
    row_id("programme_version_id"),
    plain("key", Text),
    plain("sha256", Text),
    plain("text", Text),
    plain("seen_at", Instant),
    UniqueConstraint("site_id", "key", "sha256"),
)

staff = Table(
    "staff",
    metadata,
    site_id(),
    row_id("staff_id"),
    personal("name", sealed=True),
    plain("role", Text),
    plain("language", Text),
    personal("chat", sealed=True, nullable=True),
    personal("chat_lookup", LargeBinary, nullable=True),
    personal("phone", sealed=True, nullable=True),  # from which they call
    personal("email", sealed=True, nullable=True),  # where alarms go that Telegram may not bring
    personal("joined_at", Instant, nullable=True),
    personal("blocked_at", Instant, nullable=True),
    personal("away_at", Instant, nullable=True),
    personal("away_until", Instant, nullable=True),
    plain("away_cover_id", BigInteger, nullable=True),  # who reads and calls meanwhile
    personal("next_at", Instant, nullable=True),  # when an absence said ahead begins
    plain("created_at", Instant),
    UniqueConstraint("site_id", "chat_lookup"),
    due_index("ix_staff_away_until", "away_until", "site_id"),
    due_index("ix_staff_next_at", "next_at", "site_id"),
)

youth = Table(
    "youth",
    metadata,
    site_id(),
    row_id("youth_id"),
    personal("name", sealed=True),
    id_of("programme_version_id"),
    personal("status", Text),
    personal("language", Text),
    personal("zone", Text),
    personal("age_band", Text, nullable=True),
    personal("chat", sealed=True, nullable=True),
    personal("chat_lookup", LargeBinary, nullable=True),
    id_of("mentor_id"),
    id_of("cover_id"),
    personal("created_at", Instant),
    personal("accepted_at", Instant, nullable=True),
    personal("contact_interval_days", Integer),
    personal("last_sign_of_life_at", Instant, nullable=True),
    personal("last_human_contact_at", Instant, nullable=True),
    personal("last_word_at", Instant, nullable=True),
    personal("last_staff_message_at", Instant, nullable=True),
    personal("next_contact_at", Instant, nullable=True),
    personal("reassess_at", Instant, nullable=True),
    personal("paused_until", Instant, nullable=True),
    personal("blocked_at", Instant, nullable=True),
    personal("held_at", Instant, nullable=True),
    personal("card_at", Instant, nullable=True),
    personal("call_allowed", Boolean, nullable=True),
    personal("channel", Text, server_default="bot"),  # bot | sms | phone
    personal("phone", sealed=True, nullable=True),
    personal("phone_lookup", LargeBinary, nullable=True),  # by which an SMS finds its sender
    personal("cohort", Text, nullable=True),
    personal("tier", Text, nullable=True),  # A | B | C, from day 91 on
    personal("quieted_at", Instant, nullable=True),  # quiet mode: nothing is asked
    personal("halved_at", Instant, nullable=True),  # asked half as often
    personal("woke_at", Instant, nullable=True),  # quiet mode ended: the next question is light
    personal("told_read_at", Instant, nullable=True),  # when they last heard that answers are read
    UniqueConstraint("site_id", "chat_lookup"),
    points_to("programme_version"),
    points_to("staff", "mentor_id"),
    points_to("staff", "cover_id"),
    due_index("ix_youth_reassess_at", "reassess_at", "site_id"),
    Index("ix_youth_phone_lookup", "site_id", "phone_lookup"),
)

agreement = Table(  # what a youth chose and agreed: times, topics, whom to call
    "agreement",
    metadata,
    site_id(),
    plain("youth_id", BigInteger, primary_key=True, autoincrement=False),
    personal("body", sealed=True),
    personal("changed_at", Instant),
    points_to("youth"),
)

apart = Table(  # two who must not meet by our doing; the lower id first, no reason kept
    "apart",
    metadata,
    site_id(),
    plain("youth_id", BigInteger, primary_key=True, autoincrement=False),
    plain("other_id", BigInteger, primary_key=True, autoincrement=False),
    personal("marked_at", Instant),
    plain("marked_by", BigInteger),
    points_to("youth"),
    points_to("youth", "other_id"),
)

invite = Table(
    "invite",
    metadata,
    site_id(),
    row_id("invite_id"),
    plain("code_lookup", LargeBinary),
    plain("youth_id", BigInteger, nullable=True),
    plain("staff_id", BigInteger, nullable=True),
    plain("created_at", Instant),
    plain("expires_at", Instant),
    personal("used_at", Instant, nullable=True),
    personal("used_by_chat", LargeBinary, nullable=True),
    UniqueConstraint("site_id", "code_lookup"),
    points_to("youth"),
    points_to("staff"),
)
