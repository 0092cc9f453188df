"""The Telegram channel: one call a delivery, and every error translated into what it means."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from channels.base import (
    Delay,
    Delivered,
    Delivery,
    Refusal,
    Refused,
    Result,
    RetryLater,
    Unknown,
)
from channels.telegram_http import NoAnswer, NoAnswerInTime, NotSent, NotSentInTime
from domain.message import Body, MessageKind

log = logging.getLogger(__name__)

TOKEN_SECONDS = 60.0  # between two attempts with a token that Telegram does not know

# Telegram's words, in lower case. python-telegram-bot changes the capitals and cuts prefixes off.
_FORBIDDEN = (
    ("bot was blocked", Refusal.BLOCKED),
    ("user is deactivated", Refusal.DEACTIVATED),
    ("can't initiate conversation", Refusal.NOT_STARTED),
    ("can't send messages to bots", Refusal.NOT_STARTED),
    ("bot was kicked", Refusal.KICKED),
    ("bot is not a member", Refusal.KICKED),
)
_BAD_REQUEST = (
    ("chat not found", Refusal.NO_CHAT),
    ("user not found", Refusal.NO_CHAT),
    ("peer_id_invalid", Refusal.NO_CHAT),
    ("group chat was upgraded", Refusal.MOVED),
    ("group chat was deactivated", Refusal.NO_CHAT),
    ("have no rights to send", Refusal.KICKED),
    ("message to edit not found", Refusal.GONE),
    ("message can't be edited", Refusal.GONE),
    ("message_id_invalid", Refusal.GONE),
)
_NOT_MODIFIED = "message is not modified"
_SHOWN, _HIDDEN = LinkPreviewOptions(is_disabled=False), LinkPreviewOptions(is_disabled=True)


class TelegramChannel:
    """Delivers through one bot. Makes each call once: whether to try again is the outbox's."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def deliver(self, delivery: Delivery) -> Result:
        """Make the one call that the delivery needs, and return what became of it."""
        try:
            return await self._call(delivery)
        except Exception as error:  # noqa: BLE001 - whatever it is, the outbox must be told
            return translate(error, edits=delivery.edits)

    async def _call(self, delivery: Delivery) -> Result:
        body, chat_id = delivery.body, delivery.chat_id
        preview = _SHOWN if body.preview else _HIDDEN
        answer: Message | bool
        match delivery.kind:
            case MessageKind.TEXT:
                answer = await self._bot.send_message(
                    chat_id,
                    body.text,
                    reply_markup=_below_the_chat(body) or _keyboard(body),
                    disable_notification=body.silent,
                    protect_content=body.protect,
                    link_preview_options=preview,
                )
            case MessageKind.PHOTO | MessageKind.DOCUMENT:
                answer = await self._send_file(delivery)
            case MessageKind.EDIT_TEXT:
                answer = await self._bot.edit_message_text(
                    body.text,
                    chat_id,
                    delivery.edits,
                    reply_markup=_keyboard(body),
                    link_preview_options=preview,
                )
            case MessageKind.EDIT_BUTTONS:
                answer = await self._bot.edit_message_reply_markup(
                    chat_id, delivery.edits, reply_markup=_keyboard(body)
                )
        return Delivered(answer.message_id if isinstance(answer, Message) else delivery.edits)

    async def _send_file(self, delivery: Delivery) -> Message:
        body, file = delivery.body, delivery.file
        if file is None:
            raise ValueError("A photo or document needs its file.")
        content = InputFile(file.content, filename=file.name)
        common: dict[str, Any] = {
            "caption": body.text or None,
            "reply_markup": _keyboard(body),
            "disable_notification": body.silent,
            "protect_content": body.protect,
        }
        if delivery.kind is MessageKind.PHOTO:
            return await self._bot.send_photo(delivery.chat_id, content, **common)
        return await self._bot.send_document(delivery.chat_id, content, **common)


def _below_the_chat(body: Body) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """Return the button that sends the own number, or what takes it away; None for neither."""
    if body.drop_keyboard:
        return ReplyKeyboardRemove()
    if body.ask_number is None:
        return None
    share = KeyboardButton(body.ask_number, request_contact=True)
    return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)


def _keyboard(body: Body) -> InlineKeyboardMarkup | None:
    if not body.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, callback_data=button.data, url=button.url)
                for button in row
            ]
            for row in body.buttons
        ]
    )


def translate(error: BaseException, *, edits: int | None = None) -> Result:
    """Return what an error of a call means for the message.

    Args:
        error: What the call raised.
        edits: The number of the message that was to be changed, for edits.
    """
    if isinstance(error, BadRequest) and _NOT_MODIFIED in error.message.lower():
        return Delivered(edits)
    for kind in type(error).__mro__:
        if kind in MEANINGS:
            return MEANINGS[kind](error, f"{type(error).__name__}: {error}")
    log.error(
        "a call to Telegram failed in a way that nobody has thought of",
        extra={"action": "telegram_error_unknown"},
        exc_info=error,
    )
    return Unknown(type(error).__name__)


def _wait(error: Any, detail: str) -> Result:
    period: int | timedelta = error.retry_after
    seconds = period.total_seconds() if isinstance(period, timedelta) else float(period)
    return RetryLater(Delay.TOO_MANY, detail, seconds)


def _moved(error: Any, detail: str) -> Result:
    return Refused(Refusal.MOVED, detail, error.new_chat_id)


def _forbidden(error: Any, detail: str) -> Result:
    return Refused(_find(_FORBIDDEN, error) or Refusal.BLOCKED, detail)


def _bad_request(error: Any, detail: str) -> Result:
    return Refused(_find(_BAD_REQUEST, error) or Refusal.CONTENT, detail)


def _wrong_token(_error: Any, detail: str) -> Result:
    return RetryLater(Delay.TOKEN, detail, TOKEN_SECONDS)


def _conflict(_error: Any, detail: str) -> Result:
    return RetryLater(Delay.CONFLICT, detail)


def _not_sent(_error: Any, detail: str) -> Result:
    return RetryLater(Delay.NOT_REACHED, detail)


def _unknown(_error: Any, detail: str) -> Result:
    return Unknown(detail)


def _by_cause(error: Any, detail: str) -> Result:
    # The library's own client hides in the cause whether anything was sent at all. Anything else,
    # a 5xx too, is unclear: a gateway may answer for a server that has done what it was told.
    name = type(error.__cause__).__name__
    if name in {"ConnectError", "ConnectTimeout", "PoolTimeout"}:
        return RetryLater(Delay.NOT_REACHED, detail)
    return Unknown(detail)


# What each error means, by its nearest named class: `BadRequest` is a `NetworkError` to the
# library, though the first is an answer and the other the lack of one.
MEANINGS: Mapping[type[BaseException], Callable[[Any, str], Result]] = MappingProxyType(
    {
        RetryAfter: _wait,
        ChatMigrated: _moved,
        Forbidden: _forbidden,
        BadRequest: _bad_request,
        InvalidToken: _wrong_token,
        EndPointNotFound: _wrong_token,
        Conflict: _conflict,
        NotSent: _not_sent,
        NotSentInTime: _not_sent,
        NoAnswer: _unknown,
        NoAnswerInTime: _unknown,
        TimedOut: _by_cause,
        NetworkError: _by_cause,
        PassportDecryptionError: _unknown,
        TelegramError: _unknown,  # an answer that is no JSON
    }
)


def _find(words: tuple[tuple[str, Refusal], ...], error: TelegramError) -> Refusal | None:
    said = error.message.lower()
    return next((refusal for part, refusal in words if part in said), None)
