"""Every table of the main database.

Primary, unique and foreign keys lead with `site_id`, so that a site can be copied whole. Indexes
of due rows lead with the due column and hold only rows still open. Ids are made before the insert.
"""

from storage.tables.base import metadata
from storage.tables.cases import case_event, case_file
from storage.tables.contacts import checkin, occurrence, planned, reply
from storage.tables.messages import inbox, outbox
from storage.tables.operation import audit, bot, lease, page_link
from storage.tables.people import invite, programme_version, staff, youth

__all__ = [
    "audit",
    "bot",
    "case_event",
    "case_file",
    "checkin",
    "inbox",
    "invite",
    "lease",
    "metadata",
    "occurrence",
    "outbox",
    "page_link",
    "planned",
    "programme_version",
    "reply",
    "staff",
    "youth",
]
