"""Pages, the bot, leases and the audit trail."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Index, LargeBinary, Table, Text, UniqueConstraint

from storage.columns import Instant, JsonText, personal, plain, row_id, site_id
from storage.tables.base import id_of, metadata, points_to

page_link = Table(  # a one-time link to the page of one youth
    "page_link",
    metadata,
    site_id(),
    row_id("page_link_id"),
    plain("token_lookup", LargeBinary),
    id_of("staff_id"),
    plain("purpose", Text, server_default="youth"),  # which page it opens
    plain("about_id", BigInteger, nullable=True),  # what that page shows first, such as a café
    plain("youth_id", BigInteger, nullable=True),
    plain("case_file_id", BigInteger, nullable=True),
    plain("created_at", Instant),
    plain("expires_at", Instant),
    plain("spent_at", Instant, nullable=True),
    plain(
        "session_lookup", LargeBinary, nullable=True
    ),  # the cookie's hash, once the link is spent
    plain("session_ends_at", Instant, nullable=True),
    UniqueConstraint("site_id", "token_lookup"),
    UniqueConstraint("site_id", "session_lookup"),
    points_to("staff"),
    points_to("youth"),
    Index("ix_page_link_staff", "site_id", "staff_id", "page_link_id"),
)

bot = Table(  # what we last knew of the bot, so that a start never needs Telegram
    "bot",
    metadata,
    site_id(),
    row_id("bot_id"),
    plain("username", Text),
    plain("about", JsonText),
    plain("seen_at", Instant),
)

# Who may do what only one process may do, such as polling; and the last signs that one worked, and
# that Telegram answered, which nobody holds (`storage.gaps`).
lease = Table(
    "lease",
    metadata,
    site_id(),
    plain("name", Text, primary_key=True),
    plain("holder", Text),
    plain("until", Instant),
)

audit = Table(
    "audit",
    metadata,
    site_id(),
    row_id("audit_id"),
    plain("at", Instant, keep="audit"),
    plain("actor", Text, keep="audit"),
    plain("action", Text, keep="audit"),
    personal("youth_id", BigInteger, keep="audit", nullable=True),
    plain("allowed", Boolean, keep="audit"),
    plain("detail", JsonText, keep="audit"),
    Index("ix_audit_youth", "site_id", "youth_id", "at"),
)

last_audit = Table(  # what the auditor said last; the next one takes its place
    "last_audit",
    metadata,
    site_id(),
    plain("audited_at", Instant),
    plain("since_at", Instant),
    plain("broken", JsonText),  # how often each promise was broken; none is an empty object
    personal("breaches", JsonText, keep="14_days"),  # the first lines, with ids and times
)
