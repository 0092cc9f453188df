"""Attention points on the page of a youth: each sign with its points, and what the youth says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.areas.attention import AttentionKey
from content.risk_words import item_name, reason_words
from domain.people import Language
from domain.risk import Band
from services.read_page import Page
from web.render import Say

_BANDS = {
    Band.GREEN: AttentionKey.P_GREEN,
    Band.YELLOW: AttentionKey.P_YELLOW,
    Band.RED: AttentionKey.P_RED,
}


_ROWS = {
    "reply": AttentionKey.P_ROW_REPLY,
    "talk": AttentionKey.P_ROW_TALK,
    "rsvp": AttentionKey.P_ROW_RSVP,
    "case": AttentionKey.P_ROW_CASE,
    "audit": AttentionKey.P_ROW_AUDIT,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row that a reason rests on, and where on the page it stands (None: not on it)."""

    words: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason in words, with its rows."""

    words: str
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionView:
    """What the page says of how a youth stands."""

    title: str
    band: str  # green | yellow | red, for its colour
    headline: str
    reasons: Sequence[Sign]
    builds_on: str  # stands before the rows of a reason
    lines: Sequence[str]


def attention_view(
    say: Say, language: Language, page: Page, at: Callable[[datetime], str]
) -> AttentionView | None:
    """Return the signs in words; None where nobody counts them, or has not looked yet."""
    kept, policy = page.attention, page.policy
    if kept is None or policy is None:
        return None
    lines = [say(AttentionKey.P_NOT_COUNTED)]
    if kept.said.praise:
        items = ", ".join(item_name(policy, item, language) for item in kept.said.praise)
        lines.insert(0, say(AttentionKey.P_PRAISE, emner=items))
    if kept.disagreed_at is not None:
        name, when = page.youth.first_name, at(kept.disagreed_at)
        lines.insert(0, say(AttentionKey.P_DISAGREES, navn=name, hvornaar=when))
    places = anchors(page)
    reasons = [
        Sign(reason_words(policy, one, language), _rows(say, page, one.links, places, at))
        for one in kept.said.reasons
    ]
    return AttentionView(
        title=say(AttentionKey.P_ATTENTION),
        band=kept.said.band.value,
        headline=say(_BANDS[kept.said.band]),
        reasons=reasons or [Sign(say(AttentionKey.P_NOTHING))],
        builds_on=say(AttentionKey.P_BUILDS_ON),
        lines=lines,
    )


def anchors(page: Page) -> Mapping[str, str]:
    """Return where on the page each row stands, by its link: a place, and no number of ours."""
    said = {f"reply:{one.reply.id}": f"svar-{n}" for n, one in enumerate(page.said, 1)}
    return said | {f"case:{one.id}": f"sag-{n}" for n, one in enumerate(page.open_cases, 1)}


def _rows(
    say: Say,
    page: Page,
    links: Sequence[str],
    places: Mapping[str, str],
    at: Callable[[datetime], str],
) -> list[Row]:
    return [
        Row(say(_ROWS[link.partition(":")[0]], hvornaar=at(page.evidence[link])), places.get(link))
        for link in links
        if link in page.evidence
    ]
