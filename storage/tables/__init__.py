"""Every table of the main database.

Primary, unique and foreign keys lead with `site_id`, so that a site can be copied whole. Indexes
of due rows lead with the due column and hold only rows still open. Ids are made before the insert.
"""

from storage.tables.base import metadata
from storage.tables.cafes import cafe, cafe_series, rsvp
from storage.tables.cases import assessment, case_event, case_file
from storage.tables.contacts import (
    caring,
    checkin,
    occurrence,
    planned,
    reply,
    reply_before,
    talk,
    task,
)
from storage.tables.duty import helpline, watch, watch_swap
from storage.tables.messages import inbox, outbox
from storage.tables.operation import audit, bot, last_audit, lease, page_link
from storage.tables.people import agreement, apart, invite, programme_version, staff, youth

__all__ = [
    "agreement",
    "apart",
    "assessment",
    "audit",
    "bot",
    "cafe",
    "cafe_series",
    "caring",
    "case_event",
    "case_file",
    "checkin",
    "helpline",
    "inbox",
    "invite",
    "last_audit",
    "lease",
    "metadata",
    "occurrence",
    "outbox",
    "page_link",
    "planned",
    "programme_version",
    "reply",
    "reply_before",
    "rsvp",
    "staff",
    "talk",
    "task",
    "watch",
    "watch_swap",
    "youth",
]
