"""Requests to a Telegram that runs in this very process: no socket, the same handler behind it.

For simulations, where a year of requests must fit into a minute.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.request import BaseRequest, RequestData

from channels.telegram_http import NoAnswer, NotSent

# Answers a call: its address, the fields of its form, its files (name, kind, bytes). Raises
# ConnectionRefusedError when nobody listens, and ConnectionError when an answer is lost.
Answer = Callable[
    [str, Mapping[str, str], Mapping[str, tuple[str, bytes, str]]],
    Awaitable[tuple[int, str]],
]


class DirectRequest(BaseRequest):
    """Hands each request to a function. Repeats nothing, as `AiohttpRequest`."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may take: as long as it takes."""
        return None

    async def initialize(self) -> None:
        """Do nothing: there is no pool."""

    async def shutdown(self) -> None:
        """Do nothing: there is no pool."""

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
            NotSent: Nobody listens.
            NoAnswer: Nobody can know whether it arrived.
        """
        fields = {} if request_data is None else request_data.json_parameters
        files: dict[str, Any] = {}
        if request_data is not None and request_data.contains_files:
            files = dict(request_data.multipart_data or {})
        try:
            status, body = await self._answer(url, fields, files)
        except ConnectionRefusedError as error:
            raise NotSent(f"no connection ({type(error).__name__})") from error
        except ConnectionError as error:
            raise NoAnswer(f"the connection broke ({type(error).__name__})") from error
        return status, body.encode()
