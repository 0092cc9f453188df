"""A worker opens a voice message, a picture or a file; the look is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.people import Actor
from domain.reply import HAS_A_FILE, ReplyKind
from services.access import Action, Denied
from services.page_link import Visit, may
from storage import replies
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class ToFetch:
    """Telegram's name for the file, and what it was sent as."""

    file_id: str
    kind: ReplyKind


def open_file(
    tx: Tx, actor: Actor, now: datetime, *, visit: Visit, reply_id: int
) -> ToFetch | Denied | None:
    """Return what to fetch for a visitor who may see it now; None when there is no such file.

    Every look is a line in the audit trail, and only what this youth sent can be opened.
    """
    assert actor == visit.actor, "a visit belongs to the one who opened it"
    allowed = may(tx, now, visit, Action.OPEN_FILE)
    if isinstance(allowed, Denied):
        return allowed
    reply = replies.get(tx, allowed.youth.id, reply_id)
    if reply is None or reply.file_ref is None or reply.kind not in HAS_A_FILE:
        return None
    return ToFetch(reply.file_ref, reply.kind)
