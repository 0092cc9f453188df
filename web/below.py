"""Serves the pages below a path of a larger site, whether or not the front server cuts it off."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Below:
    """Tells the router under which path this application is reached."""

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with the path that its own address begins with."""
        if scope["type"] == "http" and self._base:
            scope = {**scope, "root_path": self._base}
        await self._app(scope, receive, send)
