"""Cafés: the series, each evening, and who answered and came."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Index, Table, Text, UniqueConstraint

from storage.columns import Instant, JsonText, personal, plain, row_id, site_id
from storage.tables.base import due_index, id_of, metadata, points_to

cafe_series = Table(
    "cafe_series",
    metadata,
    site_id(),
    row_id("cafe_series_id"),
    plain("programme_key", Text),
    plain("cohort", Text, nullable=True),  # empty: everybody in the programme
    plain("rule", Text),  # RFC 5545, local wall time
    plain("begins", Text),  # wall time, such as 17.00
    plain("ends", Text),
    plain("place", Text),  # the site's own label, such as the usual place; never an address
    plain("transport", Boolean),  # whether help to get there is offered
    plain("created_at", Instant),
    plain("created_by", BigInteger),
    plain("ended_at", Instant, nullable=True),
)

cafe = Table(
    "cafe",
    metadata,
    site_id(),
    row_id("cafe_id"),
    id_of("cafe_series_id"),
    plain("state", Text),  # planned | invited | reminded | open | held | cancelled
    plain("occurs_at", Instant),  # when the series says; begins_at is where it was moved to
    plain("begins_at", Instant),
    plain("ends_at", Instant),
    plain("programme_key", Text),
    plain("details", JsonText),  # theme, food, cook, guest, place: words of the site, no person
    plain("moved_at", Instant, nullable=True),
    plain("next_at", Instant, nullable=True),  # the next thing to do about it
    UniqueConstraint("site_id", "cafe_series_id", "occurs_at"),
    points_to("cafe_series"),
    due_index("ix_cafe_next_at", "next_at", "site_id"),
)

rsvp = Table(
    "rsvp",
    metadata,
    site_id(),
    row_id("rsvp_id"),
    id_of("cafe_id"),
    id_of("youth_id"),
    personal("invited_at", Instant, nullable=True),  # empty: left out, for the reason
    personal("left_out", Text, nullable=True),
    personal("answer", Text, nullable=True),  # yes | maybe | no
    personal("answered_at", Instant, nullable=True),
    personal("help_wanted", Text, nullable=True),
    personal("came", Text, nullable=True),  # seen | late | absent | excused
    personal("came_by", BigInteger, nullable=True),
    personal("came_at", Instant, nullable=True),
    personal("worth", Text, nullable=True),  # yes | partly | no | skip
    personal("wish", sealed=True, nullable=True),
    UniqueConstraint("site_id", "cafe_id", "youth_id"),
    points_to("cafe"),
    points_to("youth"),
    Index("ix_rsvp_youth", "site_id", "youth_id"),
)
