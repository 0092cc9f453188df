"""Who is on duty when, and which helplines somebody has called to check."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, Table, Text

from storage.columns import Instant, plain, row_id, site_id
from storage.tables.base import id_of, metadata, points_to

watch = Table(  # a weekly turn of duty, in wall time of the site
    "watch",
    metadata,
    site_id(),
    row_id("watch_id"),
    id_of("staff_id"),
    plain("weekday", Integer),  # on which it begins; Monday is 0
    plain("begins", Text),  # HH:MM
    plain("ends", Text),  # HH:MM; not later than `begins`: on the next day
    plain("turn", Integer),  # 1 is told first
    plain("created_at", Instant),
    points_to("staff"),
)

watch_swap = Table(  # one turn of duty that a colleague takes
    "watch_swap",
    metadata,
    site_id(),
    plain("watch_id", BigInteger, primary_key=True, autoincrement=False),
    plain("day", Text, primary_key=True),  # YYYY-MM-DD on which the turn begins
    id_of("staff_id"),
    plain("swapped_at", Instant),
    points_to("watch"),
    points_to("staff"),
)

helpline = Table(  # when a line of the helplines file was last called by somebody of the site
    "helpline",
    metadata,
    site_id(),
    plain("name", Text, primary_key=True),
    plain("verified_on", Text),  # YYYY-MM-DD
    plain("verified_by", Text),
)
