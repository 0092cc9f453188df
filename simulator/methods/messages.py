"""``sendMessage``, ``sendPhoto``, ``sendDocument``, the edits and ``deleteMessage``."""

from simulator import attachments, checks
from simulator.errors import NOT_MODIFIED, BotApiError, bad_request
from simulator.parsing import Params
from simulator.records import Json, Keyboard, Message, Person
from simulator.state import State

DELETABLE_FOR = 48 * 3600


async def send_message(state: State, params: Params) -> Json:
    """Put a text into a chat and return the Message.

    Raises:
        BotApiError: in Telegram's words when it cannot be sent.
    """
    return _send(state, params, checks.find_person(state, params), checks.text_content(params))


def _send(state: State, params: Params, person: Person, content: Json) -> Json:
    if "text" not in content:
        content = content | checks.caption(params)
    keyboard = checks.inline_keyboard(params)
    target = checks.reply_target(state, person, params)
    checks.may_be_written_to(person)
    message = state.add_message(person, state.bot.user(), content)
    message.keyboard = keyboard
    if checks.changes_keys(params):
        person.keys, person.keys_leave = checks.reply_keyboard(params)
        state.tell("phone", person)
    message.reply_to = target
    message.silent = params.flag("disable_notification")
    message.protected = params.flag("protect_content")
    state.show(message)
    return message.json()


async def send_photo(state: State, params: Params) -> Json:
    """Put a photo into a chat and return the Message.

    Raises:
        BotApiError: in Telegram's words when it cannot be sent.
    """
    person, upload = checks.find_person(state, params), checks.upload(params, "photo")
    return _send(state, params, person, attachments.sent_photo(state, upload))


async def send_document(state: State, params: Params) -> Json:
    """Put a document into a chat and return the Message.

    Raises:
        BotApiError: in Telegram's words when it cannot be sent.
    """
    person, upload = checks.find_person(state, params), checks.upload(params, "document")
    return _send(state, params, person, attachments.sent_document(state, upload))


async def edit_text(state: State, params: Params) -> Json:
    """Replace a message's text, and its buttons (none given = none left).

    Raises:
        BotApiError: 400 when it is gone, not the bot's, or would not change.
    """
    message = _own_message(state, params)
    content = checks.text_content(params)
    return _change(state, message, content, checks.inline_keyboard(params, editing=True))


async def edit_buttons(state: State, params: Params) -> Json:
    """Replace only the buttons of a message (none given = none left).

    Raises:
        BotApiError: 400 when it is gone, not the bot's, or would not change.
    """
    message = _own_message(state, params)
    return _change(state, message, message.content, checks.inline_keyboard(params, editing=True))


async def delete_message(state: State, params: Params) -> bool:
    """Remove a message on both sides; only within 48 hours.

    Raises:
        BotApiError: 400 when it is gone or too old.
    """
    message = checks.bot_message(state, params, missing="message to delete not found")
    if state.unix() - message.date >= DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    state.show(message, deleted=True)
    return True


def _own_message(state: State, params: Params) -> Message:
    message = checks.bot_message(state, params, missing="message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    checks.may_be_written_to(message.person)
    return message


def _change(state: State, message: Message, content: Json, keyboard: Keyboard | None) -> Json:
    if content == message.content and keyboard == message.keyboard:
        raise BotApiError(400, NOT_MODIFIED)
    if content.get("text") != message.content.get("text"):
        message.history.append(message.text)
    message.content = content
    message.keyboard = keyboard
    message.edit_date = state.unix()
    state.show(message)
    return message.json()
