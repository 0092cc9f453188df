"""The command menu: seven scopes and a language each; the most specific one is shown."""

import re
from typing import Any

from simulator.errors import bad_request
from simulator.parsing import Params
from simulator.records import Json, Person
from simulator.state import State

NAME = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
SCOPES = frozenset({
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators",
    "chat", "chat_administrators", "chat_member",
})  # fmt: skip


async def set_commands(state: State, params: Params) -> bool:
    """Store the menu of a scope and language.

    Raises:
        BotApiError: 400 for a name, description, scope or language that Telegram refuses.
    """
    wanted = params.array("commands")
    if wanted is None:
        raise bad_request("can't parse commands: array expected")
    if len(wanted) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    state.commands[_key(params)] = [_checked(one) for one in wanted]
    state.hub.publish("commands")
    return True


async def get_commands(state: State, params: Params) -> list[Json]:
    """Return the menu stored for exactly this scope and language."""
    return state.commands.get(_key(params), [])


async def delete_commands(state: State, params: Params) -> bool:
    """Forget the menu of a scope and language."""
    state.commands.pop(_key(params), None)
    state.hub.publish("commands")
    return True


def commands_for(state: State, person: Person) -> list[Json]:
    """Return the menu that a person sees in the private chat."""
    language = (person.language or "")[:2]
    for scope in (f"chat {person.id}", "all_private_chats", "default"):
        for tongue in (language, ""):
            if found := state.commands.get((scope, tongue)):
                return found
    return []


def _key(params: Params) -> tuple[str, str]:
    scope = params.object("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    language = params.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    parts = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return " ".join([kind, *parts]), language


def _checked(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("expected an Object as BotCommand")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", ""))
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
