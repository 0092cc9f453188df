"""``getMe`` and the texts of the bot's profile."""

from simulator.errors import bad_request
from simulator.parsing import Params
from simulator.records import Json
from simulator.state import State

LIMITS = {"name": 64, "description": 512, "short_description": 120}


async def get_me(state: State, _params: Params) -> Json:
    """Return the bot's own User with the fields that only getMe has."""
    return state.bot.user() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def set_name(state: State, params: Params) -> bool:
    """Store the shown name for a language."""
    return _set(state, "name", params)


async def get_name(state: State, params: Params) -> Json:
    """Return the shown name for a language."""
    return _get(state, "name", params, state.bot.first_name)


async def set_description(state: State, params: Params) -> bool:
    """Store the text of the empty chat for a language."""
    return _set(state, "description", params)


async def get_description(state: State, params: Params) -> Json:
    """Return the text of the empty chat for a language."""
    return _get(state, "description", params, "")


async def set_short_description(state: State, params: Params) -> bool:
    """Store the profile text for a language."""
    return _set(state, "short_description", params)


async def get_short_description(state: State, params: Params) -> Json:
    """Return the profile text for a language."""
    return _get(state, "short_description", params, "")


def _set(state: State, field: str, params: Params) -> bool:
    value = params.text(field)
    if len(value) > LIMITS[field]:
        raise bad_request(f"{field.upper()}_TOO_LONG")
    state.profile[field, params.text("language_code")] = value
    state.hub.publish("profile")
    return True


def _get(state: State, field: str, params: Params, default: str) -> Json:
    own = state.profile.get((field, params.text("language_code")))
    return {field: own or state.profile.get((field, "")) or default}
