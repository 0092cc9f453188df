"""Messages for tests: queue one in a line, and take it as far as it should go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.message import Body, Button, MessageKind, OutboxState, Purpose
from domain.people import Actor
from services.claim_messages import LEASE, Batch, claim
from services.outbox_work import Fate, Reactions, settle
from services.queue_message import Outgoing, Recipient, queue_message
from storage import outbox, outbox_claim
from storage.outbox import Message
from storage.store import Store
from storage.tx import Rx, Tx

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
REAL = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)  # real time is another time on purpose
ACTOR = Actor.system("test")
HOLDER = "process-a"
SITE_OWNER = 1
BUTTONS = ((Button("Ja", data="v1.yes.0000000000000."),),)


def to(chat: int) -> Recipient:
    """Return a chat that nobody has enrolled; the site's key is always there."""
    return Recipient.of_chat(SITE_OWNER, chat)


@dataclass
class Names:
    """Makes dedupe names."""

    last: int = 0

    def new(self) -> str:
        self.last += 1
        return f"m{self.last}"


_names = Names()


async def queue(
    store: Store,
    text: str,
    *,
    chat: int = 77,
    purpose: Purpose = Purpose.NOTICE,
    now: datetime = NOW,
    **more: Any,
) -> int:
    """Queue a message and return its outbox id."""
    named = {
        "to": to(chat),
        "purpose": purpose,
        "wording": "test",
        "body": Body(text, BUTTONS),
        "dedupe": _names.new(),
        **more,
    }
    outbox_id = await store.write(queue_message, now, Outgoing(**named))
    assert outbox_id is not None
    return outbox_id


async def queue_edit(store: Store, text: str, **more: Any) -> int:
    """Queue an edit and return its outbox id."""
    return await queue(store, text, **{"kind": MessageKind.EDIT_TEXT, **more})


async def take(
    store: Store, *, now: datetime = NOW, holder: str = HOLDER, limit: int = 100
) -> Batch:
    """Claim what may leave now, and mark it as being sent."""
    return await store.write(claim, ACTOR, now, holder=holder, real=REAL, limit=limit)


async def begin(store: Store, *, now: datetime = NOW, holder: str = HOLDER) -> list[int]:
    """Claim what may leave now, and mark it as being sent; return the ids in order."""
    batch = await take(store, now=now, holder=holder)
    return [letter.id for letter in batch.letters]


async def claimed_before(store: Store, *, now: datetime = NOW, holder: str = HOLDER) -> None:
    """Claim what may leave now as an older version did, which marked it as sent later."""

    def claim_only(tx: Tx) -> None:
        ids = [one.message.id for one in outbox_claim.ready(tx, now, 100)]
        until = REAL + LEASE
        outbox.move(tx, ids, OutboxState.CLAIMED, holder=holder, lease_until=until, ready_at=None)

    await store.write(claim_only)


@dataclass
class Told:
    """Reactions that remember what they were told."""

    unreachable: list[tuple[int, str]] = field(default_factory=list)
    staff: list[int] = field(default_factory=list)

    @property
    def reactions(self) -> Reactions:
        def repeat(rx: Rx, message: Message) -> str:
            return "again:"

        def unreachable(tx: Tx, now: datetime, message: Message, reason: str) -> None:
            self.unreachable.append((message.id, reason))

        def tell_staff(tx: Tx, now: datetime, message: Message) -> None:
            self.staff.append(message.id)

        return Reactions(repeat, unreachable, tell_staff)


async def end(
    store: Store,
    *fates: Fate,
    told: Told | None = None,
    holder: str = HOLDER,
    now: datetime = NOW,
) -> None:
    """Settle letters."""
    reactions = (told or Told()).reactions
    await store.write(settle, ACTOR, now, fates, reactions, holder=holder)


def sent(outbox_id: int, number: int = 1) -> Fate:
    """Return the fate of a letter that arrived."""
    return Fate(id=outbox_id, state=OutboxState.SENT, message_id=number)


def unclear(outbox_id: int) -> Fate:
    """Return the fate of a letter that may have arrived or not."""
    return Fate(id=outbox_id, state=OutboxState.UNKNOWN, reason="no answer")


def refused(outbox_id: int, **more: Any) -> Fate:
    """Return the fate of a letter that was refused."""
    return replace(Fate(id=outbox_id, state=OutboxState.REFUSED, reason="blocked"), **more)


def later(outbox_id: int, wait: timedelta | None = None, *, counts: bool = True) -> Fate:
    """Return the fate of a letter that was surely not sent."""
    return Fate(id=outbox_id, state=OutboxState.QUEUED, wait=wait, counts=counts)


async def row(store: Store, outbox_id: int) -> Message:
    """Return how a row stands now."""
    found = await store.read(outbox.get, outbox_id)
    assert found is not None
    return found


async def states(store: Store, ids: Sequence[int]) -> list[str]:
    """Return the states of rows, in the order of the ids."""
    return [(await row(store, one)).state.value for one in ids]


async def text_of(store: Store, outbox_id: int) -> str:
    """Return the text that a row would say."""
    message = await row(store, outbox_id)
    opened = await store.read(outbox.letter, message)
    assert opened is not None
    return opened[1].text
