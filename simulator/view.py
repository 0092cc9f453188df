"""What a person sees on a phone: values that do not change, the same in Python and as JSON."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from simulator.records import Json, Message


@dataclass(frozen=True)
class Button:
    """An inline button: its label, and the data or the url behind it."""

    label: str
    data: str | None = None
    url: str | None = None

    def means(self, wanted: str) -> bool:
        """Whether a label or data names this button."""
        return wanted in (self.label, self.data)


@dataclass(frozen=True)
class Answer:
    """What came back for a pressed button; an empty text only stops the spinner."""

    query: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True)
class SeenMessage:
    """A message as it looked when it was read; read it again to see later edits.

    ``buttons`` are rows. ``history`` holds earlier texts, oldest first. ``date`` is aware UTC.
    ``seq`` is the number of its last change: later changes have higher numbers.
    """

    id: int
    seq: int
    from_bot: bool
    date: datetime
    text: str
    kind: str = "text"
    buttons: tuple[tuple[Button, ...], ...] = ()
    entities: tuple[Json, ...] = ()
    silent: bool = False
    protected: bool = False
    history: tuple[str, ...] = ()
    reply_to: int | None = None
    file: str | None = None

    @property
    def edited(self) -> bool:
        """Whether the words were changed after sending."""
        return bool(self.history)

    @property
    def labels(self) -> list[str]:
        """Return the labels of all buttons, row by row."""
        return [button.label for row in self.buttons for button in row]

    def button(self, wanted: str) -> Button | None:
        """Return the first button with this label or data, or None."""
        found = (one for row in self.buttons for one in row if one.means(wanted))
        return next(found, None)

    def json(self) -> Json:
        """Return it for the control pages; ``date`` in Unix seconds, absent values left out."""
        rows = [[_slim(vars(button)) for button in row] for row in self.buttons]
        found = {"date": int(self.date.timestamp()), "buttons": rows}
        return _slim(vars(self) | found) | {"edited": self.edited}


KINDS = ("voice", "photo", "document", "sticker", "location", "contact")


def see(message: Message) -> SeenMessage:
    """Return how a message looks now."""
    kind = next((one for one in KINDS if one in message.content), "text")
    return SeenMessage(
        id=message.id,
        seq=message.seq,
        from_bot=message.from_bot,
        date=datetime.fromtimestamp(message.date, UTC),
        text=message.text,
        kind=kind,
        buttons=tuple(tuple(_button(one) for one in row) for row in message.keyboard or []),
        entities=tuple(message.content.get("entities", ())),
        silent=message.silent,
        protected=message.protected,
        history=tuple(message.history),
        reply_to=message.reply_to.id if message.reply_to else None,
        file=_file_of(message.content.get(kind)),
    )


def seen_from(found: Json) -> SeenMessage:
    """Return the message that :meth:`SeenMessage.json` wrote."""
    values = {name: value for name, value in found.items() if name != "edited"}
    values["date"] = datetime.fromtimestamp(found["date"], UTC)
    values["buttons"] = tuple(tuple(Button(**one) for one in row) for row in found["buttons"])
    for name in ("entities", "history"):
        values[name] = tuple(found[name])
    return SeenMessage(**values)


def _button(button: Json) -> Button:
    return Button(button["text"], button.get("callback_data"), button.get("url"))


def _file_of(content: Any) -> str | None:
    if isinstance(content, list):
        content = content[-1]
    return content.get("file_id") if isinstance(content, dict) else None


def _slim(values: Json) -> Json:
    return {name: value for name, value in values.items() if value is not None}
