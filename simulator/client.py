"""The phones of a simulator in another process, over HTTP, with the same verbs.

async with SimulatorClient(page_url) as sim:
    amal = await sim.phone("Amal")
    await amal.start("invitation-code")
    await amal.wait_for("Hej")
"""

import asyncio
from types import TracebackType
from typing import Any, Self

import aiohttp

from simulator.phones import PhoneError
from simulator.records import Json
from simulator.screen import Wanted, fits
from simulator.view import Answer, SeenMessage, seen_from

ONE_WAIT = 20.0
ERRORS: dict[int, type[Exception]] = {400: ValueError, 404: LookupError, 409: PhoneError}


class SimulatorClient:
    """Drives a simulator by its ``page_url``."""

    def __init__(self, page_url: str) -> None:
        self._base = page_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connection."""
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()

    async def get(self, path: str, **query: str | float) -> Any:
        """Return the JSON at a control path.

        Raises:
            LookupError, ValueError, PhoneError: as the same act in Python would.
        """
        return await self._call("GET", path, params=query)

    async def post(self, path: str, **values: Any) -> Any:
        """Post values to a control path and return the JSON answer; raises as :meth:`get`."""
        return await self._call("POST", path, json=values)

    async def _call(self, verb: str, path: str, **how: Any) -> Any:
        assert self._session is not None, "Use `async with SimulatorClient(...)`."
        async with self._session.request(verb, self._base + path, **how) as response:
            body = await response.json()
            if response.status != 200:
                raise ERRORS.get(response.status, RuntimeError)(body.get("error", body))
            return body

    async def phone(self, name: str, *, language: str | None = "da") -> "RemotePhone":
        """Return a new phone in the hands of somebody whom the bot has never met."""
        return RemotePhone(self, await self.post("/control/phones", name=name, language=language))

    async def phones(self) -> list["RemotePhone"]:
        """Return the phones that there are."""
        return [RemotePhone(self, shown) for shown in await self.get("/control/phones")]

    async def fault(self, **settings: Any) -> Json:
        """Set a fault (see docs/reference/simulator.md) and return it with its id."""
        found: Json = await self.post("/control/faults", **settings)
        return found

    async def calls(self, method: str = "", *, after: int = 0) -> list[Json]:
        """Return the logged calls of a method (or of all) after a number."""
        query: dict[str, str | float] = {"after": after}
        if method:
            query["method"] = method
        found: list[Json] = await self.get("/control/calls", **query)
        return found

    async def jump(self, seconds: float) -> Json:
        """Move the clock and return it when the jump has ended."""
        found: Json = await self.post("/control/clock", seconds=seconds)
        return found


class RemotePhone:
    """A phone as it looked when it was last read; every verb reads it again."""

    def __init__(self, sim: SimulatorClient, shown: Json) -> None:
        self._sim = sim
        self._shown = shown

    @property
    def id(self) -> int:
        """The user's and the chat's id."""
        return int(self._shown["id"])

    @property
    def name(self) -> str:
        """The first name."""
        return str(self._shown["name"])

    @property
    def messages(self) -> list[SeenMessage]:
        """Return what the chat showed, oldest first."""
        return [seen_from(one) for one in self._shown["messages"]]

    @property
    def last(self) -> SeenMessage:
        """Return the newest message from the bot; LookupError when there is none."""
        found = [one for one in self.messages if one.from_bot]
        if not found:
            raise LookupError(f"The bot has written nothing to {self.name}.")
        return found[-1]

    @property
    def answers(self) -> list[Answer]:
        """Return the answers to pressed buttons, oldest first."""
        return [Answer(**one) for one in self._shown["answers"]]

    @property
    def mark(self) -> int:
        """Return the number of the latest change that was read."""
        return int(self._shown["mark"])

    async def refresh(self) -> None:
        """Read the phone again."""
        self._shown = await self._sim.get(f"/control/phones/{self.id}")

    async def open(self, link: str) -> SeenMessage:
        """Open a ``t.me`` deep link and press START."""
        return await self._send("open", link=link)

    async def start(self, payload: str = "") -> SeenMessage:
        """Press START."""
        return await self._send("start", payload=payload)

    async def write(self, text: str) -> SeenMessage:
        """Send a text."""
        return await self._send("write", text=text)

    async def edit(self, message: SeenMessage, text: str) -> SeenMessage:
        """Change an own text."""
        return await self._send("edit", message=message.json(), text=text)

    async def attach(self, kind: str, **values: Any) -> SeenMessage:
        """Send a voice, photo, document, sticker, location or contact."""
        return await self._send(kind, **values)

    async def key(self, label: str) -> SeenMessage:
        """Press a key of the keyboard below the chat."""
        return await self._send("key", label=label)

    async def tap(self, wanted: str, message: SeenMessage | None = None) -> str:
        """Press a button by label or data; return the query id."""
        return await self._press("tap", wanted=wanted, message=message and message.json())

    async def forge(self, data: str, message: SeenMessage | None = None) -> str:
        """Press a button that was never there; return the query id."""
        return await self._press("forge", data=data, message=message and message.json())

    async def block(self) -> None:
        """Block the bot."""
        await self._do("block")

    async def unblock(self) -> None:
        """Lift the block."""
        await self._do("unblock")

    async def wait_for(
        self,
        wanted: Wanted,
        *,
        timeout: float = 10,  # noqa: ASYNC109 (the same word as on the phones)
        since: int = 0,
    ) -> SeenMessage:
        """Return the newest message from the bot that fits, waiting up to real seconds.

        Raises:
            TimeoutError: when it does not come.
        """
        async with asyncio.timeout(timeout):
            await self.refresh()
            while True:
                for one in reversed(self.messages):
                    if one.from_bot and one.seq > since and fits(one, wanted):
                        return one
                path = f"/control/phones/{self.id}/wait"
                self._shown = await self._sim.get(path, since=self.mark, timeout=ONE_WAIT)

    async def _do(self, verb: str, **values: Any) -> Json:
        path = f"/control/phones/{self.id}/{verb}"
        found: Json = await self._sim.post(path, **values)
        await self.refresh()
        return found

    async def _send(self, verb: str, **values: Any) -> SeenMessage:
        return seen_from((await self._do(verb, **values))["message"])

    async def _press(self, verb: str, **values: Any) -> str:
        return str((await self._do(verb, **values))["result"])
