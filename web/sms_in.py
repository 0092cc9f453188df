"""Where an SMS gateway brings what youths write, and whether ours arrived: POST /sms/{secret}."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi.responses import PlainTextResponse, Response
from starlette.requests import ClientDisconnect, Request

PATH = "/sms/{secret}"
REPORTS = "/sms/{secret}/report"
BIGGEST = 64 * 1024  # bytes; a long SMS is below two thousand

# Takes the secret of the address, the content type and the body; returns status and words.
ReceiveSms = Callable[[str, str, bytes], Awaitable[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class SmsRoads:
    """Who takes what a gateway brings: messages, and delivery reports; None where nobody does."""

    messages: ReceiveSms | None = None
    reports: ReceiveSms | None = None


NO_SMS = SmsRoads()


class SmsInPage:
    """Hands each request to whoever stores it, and answers when that is done."""

    def __init__(self, receive: ReceiveSms) -> None:
        self._receive = receive

    async def take(self, request: Request) -> Response:
        """Return an answer with the status of what became of the message."""
        body = bytearray()
        try:
            async for part in request.stream():
                body += part
                if len(body) > BIGGEST:
                    return PlainTextResponse("That is too long for an SMS.", 413)
        except ClientDisconnect:
            return Response(status_code=400)
        secret = str(request.path_params["secret"])
        kind = request.headers.get("Content-Type", "")
        status, words = await self._receive(secret, kind, bytes(body))
        return PlainTextResponse(words, status)
