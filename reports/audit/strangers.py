"""A cry in a chat that nobody has gets its card, and a human hears of it, in its time.

Of such a chat nothing is kept but a case, and what was written into it for some days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.case import Case, CaseKind
from domain.message import Purpose
from reports.audit.crisis import AT_ONCE, CRIES
from reports.audit.facts import SiteFacts, Stranger
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise

KEPT = timedelta(hours=71)  # so long what was written there is surely kept
ONE_CARD = timedelta(minutes=30)  # words that cry again within it get no second one
_CRIED = frozenset({"opened", "joined"})
_FAILED = "card_failed"  # staff know, and nobody can do more


def check(site: SiteFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield the cries of chats that nobody has without a card, or of which no human heard."""
    for case in site.strangers:
        if case.kind is CaseKind.UNKNOWN_SENDER:
            yield from _of_case(site, case, grounds)
    for chat in site.chats.values():
        yield from _meant(site, chat, grounds)


def _of_case(site: SiteFacts, case: Case, grounds: Grounds) -> Iterator[Breach]:
    story = site.stranger_events.get(case.id, ())
    cries = {case.opened_at, *(one.at for one in story if one.what in _CRIED)}
    failed = any(one.what == _FAILED for one in story)
    for at in sorted(cries):
        if not grounds.covers(at):
            continue
        if not failed and not _card_of_case(site, case, at, grounds):
            why = f"case {case.number}: no card within {AT_ONCE}"
            yield Breach(at=at, promise=Promise.CARD, youth_id=None, evidence=why)
        if at == case.opened_at and not _is_told(site, case, at, grounds):
            why = f"case {case.number}: nobody was told within {AT_ONCE}"
            yield Breach(at=at, promise=Promise.ALARM, youth_id=None, evidence=why)


def _meant(site: SiteFacts, chat: Stranger, grounds: Grounds) -> Iterator[Breach]:
    """Yield the cries that somebody knows to be one, whatever was made of them."""
    cases = [one for one in site.strangers if one.kind is CaseKind.UNKNOWN_SENDER]
    for one in chat.acted:
        if one.what not in CRIES or not grounds.covers(one.at) or grounds.is_lost(one.at):
            continue
        if not _has_card(chat, one.at, grounds):
            why = f"a stranger {one.what}, and no card within {AT_ONCE}"
            yield Breach(at=one.at, promise=Promise.CARD, youth_id=None, evidence=why)
        # Once a minute staff hear that more has come.
        heard = (_is_told(site, case, one.at, grounds, slack=AT_ONCE) for case in cases)
        if not any(heard) and grounds.by(one.at + AT_ONCE, since=one.at) < grounds.until:
            why = f"a stranger {one.what}: nobody was told within {AT_ONCE}"
            yield Breach(at=one.at, promise=Promise.ALARM, youth_id=None, evidence=why)


def _card_of_case(site: SiteFacts, case: Case, at: datetime, grounds: Grounds) -> bool:
    lane = site.senders.get(case.id)
    if lane is None or at < grounds.until - KEPT:
        return True  # nobody knows any more
    chat = site.chats.get(lane, Stranger(deliveries=(), unexplained=(), acted=()))
    return _has_card(chat, at, grounds) or _texted(site, at, grounds)


def _has_card(chat: Stranger, at: datetime, grounds: Grounds) -> bool:
    by = grounds.lit_by(at + AT_ONCE, since=at)
    rows = ((one.sent.at, one.row) for one in chat.deliveries)
    cards = [sent for sent, row in rows if row is not None and row.purpose == Purpose.CARD]
    cards += [one.at for one in chat.unexplained if one.text in grounds.emergency]
    return by >= grounds.until or any(at - ONE_CARD <= one <= by for one in cards)


def _texted(site: SiteFacts, at: datetime, grounds: Grounds) -> bool:
    """Return whether a card left by SMS then: by its number it is not known whose."""
    by = grounds.by(at + AT_ONCE, since=at)
    times = (one.sent_at or one.due_at for one in site.texted if one.purpose == Purpose.CARD)
    return any(at - ONE_CARD <= one <= by for one in times)


def _is_told(
    site: SiteFacts,
    case: Case,
    at: datetime,
    grounds: Grounds,
    *,
    slack: timedelta = timedelta(0),
) -> bool:
    by = grounds.by(at + AT_ONCE, since=at)
    told = site.told.get(case.id, ())
    return by >= grounds.until or any(at - slack <= one.sent.at <= by for one in told)
