"""Whom we may call when we are really worried: somebody the youth has named, or nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.agreement import Agreement, IfQuiet, Trusted

_NOBODY = "nobody_to_call"


def with_person(agreed: Agreement, person: Trusted, now: datetime) -> Agreement:
    """Return the agreement of who names this person, asked at `now` (UTC)."""
    left = {name: value for name, value in agreed.extra.items() if name != _NOBODY}
    return replace(agreed, trusted=person, trusted_asked_at=now, extra=left)


def with_nobody(agreed: Agreement, now: datetime) -> Agreement:
    """Return the agreement of who wants us to call nobody (any more), asked at `now` (UTC).

    Name and number are gone. To call that person when the youth goes quiet is agreed no more.
    """
    wish = None if agreed.if_quiet is IfQuiet.TRUSTED else agreed.if_quiet
    extra = {**agreed.extra, _NOBODY: "yes"}
    return replace(agreed, trusted=None, trusted_asked_at=now, if_quiet=wish, extra=extra)


def is_chosen(agreed: Agreement) -> bool:
    """Return whether the youth has said whom we may call, which may be nobody."""
    return agreed.trusted is not None or _NOBODY in agreed.extra
