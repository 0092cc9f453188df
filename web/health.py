"""Whether this installation does what it promises, for whoever watches it: GET /health."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from fastapi.responses import JSONResponse
from starlette.requests import Request

# Names of what is wrong, such as `outbox_stuck`; none when all is well. Never a person's data.
Health = Callable[[], Awaitable[Sequence[str]]]


class HealthPage:
    """Answers 200 when all is well and 503 with named reasons when it is not."""

    def __init__(self, health: Health) -> None:
        self._health = health

    async def show(self, request: Request) -> JSONResponse:
        """Return the state as JSON: `ok`, and the names of the reasons."""
        reasons = list(await self._health())
        return JSONResponse({"ok": not reasons, "reasons": reasons}, 503 if reasons else 200)
