"""A sign of life to a monitor outside: as long as it comes, all is well here."""

from __future__ import annotations

import logging

import aiohttp

log = logging.getLogger(__name__)

SECONDS = 10.0  # for the whole call
_FIRST_ERROR = 400


async def ping(url: str, *, seconds: float = SECONDS) -> bool:
    """Ask for an address once; return whether it answered well. Nothing is raised.

    The address may hold a secret, so that no message names it.
    """
    timeout = aiohttp.ClientTimeout(total=seconds)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            if answer.status < _FIRST_ERROR:
                return True
            why = f"answered {answer.status}"
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        why = type(error).__name__
    log.warning("the monitor did not hear us", extra={"action": "heartbeat", "why": why})
    return False
