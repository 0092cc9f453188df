"""Where Telegram brings updates: POST /telegram/webhook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi.responses import Response
from starlette.requests import ClientDisconnect, Request

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
BIGGEST = 1024 * 1024  # bytes; an update is a few thousand

# Takes the secret that came along and the body; returns the status to answer with.
Receive = Callable[[str | None, bytes], Awaitable[int]]


class WebhookPage:
    """Hands each request to whoever stores it, and answers when that is done."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive

    async def take(self, request: Request) -> Response:
        """Return an empty answer with the status of what became of the update."""
        body = bytearray()
        try:
            async for part in request.stream():
                body += part
                if len(body) > BIGGEST:
                    return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        secret = request.headers.get(SECRET_HEADER)
        return Response(status_code=await self._receive(secret, bytes(body)))
