"""Read a Bot API request: query string, JSON, form or multipart, into one dictionary of values."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from simulator.errors import bad_request
from simulator.records import Json

INTEGERS = frozenset({
    "chat_id", "message_id", "offset", "limit", "timeout", "cache_time", "max_connections",
    "message_thread_id", "user_id", "from_chat_id",
})  # fmt: skip
FLAGS = frozenset({
    "disable_notification", "protect_content", "allow_paid_broadcast", "show_alert",
    "drop_pending_updates", "disable_web_page_preview", "allow_sending_without_reply",
})  # fmt: skip
OBJECTS = frozenset({
    "entities", "link_preview_options", "reply_parameters", "reply_markup", "allowed_updates",
    "commands", "scope", "suggested_post_parameters",
})  # fmt: skip
TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


class Params(dict[str, Any]):
    """The values of one call, with readers that refuse what Telegram refuses.

    A file stands as words in the values, so that a call can be logged; `files` holds it.
    """

    files: Mapping[str, Upload] = MappingProxyType({})

    def text(self, name: str) -> str:
        """Return a string value, or an empty one when it is absent."""
        found = self.get(name, "")
        return found if isinstance(found, str) else json.dumps(found)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a number, or the default when it is absent or no number."""
        found = self.get(name, default)
        return found if isinstance(found, int) and not isinstance(found, bool) else default

    def flag(self, name: str) -> bool:
        """Return whether a switch is on."""
        return self.get(name) is True

    def object(self, name: str) -> Json | None:
        """Return a JSON object or None.

        Raises:
            BotApiError: 400 when the value is no JSON object.
        """
        found = self.get(name)
        if found is None or isinstance(found, dict):
            return found
        raise bad_request(f"can't parse {name.replace('_', ' ')}: object expected")

    def array(self, name: str) -> list[Any] | None:
        """Return a JSON array or None.

        Raises:
            BotApiError: 400 when the value is no JSON array.
        """
        found = self.get(name)
        if found is None or isinstance(found, list):
            return found
        raise bad_request(f"can't parse {name.replace('_', ' ')}: array expected")


async def read_params(request: web.Request) -> Params:
    """Return every parameter of a request, form-encoded values turned into their types.

    Raises:
        BotApiError: 400 when a JSON body cannot be read.
    """
    raw: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        raw |= await _json_body(request)
    elif request.can_read_body:
        form = await request.post()
        raw |= {name: _form_value(value) for name, value in form.items()}
        files = {name: _upload(value) for name, value in form.items() if _is_file(value)}
    return params_of(raw, files)


def params_of(raw: Mapping[str, Any], files: Mapping[str, Upload]) -> Params:
    """Return values as they were sent, turned into their types, with the files beside them."""
    sent = {name: f"<file {upload.name}>" for name, upload in files.items()} | dict(raw)
    params = Params({name: _typed(name, v) for name, v in sent.items() if v is not None})
    params.files = files
    return params


async def _json_body(request: web.Request) -> Json:
    body = await request.read()
    if not body:
        return {}
    try:
        found = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(found, dict):
        raise bad_request("can't parse JSON object")
    return found


def _is_file(value: Any) -> bool:
    return isinstance(value, FileField)


def _upload(value: Any) -> Upload:
    return Upload(value.filename, value.content_type, value.file.read())


def _form_value(value: Any) -> Any:
    if isinstance(value, FileField):
        return f"<file {value.filename}>"
    return value.decode() if isinstance(value, (bytes, bytearray)) else value


def _typed(name: str, value: Any) -> Any:
    if name in FLAGS and not isinstance(value, bool):
        return str(value).lower() in TRUE
    if not isinstance(value, str):
        return value
    if name in INTEGERS and re.fullmatch(r"-?\d{1,19}", value.strip()):
        return int(value)
    if name in OBJECTS:
        return _decoded(value)
    return value


def _decoded(value: str) -> Any:
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError:
        return value
