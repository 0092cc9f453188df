"""Words on their way out: what a message carries, and what is done when its fate is unclear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from domain.callback import MAX_BYTES
from domain.plan import LateRule


class Road(StrEnum):
    """By what a message goes. Everything is possible by Telegram, and only words by the others."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    SMS = "sms"


class MessageKind(StrEnum):
    """What is done in the chat."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    EDIT_TEXT = "edit_text"
    EDIT_BUTTONS = "edit_buttons"

    @property
    def is_edit(self) -> bool:
        """Return whether a message that stands already is changed."""
        return self in EDITS

    @property
    def has_file(self) -> bool:
        """Return whether a file goes along, whose words are its caption."""
        return self in {MessageKind.PHOTO, MessageKind.DOCUMENT}


EDITS = frozenset({MessageKind.EDIT_TEXT, MessageKind.EDIT_BUTTONS})


class Purpose(StrEnum):
    """Why a message is sent. It decides about order, lateness and repeats; see `POLICY`."""

    HELLO = "hello"  # enrolment, and answers to commands
    CHECKIN = "checkin"  # a prompt the bot begins: a check-in or a café
    REMINDER = "reminder"  # the one reminder of a prompt
    CARING = "caring"  # asks nothing, signed by the worker, and silent
    AFTERWARDS = "afterwards"  # how an evening was: asked silently, and needs nobody at work
    LATER = "later"  # a prompt that comes back because the youth asked for it: no load
    THANKS = "thanks"  # the next question or the thanks: an edit of the prompt, or below words
    CLOSE = "close"  # an expired or cancelled prompt, closed in place
    CARD = "card"  # the help card
    ANSWER = "answer"  # a worker's own words
    NOTICE = "notice"  # what became of something the youth did
    RECEIPT = "receipt"  # that answers were read
    CASE = "case"  # to staff, about a case
    ALARM = "alarm"  # to staff by a second road: a number and a reason, nothing else
    LINK = "link"  # a one-time link to a page
    STAFF_INFO = "staff_info"  # to staff, nothing to act on
    SYSTEM = "system"  # to whoever looks after the installation


# What the bot begins by itself: it counts against the five messages a week.
BEGINS = frozenset({Purpose.CHECKIN, Purpose.REMINDER, Purpose.CARING, Purpose.AFTERWARDS})
# What nobody's tap, words or call brought about.
UNASKED = BEGINS | {Purpose.LATER, Purpose.RECEIPT}
# How the names of notices begin that answer what a youth did, or say that a worker calls.
_CALLED_FOR = ("in:", "talk:", "album:", "sms:", "edited:")


def is_automatic(purpose: Purpose, name: str) -> bool:
    """Return whether a message to a youth is one that a cry for help keeps away.

    `name` is the one it is queued under once. A notice of a kind that nobody thought of here is
    automatic: a card, a human's words and an answer to a tap are not.
    """
    if purpose is Purpose.NOTICE:
        return not name.startswith(_CALLED_FOR)
    return purpose in UNASKED


class OutboxState(StrEnum):
    """Where a message stands. `SENDING` is the only state from which its fate can be unclear."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class UnknownPolicy(StrEnum):
    """What happens to a message that may or may not have arrived."""

    RESEND = "resend"  # at once; see `Policy.says_repeat`
    REMINDER = "reminder"  # not again: the reminder, or the closing of the prompt, is the retry
    TELL_STAFF = "tell_staff"  # a human decides whether to say it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is done with messages of one purpose.

    `late_after` counts from the due time; None means never too late. Lower `priority` goes first.
    `says_repeat` tells whether a message that is sent again says that it may be a repeat. While
    its fate stays unclear it is sent again until there were `attempts` in all, at least once.
    """

    unknown: UnknownPolicy
    late: LateRule
    late_after: timedelta | None
    priority: int
    says_repeat: bool = False
    attempts: int = 2

    def late_at(self, due_at: datetime) -> datetime | None:
        """Return the instant from which a message due at `due_at` is too late to send, if any."""
        return None if self.late_after is None else due_at + self.late_after


def _policy(
    unknown: UnknownPolicy,
    priority: int,
    *,
    skip_after: timedelta | None = None,
    says_repeat: bool = False,
    attempts: int = 2,
) -> Policy:
    late = LateRule.SEND if skip_after is None else LateRule.SKIP
    return Policy(
        unknown=unknown,
        late=late,
        late_after=skip_after,
        priority=priority,
        says_repeat=says_repeat,
        attempts=attempts,
    )


_RESEND, _REMINDER = UnknownPolicy.RESEND, UnknownPolicy.REMINDER
POLICY: Mapping[Purpose, Policy] = MappingProxyType(
    {
        # A duplicate alarm beats none, and says what it is. Neither is ever too late. The card
        # needs no such words, and a connection that breaks again and again must not cost it.
        Purpose.CARD: _policy(_RESEND, 0, attempts=5),
        Purpose.CASE: _policy(_RESEND, 10, says_repeat=True),
        # The number of the case says that two are one.
        Purpose.ALARM: _policy(_RESEND, 5, attempts=3),
        # A worker's words twice in their name would be odd, and lost would be worse.
        Purpose.ANSWER: _policy(UnknownPolicy.TELL_STAFF, 20),
        # Edits do no harm twice, and neither do short answers to something just tapped.
        Purpose.THANKS: _policy(_RESEND, 30),
        Purpose.CLOSE: _policy(_RESEND, 30),
        Purpose.HELLO: _policy(_RESEND, 30),
        Purpose.NOTICE: _policy(_RESEND, 30),
        # Twice would be odd, and tomorrow it is not true any more.
        Purpose.RECEIPT: _policy(_REMINDER, 45, skip_after=timedelta(hours=2)),
        Purpose.LINK: _policy(_RESEND, 30, skip_after=timedelta(minutes=10)),
        # Most of what is unclear has arrived. These are the outer limits: a planned contact's own
        # rule, and the end of its window, are narrower.
        Purpose.CHECKIN: _policy(_REMINDER, 40, skip_after=timedelta(hours=24)),
        Purpose.LATER: _policy(_REMINDER, 40, skip_after=timedelta(hours=24)),
        Purpose.REMINDER: _policy(_REMINDER, 40, skip_after=timedelta(hours=24)),
        Purpose.CARING: _policy(_REMINDER, 45, skip_after=timedelta(days=3)),
        Purpose.AFTERWARDS: _policy(_REMINDER, 45, skip_after=timedelta(days=1)),
        Purpose.STAFF_INFO: _policy(_RESEND, 50, says_repeat=True),
        Purpose.SYSTEM: _policy(_RESEND, 50, says_repeat=True),
    }
)


@dataclass(frozen=True, slots=True)
class Button:
    """A button that carries callback data or opens an address: exactly one of the two."""

    label: str
    data: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse a button that Telegram would refuse."""
        if (self.data is None) == (self.url is None):
            raise ValueError(f"Button {self.label!r} needs data or an address, not both.")
        if not self.label:
            raise ValueError("A button needs a label to be read aloud.")
        if self.data is not None and not 1 <= len(self.data.encode()) <= MAX_BYTES:
            raise ValueError(f"Button {self.label!r} needs 1 to {MAX_BYTES} bytes of data.")


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file to send: made when it is sent, from the recipe that the outbox keeps."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What a person sees, as the outbox keeps it.

    `silent` makes no sound, `protect` stops forwarding and copying, `preview` lets Telegram fetch
    a picture of a link. `recipe` says how the file of a photo or document is made. `ask_number`
    is the label of the one button below the chat that sends the person's own telephone number;
    `drop_keyboard` takes that button away again. Neither goes with buttons or with an edit.
    """

    text: str
    buttons: Buttons = ()
    silent: bool = False
    protect: bool = False
    preview: bool = False
    recipe: str | None = None
    ask_number: str | None = None
    drop_keyboard: bool = False

    def to_json(self) -> str:
        """Return the body as JSON text, which `from_json` reads."""
        rows = [
            [[button.label, button.data, button.url] for button in row] for row in self.buttons
        ]
        values = {"text": self.text, "buttons": rows, "silent": self.silent}
        values |= {"protect": self.protect, "preview": self.preview}
        if self.recipe is not None:
            values["recipe"] = self.recipe
        if self.ask_number is not None:
            values["ask_number"] = self.ask_number
        if self.drop_keyboard:
            values["drop_keyboard"] = True
        return json.dumps(values, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Body:
        """Return the body that `to_json` wrote.

        Raises:
            ValueError: If the text is something else.
        """
        try:
            read = json.loads(text)
            rows = tuple(tuple(Button(*button) for button in row) for row in read["buttons"])
            flags = (read["silent"], read["protect"], read["preview"])
            return cls(
                read["text"],
                rows,
                *flags,
                read.get("recipe"),
                read.get("ask_number"),
                read.get("drop_keyboard", False),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(
                "This is no message body: it was not written by this program."
            ) from error
