"""Whose chat a message stands in, and which row of the outbox it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from domain.message import MessageKind, OutboxState
from reports.audit.facts import Delivery
from reports.audit.wire import Acted, Heard, Sent
from storage import audited_chats
from storage.audited_chats import MessageRow
from storage.tx import Rx

_EDITS = frozenset({MessageKind.EDIT_TEXT, MessageKind.EDIT_BUTTONS})
_NEAR = timedelta(minutes=1)  # between Telegram's time of a message and ours
_NO_SIGN = "my_chat_member"  # who blocks or unblocks has said nothing

Row = TypeVar("Row")
Key = TypeVar("Key")


def by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Return the rows by a key, in their order."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


class Chats:
    """The wire by chat. What a row explains is taken out; what is left nobody explains."""

    def __init__(
        self,
        rx: Rx,
        wire: Sequence[Sent],
        heard: Sequence[Heard] | None,
        acted: Sequence[Acted] = (),
    ) -> None:
        self._rx = rx
        self._lanes: dict[int, bytes] = {}
        self._sent = by(sorted(wire, key=_order), lambda one: one.lane or self.lane(one.chat_id))
        self._heard = by(heard or (), lambda one: self.lane(one.chat_id))
        self._acted = by(acted, lambda one: self.lane(one.chat_id))
        self.knows_heard = heard is not None
        self.missing: list[MessageRow] = []
        self.changed_by_nobody: list[Sent] = []  # changes of messages that no row tells of

    def lane(self, chat_id: int) -> bytes:
        """Return the keyed hash under which the database knows a chat."""
        if chat_id not in self._lanes:
            self._lanes[chat_id] = self._rx.lookup("chat", chat_id)
        return self._lanes[chat_id]

    def heard(self, lanes: Iterable[bytes]) -> list[Heard]:
        """Return what came from these chats, oldest first."""
        found = [one for lane in lanes for one in self._heard.get(lane, ())]
        return sorted(found, key=lambda one: one.at)

    def acted(self, lanes: Iterable[bytes]) -> list[Acted]:
        """Return what is known of who has these chats, oldest first."""
        found = [one for lane in lanes for one in self._acted.get(lane, ())]
        return sorted(found, key=lambda one: one.at)

    def lanes(self) -> set[bytes]:
        """Return all chats in which something stands, or of whose people something is known."""
        return {*self._sent, *self._acted}

    def delivered(self, rows: Sequence[MessageRow], since: datetime) -> list[Delivery]:
        """Return what these rows left in their chats, oldest first, with later changes of it.

        Rows sent since `since` that left nothing are kept as missing.
        """
        new = [row for row in rows if row.kind not in _EDITS]
        seen: set[int] = set()
        found: list[Delivery] = []
        for lane, mine in by(rows, lambda row: row.lane).items():
            edits = [row for row in mine if row.kind in _EDITS]
            found.extend(
                self._in_lane(lane, [row for row in mine if row.kind not in _EDITS], edits)
            )
        seen.update(one.row.outbox_id for one in found if one.row is not None)
        self.missing.extend(
            row
            for row in new
            if row.state == OutboxState.SENT
            and row.road == audited_chats.TELEGRAM
            and row.outbox_id not in seen
            and row.sent_at is not None
            and row.sent_at >= since
        )
        return sorted(found, key=lambda one: _order(one.sent))

    def explain_by_number(self, rows: Sequence[MessageRow]) -> None:
        """Take out what these rows left in a chat of which no mark is kept any more.

        A message is theirs by its number, where it arrived when the row says that it was sent.
        """
        for row in rows:
            at = row.sent_at
            if row.message_id is None or at is None:
                continue
            for lane, sents in self._sent.items():
                self._sent[lane] = [one for one in sents if not _is_of(one, row.message_id, at)]

    def left(self, lanes: Iterable[bytes] | None = None) -> list[Sent]:
        """Return the messages that no row explained, in all chats or in these."""
        found = self._sent if lanes is None else lanes
        left = (one for lane in found for one in self._sent.get(lane, ()) if not one.edited)
        return sorted(left, key=_order)

    def _in_lane(
        self, lane: bytes, rows: Sequence[MessageRow], edits: Sequence[MessageRow]
    ) -> Iterable[Delivery]:
        numbered = {row.message_id: row for row in rows if row.message_id is not None}
        left: list[Sent] = []
        changed = {row.message_id for row in edits}
        for sent in self._sent.get(lane, ()):
            if sent.edited:
                yield Delivery(sent, None)
                if sent.message_id not in changed and None not in changed:
                    self.changed_by_nobody.append(sent)
                continue
            row = numbered.get(sent.message_id) or self._by_its_words(sent, rows)
            if row is None:
                left.append(sent)
            else:
                yield Delivery(sent, row)
        self._sent[lane] = left

    def _by_its_words(self, sent: Sent, rows: Sequence[MessageRow]) -> MessageRow | None:
        """Return the row of a message whose number was never learnt: its answer was lost."""
        tried = [
            row
            for row in rows
            if row.created_at <= sent.at
            and (row.state != OutboxState.SENT or row.attempts > 1 or row.message_id is None)
        ]
        for row in reversed(tried):
            words = audited_chats.words_in(self._rx, row)
            if words is not None and words.endswith(sent.text):
                return row
        return None


def _is_of(sent: Sent, message_id: int, at: datetime) -> bool:
    return not sent.edited and sent.message_id == message_id and abs(sent.at - at) <= _NEAR


def signs(heard: Iterable[Heard]) -> list[datetime]:
    """Return when somebody did something that shows they are there."""
    return [one.at for one in heard if one.kind != _NO_SIGN]


def _order(sent: Sent) -> tuple[datetime, int, int]:
    return sent.at, sent.chat_id, sent.message_id
