"""Forms: read within limits, from our own pages only, and signed for the visit they belong to."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl

from itsdangerous import BadData, URLSafeSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST = 64 * 1024  # bytes; the longest answer is far below, also when every sign is escaped
FIELDS = 20
MANY_FIELDS = 80  # a new youth has a dozen greetings in each programme
_LEAST_NONCE = 16
_FROM_ELSEWHERE = {"cross-site", "same-site"}


class Form(StrEnum):
    """What a signed value is for; one signed for another purpose is refused."""

    ANSWER = "answer"
    READ = "read"
    LEAVE = "leave"
    NOTE = "note"
    TALK = "talk"
    WORRY = "worry"
    NO_SHOW = "no_show"
    CAFE = "cafe"  # anything on the café page; what, stands in the content
    NEW_YOUTH = "new_youth"
    GUARDIAN = "guardian"
    AGREEMENT = "agreement"
    GREETING = "greeting"
    NEW_LINK = "new_link"
    DUTY = "duty"
    TIMES = "times"
    OFTEN = "often"
    STOP = "stop"
    BACK = "back"
    WISH = "wish"
    WISH_ANSWER = "wish_answer"
    DONE = "done"  # the line about what was just done


async def read_form(request: Request, *, most: int = FIELDS) -> Mapping[str, str]:
    """Return the fields of a posted form, of which there may be `most`.

    Raises:
        HTTPException: 403 when another site posted it, 413 when it is too large, 400 when it is
            no form of ours.
    """
    if request.headers.get("sec-fetch-site") in _FROM_ELSEWHERE:
        raise HTTPException(403)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413)
    try:
        text = body.decode("ascii")  # browsers escape the rest
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=most))
    except ValueError as error:
        raise HTTPException(400) from error


def sign(session_token: str, form: Form, content: Mapping[str, Any]) -> str:
    """Return a value that only this visit can have got, and only for this purpose."""
    return str(_serializer(session_token, form).dumps(dict(content)))


def read_signed(session_token: str, form: Form, value: str | None) -> Mapping[str, Any] | None:
    """Return what was signed, or None when it was not signed for this visit and purpose."""
    try:
        content: Mapping[str, Any] = _serializer(session_token, form).loads(value or "")
    except BadData:
        return None
    return content


def _serializer(session_token: str, form: Form) -> URLSafeSerializer:
    # The cookie itself is the key: it is unguessable, and whoever has it needs no forged form.
    strong = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeSerializer(session_token, salt=f"holdfast.{form}", signer_kwargs=strong)


def session_token(link_token: str, nonce: str) -> str | None:
    """Return the cookie that this very copy of the page before the link opens, or None.

    The same button pressed twice gives the same cookie, so a double tap opens one visit; another
    copy of the page has another nonce, and finds the link used.
    """
    if len(nonce) < _LEAST_NONCE:
        return None
    digest = hmac.digest(nonce.encode(), link_token.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
