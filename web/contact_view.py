"""The contact with one youth in words: what is agreed, when they talked, how long to answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from content.areas.care import CareKey
from content.areas.ending import EndingKey
from content.areas.passing import PassingKey
from content.keys import Key
from content.phrases import date_of
from domain.case import Case
from domain.people import Language
from domain.plan import USUAL_TIER
from domain.wall import to_wall
from services.reach import Reach
from services.read_page import Page
from web.render import Say

At = Callable[[datetime], str]


def facts_of(
    say: Say, page: Page, at: At, now: datetime, language: Language
) -> list[tuple[str, str]]:
    """Return what is agreed about contact and how it stands, each with its name.

    Whose the interval is stands with it: the two's own, or the plan's for the youth's tier.
    """
    youth = page.youth

    def maybe(instant: datetime | None) -> str:
        return at(instant) if instant is not None else say(Key.P_NOT_YET)

    days = youth.contact_interval_days
    every = say(Key.P_EVERY_DAY) if days == 1 else say(Key.P_EVERY, dage=days)
    facts = [
        (say(Key.P_AGREED), _whose(say, page, every)),
        (say(Key.P_LAST_TALK), maybe(youth.last_human_contact_at)),
        (say(Key.P_LAST_SIGN), maybe(youth.last_sign_of_life_at)),
    ]
    if page.ends_on is not None:
        own = EndingKey.P_END_OWN if page.own.ends_on else EndingKey.P_END_USUAL
        today = to_wall(now, youth.zone).date()
        until = date_of(page.ends_on, today, language)
        facts.append((say(EndingKey.P_END), say(own, dato=until)))
    if page.next_talk_by is not None:
        by = say(Key.P_NEXT_TALK_BY, hvornaar=at(page.next_talk_by))
        facts.append((say(Key.P_NEXT_TALK), by))
    return facts


def _whose(say: Say, page: Page, every: str) -> str:
    if page.own.own_interval:
        return say(EndingKey.P_EVERY_OWN, hver=every)
    tier = page.youth.tier or USUAL_TIER
    return say(EndingKey.P_EVERY_PLAN, hver=every, gruppe=tier.value)


def say_open_until(say: Say, page: Page, at: At) -> str | None:
    """Return until when somebody who has left can be answered; None for all others."""
    if page.open_until is None or page.reach is not Reach.ARRIVES:
        return None
    name = page.youth.first_name
    return say(PassingKey.P_NOT_KEPT, navn=name, hvornaar=at(page.open_until))


def after_a_cry(say: Say, page: Page, at: At, case: Case) -> list[str]:
    """Return what became of messages since a cry: a card that failed, and what was withdrawn."""
    failed, count = page.failed_cards.get(case.id), page.withdrawn.get(case.id)
    lines = [say(CareKey.PAGE_CARD_FAILED, hvornaar=at(failed))] if failed else []
    return [*lines, say(CareKey.PAGE_WITHDRAWN, antal=count)] if count else lines
