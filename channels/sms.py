"""The SMS channel: one request to a gateway a message, in the shape that the gateway wants.

Which gateway that is, the settings say: its address, its Authorization header, and the JSON body
with {to} and {text} in it. An SMS is a postcard: nothing but a number of ours and a reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from channels.base import (
    Delay,
    Delivered,
    Delivery,
    Refusal,
    Refused,
    Result,
    RetryLater,
    Unknown,
)
from domain.phone import digits

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
_WRONG_KEY = frozenset({401, 403})
_BUSY = frozenset({429, 503})
_OK, _WRONG, _BROKEN = 200, 400, 500


class SmsChannel:
    """Delivers through one gateway; follows no redirect and repeats nothing.

    What it answers well has been taken, no more: whether a phone got it, the gateway alone knows.

    Args:
        url: Where a message is posted.
        authorization: The value of the Authorization header; "" for none.
        template: The JSON body, in which {to}, {digits} (the number without its plus), {text} and
            {ref} (our own number of the message) are filled in.
    """

    def __init__(self, url: str, authorization: str, template: str) -> None:
        self._url = url
        self._headers = {"Authorization": authorization} if authorization else {}
        self._template = json.loads(template)

    async def deliver(self, delivery: Delivery) -> Result:
        """Post one message, once, and return what became of it."""
        values = {
            "to": delivery.address,
            "digits": digits(delivery.address),
            "ref": str(delivery.number),
        }
        body = filled(self._template, {**values, "text": delivery.body.text})
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=CONNECT_SECONDS, sock_read=READ_SECONDS
        )
        try:
            async with (
                aiohttp.ClientSession(
                    timeout=timeout, headers=self._headers, cookie_jar=aiohttp.DummyCookieJar()
                ) as session,
                session.post(self._url, json=body, allow_redirects=False) as answer,
            ):
                return _meaning(answer.status, answer.headers.get("Retry-After", ""))
        except (
            aiohttp.ConnectionTimeoutError,
            aiohttp.ClientConnectorError,
            aiohttp.InvalidURL,
        ) as error:
            return RetryLater(Delay.NOT_REACHED, type(error).__name__)
        except (aiohttp.ClientError, OSError) as error:
            return Unknown(type(error).__name__)


def filled(shape: Any, values: Mapping[str, str]) -> Any:
    """Return the JSON value with each {name} in its strings replaced; names in keys stay."""
    if isinstance(shape, str):
        for name, value in values.items():
            shape = shape.replace(f"{{{name}}}", value)
        return shape
    if isinstance(shape, list):
        return [filled(one, values) for one in shape]
    if isinstance(shape, dict):
        return {name: filled(one, values) for name, one in shape.items()}
    return shape


def _meaning(status: int, retry_after: str) -> Result:
    if status in _WRONG_KEY:
        return RetryLater(Delay.TOKEN, f"the SMS gateway answered {status}")
    if status in _BUSY:
        seconds = float(retry_after) if retry_after.isdecimal() else None
        return RetryLater(Delay.TOO_MANY, f"the SMS gateway answered {status}", seconds)
    if _OK <= status < 300:
        return Delivered(None)
    if _WRONG <= status < _BROKEN:
        return Refused(Refusal.CONTENT, f"the SMS gateway answered {status}")
    return Unknown(f"the SMS gateway answered {status}")
