"""What is said when nothing can be stored: the one sender beside the outbox.

All that it needs is held in memory, and nothing it says names anybody or repeats a word.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from typing import Any

from channels.base import Channel, Delivered, Delivery, Refused, Unknown
from channels.duty_list import Address, DutyList
from domain.crew import Presence
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
_FAST_FIRST = (Road.TELEGRAM, Road.SMS, Road.EMAIL)
_Text = tuple[str, str, int | None]  # a number, words, and the chat that they are about
_MESSAGES = ("message", "edited_message", "business_message", "edited_business_message")
_WORDS = ("text", "caption")


class Alarm(StrEnum):
    """What staff are told: what became of the words, and whether a card is on its way."""

    NOT_KEPT_CARD = "not_kept_card"
    NOT_KEPT = "not_kept"
    NOT_HANDLED_CARD = "not_handled_card"
    NOT_HANDLED = "not_handled"
    CARD_FAILED = "card_failed"  # it was refused, or given up


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language, each text complete as it is.

    `card` and `not_stored` go by who is there: no number that nobody answers stands in them.
    """

    card: Callable[[Presence, Sequence[str]], str]  # for a chat of which nothing is known; lines
    not_stored: Callable[[Presence], str]
    alarms: Mapping[Alarm, str]  # to staff


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
    card_of: int | None = None  # whose help card it is
    attempts: int = 0
    unclear: int = 0


class Emergency:
    """Answers updates that cannot be stored, and alarms the staff on duty.

    Args:
        channel: Delivers; what it could not deliver is tried again at the next `unit`.
        words: What is said, by language.
        safety: How updates are judged.
        duty: Who is told about whom.
        now: Returns the present instant, UTC: who is told is chosen by it.
        clock: Counts seconds without ever going back.
    """

    def __init__(
        self,
        channel: Channel,
        words: Mapping[Language, Words],
        safety: Safety,
        duty: DutyList,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._now = now
        self._clock = clock
        self._channel = channel
        self._words = words
        self._safety = safety
        self._duty = duty
        self._pending: list[_Pending] = []
        self._texted: dict[_Text, list[float]] = {}

    def is_cry(self, update: Mapping[str, Any]) -> bool:
        """Return whether words of danger are in an update, so that it goes before all others."""
        return self._safety.judge(update) is ScreenLevel.CRISIS

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
        is_crisis = level is ScreenLevel.CRISIS
        if sender is not None and sender[0] not in self._duty.staff:
            answered = self._card(*sender) if is_crisis else self._not_stored(*sender)
        if level is not ScreenLevel.ORDINARY or not answered:
            has_card = is_crisis and sender is not None and answered
            alarm = Alarm.NOT_KEPT_CARD if has_card else Alarm.NOT_KEPT
            self._alarm(None if sender is None else sender[0], alarm)
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
        has_card = sender is not None and self._card(*sender)
        alarm = Alarm.NOT_HANDLED_CARD if has_card else Alarm.NOT_HANDLED
        self._alarm(None if sender is None else sender[0], alarm)
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
            if isinstance(result, Delivered):
                continue
            if isinstance(result, Refused):
                self._failed(one, "refused")
                continue
            one.attempts += 1
            one.unclear += isinstance(result, Unknown)
            if one.attempts < ATTEMPTS and one.unclear < UNCLEAR:
                self._pending.append(one)
            else:
                self._failed(one, "given up")

    def _failed(self, one: _Pending, how: str) -> None:
        log.critical("an emergency message was %s", how, extra={"action": "emergency"})
        if one.card_of is not None:
            self._alarm(one.card_of, Alarm.CARD_FAILED)

    def _alarm(self, chat_id: int | None, alarm: Alarm) -> None:
        told = self._duty.told(chat_id, self._now())
        # What a slow mail server holds up is nobody's first news.
        for way in sorted(told, key=lambda one: _FAST_FIRST.index(one.road)):
            self._tell(way, self._words[way.language].alarms[alarm], chat_id)
        log.critical(
            "words of danger came in that are not kept or not handled; staff are alarmed",
            extra={
                "action": "emergency",
                **{f"by_{road}": sum(way.road is road for way in told) for road in Road},
            },
        )
        if not told:
            log.critical("nobody can be told of them", extra={"action": "nobody_at_all"})

    def _tell(self, way: Address, text: str, chat_id: int | None) -> None:
        """Queue an alarm; of one chat a number has the same words three times in half an hour."""
        if way.road is Road.SMS and not self._may_text((way.address, text, chat_id)):
            return
        body = Body(text, protect=way.road is Road.TELEGRAM)
        delivery = Delivery(
            kind=MessageKind.TEXT,
            chat_id=way.chat_id,
            body=body,
            road=way.road,
            address=way.address,
        )
        self._pending.append(_Pending(delivery))

    def _card(self, chat_id: int, person: Mapping[str, Any]) -> bool:
        """Return whether the card leaves, with the lines that are open now."""
        now, words = self._now(), self._words[self._language(chat_id, person)]
        lines = self._duty.lines_for(chat_id, now)
        return self._queue(chat_id, words.card(self._duty.presence(now), lines), is_card=True)

    def _not_stored(self, chat_id: int, person: Mapping[str, Any]) -> bool:
        words = self._words[self._language(chat_id, person)]
        return self._queue(chat_id, words.not_stored(self._duty.presence(self._now())))

    def _queue(self, chat_id: int, text: str, *, is_card: bool = False) -> bool:
        """Return whether the words leave; an SMS that left just before does not once more."""
        number, body = number_of_chat(chat_id), Body(text, protect=True)
        kind = "card" if is_card else "other"  # its words change with the hour
        if number is not None and not self._may_text((number, kind, None)):
            log.error(
                "an SMS is not answered: the same words left just before; staff are alarmed",
                extra={"action": "emergency"},
            )
            return False
        delivery = Delivery(kind=MessageKind.TEXT, chat_id=chat_id, body=body)
        if number is not None:
            delivery = replace(delivery, chat_id=0, road=Road.SMS, address=number)
        self._pending.append(_Pending(delivery, card_of=chat_id if is_card else None))
        return True

    def _may_text(self, what: _Text) -> bool:
        """Return whether a number may have these words once more, by SMS."""
        now = self._clock()
        # Nothing older is kept: whoever floods us with forged numbers fills no memory.
        for known in list(takewhile(lambda one: not self._fresh(one, now), self._texted)):
            del self._texted[known]
        sent = [at for at in self._texted.get(what, ()) if now - at < ROW_SECONDS]
        if len(sent) >= SMS_IN_ROW:
            return False
        self._texted.pop(what, None)  # the latest stands last
        self._texted[what] = [*sent, now]
        return True

    def _fresh(self, known: _Text, now: float) -> bool:
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
