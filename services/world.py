"""What the async edges receive: all that a use case needs from outside, in one frozen value."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from content.texts import Texts
from domain.duty import NOBODY, Duty
from domain.helpline import Helpline
from domain.ids import IdSource
from domain.message import Road
from domain.plan import Programme
from domain.screening import ScreeningRules
from domain.site import SiteRules
from storage.store import Store


class Now(Protocol):
    """A clock: `now` is the time that due rows are compared with (it may be moved in a demo)."""

    def now(self) -> datetime:
        """Return the present instant, UTC."""


@dataclass(frozen=True, slots=True)
class Programmes:
    """The programmes by version, and the newest version of each."""

    by_version: Mapping[int, Programme]
    newest: Mapping[str, int]

    def version(self, version_id: int) -> Programme:
        """Return the programme as it stood in that version."""
        return self.by_version[version_id]

    def newest_of(self, programme: Programme, version_id: int) -> int:
        """Return a programme's newest version; its own, `version_id`, when its file is gone."""
        return self.newest.get(programme.key, version_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The rules and words that verbs are given as a value.

    Its `repr` leaves the words and the rules out: they are megabytes, and asyncio builds the one
    of every task that ends with such a value, to compare signal handlers.
    """

    texts: Texts = field(repr=False)
    programmes: Programmes = field(repr=False)
    site: SiteRules
    screening: ScreeningRules = field(repr=False)
    phone: str  # the site's own number, shown on the help card
    owner_id: int  # whose key seals what belongs to nobody, such as an unknown chat
    bot_username: Callable[[], str]
    duty: Duty = NOBODY  # who is rung outside staffed hours
    roads: frozenset[Road] = frozenset()  # beside Telegram
    hears_sms: bool = False  # what youths answer by SMS comes in
    helplines: Sequence[Helpline] = ()  # as the file has them
    attention: bool = False  # attention points are counted (Layer 2); the settings say so


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Built once in `bot/app.py`; the first argument at the async edge, never given to a verb."""

    store: Store
    clock: Now
    ids: IdSource
    new_key: Callable[[int], Awaitable[None]]  # commits a person's key before any row uses it
    forget_key: Callable[[int], Awaitable[None]]  # wipes a person's key, once their rows are empty
    new_token: Callable[[], str]  # unguessable, URL-safe
    house: House
    public_url: str
