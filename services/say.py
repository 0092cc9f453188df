"""Words into the outbox: to a youth, to a member of staff, to a chat nobody has enrolled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from content.audience import TextKey
from content.phrases import when
from domain.incoming import Incoming
from domain.message import Body, Buttons, MessageKind, Purpose, Road
from domain.people import Language, Staff, Youth
from domain.split import split
from services.here import here
from services.postcard import Sms, in_sms, sms_for
from services.queue_message import Outgoing, Recipient, queue_message
from services.sms_spent import may_answer
from services.world import House
from storage import staff as staff_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words to send. `dedupe` makes sure that the same thing is never queued twice.

    `key` names the words: a `Key`, or contact and question of a programme such as `weekly.school`.
    `edits` is the outbox row whose message is changed, `edits_message_id` the same for a message
    that we know by its number only. `keep_text` changes the buttons and leaves the words.
    What is too long for one message leaves in several; the last one has the buttons.
    `ask_number` and `drop_keyboard` are those of `Body`. With `sms` these words go out by SMS and
    nothing goes to a chat; without it nothing goes out by SMS.
    """

    purpose: Purpose
    key: str
    text: str
    dedupe: str
    buttons: Buttons = ()
    edits: int | None = None
    edits_message_id: int | None = None
    keep_text: bool = False
    file: MessageKind | None = None  # PHOTO or DOCUMENT: `text` is its caption
    recipe: str | None = None  # how the file is made
    ask_number: str | None = None
    drop_keyboard: bool = False
    sms: Sms | None = None
    silent: bool = False
    due_at: datetime | None = None
    late_at: datetime | None = None
    case_id: int | None = None
    checkin_id: int | None = None

    @property
    def kind(self) -> MessageKind:
        """Return whether this is a new message, or changes one."""
        if self.edits is None and self.edits_message_id is None:
            return self.file or MessageKind.TEXT
        return MessageKind.EDIT_BUTTONS if self.keep_text else MessageKind.EDIT_TEXT


def to_youth(tx: Tx, now: datetime, youth: Youth, line: Line) -> int | None:
    """Queue words for a youth; return the outbox id, or None when they cannot be written to.

    Forwarding and saving are switched off for everything a youth receives. Who is reached by SMS
    and when is decided by who made the line (`services.postcard`).
    """
    if line.sms is not None:
        to = Recipient.by_road(youth, Road.SMS)
        return _post(tx, now, to, line, line.sms, version=youth.programme_version_id)
    if youth.chat_id is None or youth.blocked_at is not None:
        return None
    return _queue(
        tx, now, Recipient.of_youth(youth), line, protect=True, version=youth.programme_version_id
    )


def _post(
    tx: Tx, now: datetime, to: Recipient | None, line: Line, sms: Sms, *, version: int | None
) -> int | None:
    """Queue the SMS of a line: one message, never an edit, no buttons, and not without end."""
    if to is None or not may_answer(tx, now, to, sms.key, line.dedupe):
        return None
    bare = replace(line, edits=None, edits_message_id=None, keep_text=False, silent=False)
    card = replace(bare, key=sms.key, text=sms.text, buttons=(), file=None, recipe=None)
    return _queue_one(tx, now, to, card, protect=False, version=version)


def to_staff(tx: Tx, now: datetime, person: Staff, line: Line) -> int | None:
    """Queue words for a member of staff; None when they cannot be written to."""
    if person.chat_id is None or person.blocked_at is not None:
        return None
    return _queue(tx, now, Recipient.of_staff(person), line, protect=True, version=None)


def to_chat(tx: Tx, now: datetime, house: House, chat_id: int, line: Line) -> int | None:
    """Queue words for a chat or a number that belongs to nobody we know."""
    to = Recipient.of_chat(house.owner_id, chat_id)
    if line.sms is not None:
        return _post(tx, now, to, line, line.sms, version=None)
    return _queue(tx, now, to, line, protect=False, version=None)


def _queue(
    tx: Tx, now: datetime, to: Recipient, line: Line, *, protect: bool, version: int | None
) -> int | None:
    *before, last = split(line.text) if line.kind is MessageKind.TEXT else [line.text]
    for number, part in enumerate(before, start=1):
        first = replace(line, text=part, buttons=(), dedupe=f"{line.dedupe}:part{number}")
        _queue_one(tx, now, to, first, protect=protect, version=version)
    return _queue_one(tx, now, to, replace(line, text=last), protect=protect, version=version)


def _queue_one(
    tx: Tx, now: datetime, to: Recipient, line: Line, *, protect: bool, version: int | None
) -> int | None:
    body = Body(
        text=line.text,
        buttons=line.buttons,
        silent=line.silent,
        protect=protect,
        recipe=line.recipe,
        ask_number=line.ask_number,
        drop_keyboard=line.drop_keyboard,
    )
    return queue_message(
        tx,
        now,
        Outgoing(
            to=to,
            purpose=line.purpose,
            wording=str(line.key),
            body=body,
            dedupe=line.dedupe,
            kind=line.kind,
            edits=line.edits,
            edits_message_id=line.edits_message_id,
            due_at=line.due_at,
            late_at=line.late_at,
            case_id=line.case_id,
            checkin_id=line.checkin_id,
            programme_version_id=version,
        ),
    )


def mentor_of(tx: Tx, youth: Youth) -> Staff:
    """Return the youth's own worker."""
    mentor = staff_rows.get(tx, youth.mentor_id)
    if mentor is None:  # the foreign key forbids it
        raise LookupError(f"youth {youth.id} has no mentor")
    return mentor


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one language with the two names that most texts need."""

    house: House
    youth: Youth
    mentor: Staff

    @classmethod
    def of(cls, tx: Tx, house: House, youth: Youth, now: datetime) -> Voice:
        """Return the voice in which this youth is spoken to at `now` (UTC).

        The worker it names is whoever reads and calls then: the cover of one who is away.
        """
        mentor = mentor_of(tx, youth)
        reader = staff_rows.get(tx, here(tx, now, mentor.id))
        return cls(house, youth, reader or mentor)

    @classmethod
    def own(cls, tx: Tx, house: House, youth: Youth) -> Voice:
        """Return the voice that names the youth's own worker, here or away.

        For what outlives an absence: the yes, what was agreed, and whether we may still call.
        """
        return cls(house, youth, mentor_of(tx, youth))

    @property
    def language(self) -> Language:
        """Return the youth's language."""
        return self.youth.language

    def say(self, key: TextKey, **values: str | int) -> str:
        """Return the words of `key` in the youth's language, the names filled in."""
        names = {
            "navn": self.youth.first_name,
            "medarbejder": self.mentor.first_name,
            "telefon": self.house.phone,
        }
        wanted = {name: names[name] for name in names if name in key.placeholders}
        return self.house.texts.say(self.language, key, **{**wanted, **values})


def dedupe(incoming: Incoming, what: str) -> str:
    """Return the key under which the answer to one update is queued once."""
    return f"in:{incoming.inbox_id}:{what}"


def answer_youth(
    tx: Tx,
    now: datetime,
    voice: Voice,
    incoming: Incoming,
    key: TextKey,
    *,
    purpose: Purpose = Purpose.NOTICE,
    buttons: Buttons = (),
    edit: bool = False,
    text: str | None = None,
    case_id: int | None = None,
    sms: Sms | None = None,
    late_at: datetime | None = None,
    **values: str | int,
) -> int | None:
    """Answer one update of a youth; with `edit`, by changing the message that was tapped.

    An SMS is answered by SMS, in `sms` or in the words that stand for `key` there. After `late_at`
    (UTC) it is not sent any more.
    """
    if incoming.number is not None:
        said = sms or _sms_of(voice, now, key, values)
        line = _answer(incoming, key, "", purpose, (), edits=False, case_id=case_id)
        return to_youth(tx, now, voice.youth, replace(line, sms=said, late_at=late_at))
    words = text or voice.say(key, **values)
    line = _answer(incoming, key, words, purpose, buttons, edits=edit, case_id=case_id)
    return to_youth(tx, now, voice.youth, replace(line, late_at=late_at))


def _sms_of(voice: Voice, now: datetime, key: TextKey, values: dict[str, str | int]) -> Sms:
    youth, site = voice.youth, voice.house.site
    if "hvornaar" not in values:
        by = when(site.reads_at(now), now, youth.zone, youth.language)
        values = {**values, "hvornaar": by}
    return in_sms(sms_for(key), voice.say, **values)


def answer_staff(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    key: TextKey,
    *,
    purpose: Purpose = Purpose.NOTICE,
    buttons: Buttons = (),
    edit: bool = False,
    text: str | None = None,
    case_id: int | None = None,
    **values: str | int,
) -> int | None:
    """Answer one update of a member of staff; with `edit`, by changing the tapped message."""
    words = text or house.texts.say(staff.language, key, **values)
    line = _answer(incoming, key, words, purpose, buttons, edits=edit, case_id=case_id)
    return to_staff(tx, now, staff, line)


def _answer(
    incoming: Incoming,
    key: TextKey,
    text: str,
    purpose: Purpose,
    buttons: Buttons,
    *,
    edits: bool,
    case_id: int | None,
) -> Line:
    return Line(
        purpose=purpose,
        key=key,
        text=text,
        dedupe=dedupe(incoming, key),
        buttons=buttons,
        edits_message_id=incoming.message_id if edits else None,
        case_id=case_id,
    )
