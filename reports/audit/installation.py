"""The audit of a running installation, where nobody kept what went over the wire.

What the outbox says was sent is taken as the wire: what was planned, when it came, how much and
what it said are looked at all the same; only what never arrived cannot be seen. When the product,
storage or Telegram was out is what the installation itself has noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.message import MessageKind
from domain.site import SiteRules
from reports.audit.audit import audit
from reports.audit.gather import LOOK_BACK
from reports.audit.grounds import Outage
from reports.audit.verdict import Audit
from reports.audit.wire import EDITS, Sent
from services.world import Programmes
from storage import audited_chats, gaps
from storage.audited_chats import MessageRow
from storage.tx import Rx

SILENT = timedelta(minutes=3)  # after a sign of work: so long none has to be there
DAYS = 3  # so long done updates are kept; they tell when a youth was there
_METHODS = {
    MessageKind.TEXT: "sendMessage",
    MessageKind.PHOTO: "sendPhoto",
    MessageKind.DOCUMENT: "sendDocument",
    MessageKind.EDIT_TEXT: "editMessageText",
    MessageKind.EDIT_BUTTONS: "editMessageReplyMarkup",
}


def audit_installation(
    rx: Rx, now: datetime, programmes: Programmes, site: SiteRules, *, days: int = DAYS
) -> Audit:
    """Return which promises were broken in the last `days` days before `now` (UTC)."""
    since = now - timedelta(days=days)
    return audit(
        rx,
        wire=list(_wire(rx, since)),
        since=since,
        until=now,
        programmes=programmes,
        site=site,
        outages=list(_outages(rx, since - LOOK_BACK, now)),
    )


def _outages(rx: Rx, since: datetime, now: datetime) -> Iterator[Outage]:
    """Yield the gaps that were noted, and those that are not over.

    That storage refused is no better known here than that nothing worked: of the card and the
    alarm that go out all the same there is no row.
    """
    for gap in gaps.noted(rx, since):
        yield Outage(gap.begins, gap.ends)
    for sign in gaps.signs(rx).values():
        if now - sign > SILENT:
            yield Outage(sign, now)


def _wire(rx: Rx, since: datetime) -> Iterator[Sent]:
    """Yield what was sent, with its words from `since` on, and without them before that.

    It is known by the hash of its chat: of strangers, and of phones that were given up, there is
    no more.
    """
    for row in audited_chats.sent(rx, since - LOOK_BACK):
        if row.message_id is not None and row.sent_at is not None:
            yield _sent(rx, row, row.sent_at, opened=row.sent_at >= since)


def _sent(rx: Rx, row: MessageRow, at: datetime, *, opened: bool) -> Sent:
    body = audited_chats.body_of(rx, row) if opened else None
    method = _METHODS[MessageKind(row.kind)]
    return Sent(
        chat_id=0,
        lane=row.lane,
        message_id=row.message_id or 0,
        at=at,
        method=method,
        text=body.text if body else "",
        buttons=tuple(one.label for line in body.buttons for one in line) if body else (),
        silent=body is not None and body.silent,
        edited=method in EDITS,
    )
