"""What is said when nothing can be stored: the one sender beside the outbox.

All that it needs is held in memory, and nothing it says names anybody or repeats a word.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from channels.base import Channel, Delivered, Delivery, Refused, Unknown
from domain.message import Body, MessageKind, Road
from domain.people import LANGUAGES, Language
from domain.phone import number_of_chat
from domain.screening import ScreenLevel

log = logging.getLogger(__name__)

ATTEMPTS = 300  # of one message that was surely not sent: ten minutes at one every two seconds
UNCLEAR = 2  # attempts that may have arrived: a second card does less harm than none
SMS_IN_ROW = 3  # of one text to one number: a phone that answers every SMS has no talk with us
ROW_SECONDS = 30 * 60.0  # after that the same words leave again, on any day and how often ever
DEEPEST = 20  # no update of Telegram nests further
_MESSAGES = ("message", "edited_message", "business_message", "edited_business_message")
_WORDS = ("text", "caption")


StaffChat = tuple[int, Language]  # where a member of staff is told, and in which language
StaffMail = tuple[str, Language]  # where mail reaches one of them
Duty = tuple[Language, Sequence[StaffChat]]  # how a youth is spoken to, and who is told


@dataclass(slots=True)
class DutyList:
    """Who is told about whom, as the last good read of the database had it.

    `youths` goes by chat id. `otherwise` is told about chats that nobody has enrolled, and about
    youths without staff. `staff` holds the chats of all staff.
    """

    youths: Mapping[int, Duty] = field(default_factory=dict)
    otherwise: Sequence[StaffChat] = ()
    staff: Collection[int] = ()
    mails: Sequence[StaffMail] = ()  # who is told by mail as well, at every hour
    nobody: bool = False  # at work or on duty: the card names no number of the site

    def replace(
        self,
        youths: Mapping[int, Duty],
        otherwise: Sequence[StaffChat],
        staff: Collection[int],
    ) -> None:
        """Hold a new list; call it only with what was read without an error."""
        self.youths, self.otherwise, self.staff = youths, otherwise, staff

    def staff_of(self, chat_id: int | None) -> Sequence[StaffChat]:
        """Return who is told about a chat."""
        duty = None if chat_id is None else self.youths.get(chat_id)
        return (duty[1] if duty else ()) or self.otherwise

    def language_of(self, chat_id: int) -> Language | None:
        """Return the language of a youth, or None for a chat we do not know."""
        duty = self.youths.get(chat_id)
        return duty[0] if duty else None


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language, each text complete as it is."""

    card: str  # the help card for a chat of which nothing is known
    card_nobody: str  # the same when nobody answers the site's phone
    not_stored: str
    alarm: str  # to staff


@dataclass(frozen=True, slots=True)
class Safety:
    """How words and buttons are judged, in memory."""

    screen: Callable[[str], ScreenLevel]
    asks_for_help: Callable[[str], bool]  # of a button's data

    def judge(self, update: Mapping[str, Any]) -> ScreenLevel:
        """Return the level of an update; what cannot be judged is taken for a crisis."""
        try:
            if any(self.asks_for_help(data) for data in _taps(update)):
                return ScreenLevel.CRISIS
            levels = {self.screen(text) for text in _texts(update)}
        except Exception:
            log.exception("words could not be screened", extra={"action": "screening_failed"})
            return ScreenLevel.CRISIS
        found = (level for level in (ScreenLevel.CRISIS, ScreenLevel.CONCERN) if level in levels)
        return next(found, ScreenLevel.ORDINARY)


@dataclass(slots=True)
class _Pending:
    delivery: Delivery
    attempts: int = 0
    unclear: int = 0


class Emergency:
    """Answers updates that cannot be stored, and alarms the staff on duty.

    Args:
        channel: Delivers; what it could not deliver is tried again at the next `unit`.
        words: What is said, by language.
        safety: How updates are judged.
        duty: Who is told about whom.
        clock: Counts seconds without ever going back.
    """

    def __init__(
        self,
        channel: Channel,
        words: Mapping[Language, Words],
        safety: Safety,
        duty: DutyList,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._channel = channel
        self._words = words
        self._safety = safety
        self._duty = duty
        self._pending: list[_Pending] = []
        self._texted: dict[tuple[int, str], list[float]] = {}

    async def on_store_failure(self, update: Mapping[str, Any]) -> None:
        """Answer one update that cannot be stored. Call it once for each update.

        Words of danger get the help card and alarm the staff of that youth, words of concern
        alarm them too; whatever else a person sent is answered with the news that it is not kept,
        and alarms them where it is not answered, because the same SMS left just before.
        An update that nobody can read alarms as well. Never raises because of what the channel
        says.
        """
        sender, answered = _sender(update), True
        level = self._safety.judge(update) if update else ScreenLevel.CONCERN
        if sender is not None and sender[0] not in self._duty.staff:
            words = self._words[self._language(*sender)]
            is_crisis = level is ScreenLevel.CRISIS
            text = self._card(words) if is_crisis else words.not_stored
            answered = self._queue(sender[0], text)
        if level is not ScreenLevel.ORDINARY or not answered:
            self._alarm(None if sender is None else sender[0])
        await self._flush()

    async def on_failure(self, update: Mapping[str, Any]) -> None:
        """Help with an update that is stored and could not be handled at its first attempt.

        Words of danger get the help card and alarm the staff; all else waits for the next
        attempt, because it is kept. Whoever is helped twice has lost nothing.
        """
        sender = _sender(update)
        is_staff = sender is not None and sender[0] in self._duty.staff
        if is_staff or self._safety.judge(update) is not ScreenLevel.CRISIS:
            return
        if sender is not None:
            self._queue(sender[0], self._card(self._words[self._language(*sender)]))
        self._alarm(None if sender is None else sender[0])
        await self._flush()

    async def unit(self) -> bool:
        """Try again what could not be delivered; there is never more to do at once."""
        if self._pending:
            await self._flush()
        return False

    async def _flush(self) -> None:
        waiting, self._pending = self._pending, []
        for one in waiting:
            result = await self._channel.deliver(one.delivery)
            if isinstance(result, Delivered | Refused):
                self._refused(result)
                continue
            one.attempts += 1
            one.unclear += isinstance(result, Unknown)
            if one.attempts < ATTEMPTS and one.unclear < UNCLEAR:
                self._pending.append(one)
            else:
                log.critical("an emergency message was given up", extra={"action": "emergency"})

    @staticmethod
    def _refused(result: Delivered | Refused) -> None:
        if isinstance(result, Refused):
            log.critical("an emergency message was refused", extra={"action": "emergency"})

    def _alarm(self, chat_id: int | None) -> None:
        told = self._duty.staff_of(chat_id)
        for chat, language in told:
            self._queue(chat, self._words[language].alarm)
        for address, language in self._duty.mails:
            self._mail(address, self._words[language].alarm)
        log.critical(
            "words of danger came in while nothing can be stored; staff are alarmed",
            extra={
                "action": "emergency",
                "staff": len(told),
                "mails": len(self._duty.mails),
            },
        )

    def _card(self, words: Words) -> str:
        return words.card_nobody if self._duty.nobody else words.card

    def _mail(self, address: str, text: str) -> None:
        delivery = Delivery(
            kind=MessageKind.TEXT, chat_id=0, body=Body(text), road=Road.EMAIL, address=address
        )
        self._pending.append(_Pending(delivery))

    def _queue(self, chat_id: int, text: str) -> bool:
        """Return whether the words leave; an SMS that left just before does not once more."""
        number, body = number_of_chat(chat_id), Body(text, protect=True)
        if number is not None and not self._may_text(chat_id, text):
            return False
        delivery = Delivery(kind=MessageKind.TEXT, chat_id=chat_id, body=body)
        if number is not None:
            delivery = replace(delivery, chat_id=0, road=Road.SMS, address=number)
        self._pending.append(_Pending(delivery))
        return True

    def _may_text(self, chat_id: int, text: str) -> bool:
        """Return whether a number may have these words once more, by SMS."""
        now = self._clock()
        # Nothing older is kept: whoever floods us with forged numbers fills no memory.
        for known in list(takewhile(lambda one: not self._fresh(one, now), self._texted)):
            del self._texted[known]
        sent = [at for at in self._texted.get((chat_id, text), ()) if now - at < ROW_SECONDS]
        if len(sent) >= SMS_IN_ROW:
            log.error(
                "an SMS is not answered: the same words left just before; staff are alarmed",
                extra={"action": "emergency"},
            )
            return False
        self._texted.pop((chat_id, text), None)  # the latest stands last
        self._texted[chat_id, text] = [*sent, now]
        return True

    def _fresh(self, known: tuple[int, str], now: float) -> bool:
        return now - self._texted[known][-1] < ROW_SECONDS

    def _language(self, chat_id: int, person: Mapping[str, Any]) -> Language:
        known = self._duty.language_of(chat_id)
        if known is not None:
            return known
        spoken = str(person.get("language_code") or "")[:2].lower()
        return next((one for one in LANGUAGES if one == spoken), LANGUAGES[0])


def _sender(update: Mapping[str, Any]) -> tuple[int, Mapping[str, Any]] | None:
    """Return the private chat that an update came from and who wrote; None where nobody did."""
    tap = _inside(update, "callback_query")
    content = next((found for name in _MESSAGES if (found := _inside(update, name))), tap)
    person = _inside(content, "from")
    message = _inside(content, "message") if content is tap else content
    number = (_inside(message, "chat") or person).get("id")
    # A private chat has the number of the person; anything else is a group.
    return (number, person) if isinstance(number, int) and number == person.get("id") else None


def _inside(node: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = node.get(name)
    return found if isinstance(found, dict) else {}


def _texts(update: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of an update, whatever its kind; not those of a message of ours."""
    for name, content in update.items():
        if isinstance(content, dict) and name != "callback_query":
            yield from _words_in(content, 0)


def _words_in(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    for name, value in node.items():
        if name in _WORDS and isinstance(value, str):
            yield value
        elif depth < DEEPEST and name != "reply_to_message":
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    yield from _words_in(inner, depth + 1)


def _taps(update: Mapping[str, Any]) -> Iterator[str]:
    data = _inside(update, "callback_query").get("data")
    if isinstance(data, str):
        yield data
