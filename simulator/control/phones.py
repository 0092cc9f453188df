"""``/control/phones``: phones over HTTP, with the verbs of :class:`simulator.phones.Phone`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.phones import Phone, PhoneError
from simulator.records import Json
from simulator.view import SeenMessage, seen_from

if TYPE_CHECKING:
    from simulator.server import Simulator

SENDING = frozenset({
    "open", "start", "write", "edit", "voice", "photo", "document", "sticker", "location",
    "contact", "key",
})  # fmt: skip
PRESSING = frozenset({"tap", "forge"})
DECIDING = frozenset({"block", "unblock", "delete", "delete_account"})
MESSAGES = frozenset({"message", "reply_to"})
LONGEST_WAIT = 60.0


class PhoneControl:
    """Lets a page or another process hold the phones."""

    def __init__(self, sim: Simulator) -> None:
        self._sim = sim

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes of the phones."""
        return [
            web.get("/control/phones", self._list),
            web.post("/control/phones", self._add),
            web.get("/control/phones/{id:\\d+}", self._show),
            web.get("/control/phones/{id:\\d+}/wait", self._wait),
            web.post("/control/phones/{id:\\d+}/{verb}", self._do),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        return web.json_response([phone_json(one) for one in self._sim.phones])

    async def _add(self, request: web.Request) -> web.Response:
        phone = self._sim.phone(**await request.json())
        return web.json_response(phone_json(phone))

    async def _show(self, request: web.Request) -> web.Response:
        return web.json_response(phone_json(self._phone(request)))

    async def _wait(self, request: web.Request) -> web.Response:
        """Wait for the next state after ``since`` (a mark), at most ``timeout`` seconds."""
        phone = self._phone(request)
        since = int(request.query.get("since", "0"))
        timeout = min(float(request.query.get("timeout", "10")), LONGEST_WAIT)
        await phone.changed(since=since, seconds=timeout)
        return web.json_response(phone_json(phone))

    async def _do(self, request: web.Request) -> web.Response:
        phone, verb = self._phone(request), request.match_info["verb"]
        if verb not in SENDING | PRESSING | DECIDING:
            raise LookupError(f"A phone cannot {verb}.")
        values: Json = await request.json() if request.can_read_body else {}
        try:
            result = await getattr(phone, verb)(**_arguments(values))
        except PhoneError as error:
            return web.json_response({"error": str(error)}, status=409)
        return web.json_response(_result(result))

    def _phone(self, request: web.Request) -> Phone:
        return self._sim.phone_by_id(int(request.match_info["id"]))


def phone_json(phone: Phone) -> Json:
    """Return all that a phone shows, and ``mark``, the number of the latest change."""
    found: Json = {
        "id": phone.id,
        "name": phone.name,
        "caption": phone.person.caption,
        "started": phone.person.writable,
        "blocked": phone.person.blocked,
        "deactivated": phone.person.deactivated,
        "messages": [one.json() for one in phone.messages],
        "answers": [vars(one) for one in phone.answers],
        "commands": phone.commands,
        "keys": [[key.label for key in row] for row in phone.person.keys],
        "mark": phone.mark,
    }
    return found | ({"language": phone.person.language} if phone.person.language else {})


def _arguments(values: Json) -> Json:
    return {
        name: seen_from(value) if name in MESSAGES and value else value
        for name, value in values.items()
    }


def _result(result: Any) -> Json:
    if isinstance(result, SeenMessage):
        return {"message": result.json()}
    return {"result": result} if result is not None else {}
