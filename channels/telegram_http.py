"""Requests to Telegram over aiohttp, for python-telegram-bot's supported extension point.

Its default client reaches a few hundred messages a second and merges causes that we must tell
apart: what was surely not sent, and what nobody can know.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Asks the library for the type that it will use in the future; the other one warns at each 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

Carrier = BaseRequest  # what carries requests to Telegram, one way or another

CONNECTIONS = 100
CONNECT_SECONDS = 5.0
POOL_SECONDS = 5.0  # waiting for a free connection
READ_SECONDS = 10.0


class NotSent(NetworkError):  # noqa: N818 - says what is sure
    """No connection was had, so not a byte of the request was sent."""


class NotSentInTime(TimedOut):
    """No connection was had in time, so not a byte of the request was sent."""


class NoAnswer(NetworkError):  # noqa: N818
    """The connection broke when the request may have been sent already."""


class NoAnswerInTime(TimedOut):
    """The request was sent and no answer came in time."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Bot calls and long polling each need an instance of their own.

    Repeats nothing and follows no redirect: a request is made once, or not at all. Errors name
    the kind of their cause only, because addresses hold the token.
    """

    def __init__(
        self, *, connections: int = CONNECTIONS, read_seconds: float = READ_SECONDS
    ) -> None:
        self._connections = connections
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may take, in seconds."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the pool; nothing is connected yet. May be repeated."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close every connection. May be repeated."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913 - as the base class has it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; return the HTTP status and the body.

        Raises:
            NotSent, NotSentInTime: Surely not sent.
            NoAnswer, NoAnswerInTime: Nobody can know.
        """
        if self._session is None or self._session.closed:
            raise NotSent("the request pool is not open; call initialize() first")
        connect = _seconds(connect_timeout, CONNECT_SECONDS)
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_sum(connect, _seconds(pool_timeout, POOL_SECONDS)),
            sock_connect=connect,
            sock_read=_seconds(read_timeout, self._read_seconds),
        )
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except aiohttp.ConnectionTimeoutError as error:
            raise NotSentInTime(f"no connection in time ({type(error).__name__})") from error
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL) as error:
            raise NotSent(f"no connection ({type(error).__name__})") from error
        except TimeoutError as error:
            raise NoAnswerInTime(f"no answer in time ({type(error).__name__})") from error
        except (aiohttp.ClientError, OSError) as error:
            raise NoAnswer(f"the connection broke ({type(error).__name__})") from error


_OF_MESSAGE = ("message_id", "date", "chat")


class KnownBot(BaseRequest):
    """Answers the first `getMe` from what is known, so that a start never needs Telegram.

    After that, or where nothing is known, every request goes to `inner`.
    """

    def __init__(self, inner: BaseRequest, about: Mapping[str, Any] | None) -> None:
        self._inner = inner
        self._about = about

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may take, in seconds."""
        return self._inner.read_timeout

    async def initialize(self) -> None:
        """Open the pool."""
        await self._inner.initialize()

    async def shutdown(self) -> None:
        """Close every connection."""
        await self._inner.shutdown()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer; of a message that was sent, only what tells it from others.

        Nobody reads the rest, and to make objects of it costs as much as the call. Of one that
        was changed nothing is read: whoever changes it knows which it is.
        """
        answer = BaseRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, dict) and "edit_date" in result:
            answer["result"] = True  # as Telegram says it of messages that are not ours
        elif isinstance(result, dict) and "message_id" in result:
            answer["result"] = {name: result[name] for name in _OF_MESSAGE if name in result}
        return answer

    async def do_request(  # noqa: PLR0913 - as the base class has it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request, or answer it from memory."""
        if self._about is not None and url.rsplit("/", 1)[-1].lower() == "getme":
            about, self._about = self._about, None
            return 200, json.dumps({"ok": True, "result": dict(about)}).encode()
        return await self._inner.do_request(
            url=url,
            method=method,
            request_data=request_data,
            read_timeout=read_timeout,
            write_timeout=write_timeout,
            connect_timeout=connect_timeout,
            pool_timeout=pool_timeout,
        )


def made_up_bot(bot_id: int, username: str) -> Mapping[str, Any]:
    """Return what `getMe` would say at least, before the first contact with Telegram."""
    return {"id": bot_id, "is_bot": True, "first_name": username, "username": username}


def _seconds(given: Any, otherwise: float) -> float | None:
    if given is BaseRequest.DEFAULT_NONE:
        return otherwise
    return None if given is None else float(given)


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _form(request_data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
