"""The checks that Telegram makes before it accepts a call, each with Telegram's words."""

import re
from typing import Any
from urllib.parse import urlsplit

from simulator.entities import find_entities
from simulator.errors import BLOCKED, DEACTIVATED, NOT_STARTED, BotApiError, bad_request, moved
from simulator.formatting import parse_html, utf16
from simulator.parsing import Params, Upload
from simulator.records import Group, Json, Key, Keyboard, Message, Person
from simulator.state import State

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
BUTTON_LIMIT = 100
DATA_LIMIT = 64
OTHER_KEYBOARDS = frozenset({"keyboard", "remove_keyboard", "force_reply"})
BUTTON_KINDS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay",
})  # fmt: skip


def find_person(state: State, params: Params) -> Person:
    """Return the person behind ``chat_id``.

    Raises:
        BotApiError: 400 when the id is missing or unknown.
    """
    chat_id = params.get("chat_id")
    if chat_id in (None, "", 0):
        raise bad_request("chat_id is empty")
    person = state.people.get(chat_id) if isinstance(chat_id, int) else None
    if person is None:
        raise bad_request("chat not found")
    return person


def may_be_written_to(person: Person) -> None:
    """Raise Telegram's 403 when the person blocked the bot, is gone, or never started it."""
    if isinstance(person, Group) and person.moved_to is not None:
        raise moved(person.moved_to)
    if person.deactivated:
        raise BotApiError(403, DEACTIVATED)
    if person.blocked:
        raise BotApiError(403, BLOCKED)
    if not person.writable:
        raise BotApiError(403, NOT_STARTED)


def text_content(params: Params) -> Json:
    """Return ``text``, ``entities`` and ``link_preview_options`` as the message will hold them.

    Raises:
        BotApiError: 400 for an empty or too long text, or markup that cannot be parsed.
    """
    source = params.text("text")
    text, entities = _formatted(source, params)
    text, entities = _trimmed(text, entities)
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if found := find_entities(text, entities):
        content["entities"] = found
    if preview := params.object("link_preview_options"):
        content["link_preview_options"] = _without_nulls(preview)
    return content


def _formatted(source: str, params: Params) -> tuple[str, list[Json]]:
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return parse_html(source)
    if mode:
        raise bad_request("unsupported parse_mode")
    return source, [_explicit(one, utf16(source)) for one in params.array("entities") or []]


def _explicit(entity: Any, length: int) -> Json:
    if not isinstance(entity, dict) or "type" not in entity:
        raise bad_request("can't parse MessageEntity: object expected")
    offset, size = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(size, int) or offset + size > length:
        raise bad_request("entity beginning or end is outside of the text")
    return _without_nulls(entity)


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut white space at both ends, as Telegram does, and move the entities along."""
    lead = utf16(text) - utf16(text.lstrip())
    kept = text.strip()
    end = utf16(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            moved.append(entity | {"offset": start, "length": stop - start})
    return kept, moved


def inline_keyboard(params: Params, *, editing: bool = False) -> Keyboard | None:
    """Return the checked inline keyboard, or None when there is none.

    Reply keyboards are accepted where they may be sent (:func:`reply_keyboard`), and never come
    back in an answer.

    Raises:
        BotApiError: 400 for markup that Telegram refuses.
    """
    markup = params.get("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if not editing and OTHER_KEYBOARDS & markup.keys():
            return None
        raise bad_request("inline keyboard expected")
    return _checked_rows(rows)


def changes_keys(params: Params) -> bool:
    """Return whether the markup puts a keyboard below the chat, or takes it away."""
    markup = params.get("reply_markup")
    return isinstance(markup, dict) and bool({"keyboard", "remove_keyboard"} & markup.keys())


def reply_keyboard(params: Params) -> tuple[tuple[tuple[Key, ...], ...], bool]:
    """Return the keyboard below the chat, and whether it goes away when it has been used.

    Raises:
        BotApiError: 400 for a keyboard that Telegram refuses.
    """
    markup = params.get("reply_markup")
    rows = markup.get("keyboard", []) if isinstance(markup, dict) else []
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array')
    keys = tuple(tuple(_key(one) for one in row) for row in rows)
    return keys, bool(isinstance(markup, dict) and markup.get("one_time_keyboard"))


def _key(given: Any) -> Key:
    label = given.get("text") if isinstance(given, dict) else given
    if not isinstance(label, str) or not label.strip():
        raise bad_request("keyboard button text must be non-empty")
    return Key(label, isinstance(given, dict) and bool(given.get("request_contact")))


def _checked_rows(rows: Any) -> Keyboard | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in keyboard) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return keyboard or None


def _without_nulls(values: Json) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _button(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("inline keyboard button must be an Object")
    button = _without_nulls(given)
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: button text is empty")
    kinds = BUTTON_KINDS & button.keys()
    if not kinds:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    _check_button_value(button)
    return button


def _check_button_value(button: Json) -> None:
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _is_link(str(button["url"])):
        words = f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        raise bad_request(words)


def _is_link(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme in ("tg", "ton"):
        return True
    # Telegram takes no host without a dot, so a link to "localhost" is refused here as there.
    return parts.scheme in ("http", "https") and re.search(r"[^.]\.[^.]", parts.netloc) is not None


def caption(params: Params) -> Json:
    """Return the caption and its entities; nothing where there is none.

    Raises:
        BotApiError: 400 when it is too long, or its markup cannot be parsed.
    """
    text, entities = _trimmed(*_formatted(params.text("caption"), params))
    if utf16(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if text and (found := find_entities(text, entities)):
        content["caption_entities"] = found
    return content


def upload(params: Params, name: str) -> Upload:
    """Return the file that came with a call.

    Raises:
        BotApiError: 400 when there is none: file ids and addresses are not fetched here.
    """
    found = params.files.get(name)
    if found is None or not found.content:
        raise bad_request(f"there is no {name} in the request")
    return found


def reply_target(state: State, person: Person, params: Params) -> Message | None:
    """Return the message that is replied to, or None.

    Raises:
        BotApiError: 400 when it is gone and the call does not allow that, or when the quote is
            no part of its words.
    """
    wanted = params.object("reply_parameters")
    if not wanted:
        return None
    found = state.messages.get(wanted.get("message_id", 0))
    if found is not None and found.person is person and not found.deleted:
        if wanted.get("quote") and str(wanted["quote"]) not in found.text:
            raise bad_request("QUOTE_TEXT_INVALID")
        return found
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def bot_message(state: State, params: Params, *, missing: str) -> Message:
    """Return a message of the chat by ``message_id``.

    Raises:
        BotApiError: 400 with the words of ``missing`` when there is none.
    """
    person = find_person(state, params)
    if not params.get("message_id"):
        raise bad_request("message identifier is not specified")
    found = state.messages.get(params.integer("message_id"))
    if found is None or found.person is not person or found.deleted:
        raise bad_request(missing)
    return found
