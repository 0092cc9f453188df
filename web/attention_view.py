"""Attention points on the page of a youth: each sign with its points, and what the youth says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionView:
    """What the page says of how a youth stands."""

    title: str
    band: str  # green | yellow | red, for its colour
    headline: str
    reasons: Sequence[str]
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
    reasons = [reason_words(policy, one, language) for one in kept.said.reasons]
    return AttentionView(
        title=say(AttentionKey.P_ATTENTION),
        band=kept.said.band.value,
        headline=say(_BANDS[kept.said.band]),
        reasons=reasons or [say(AttentionKey.P_NOTHING)],
        lines=lines,
    )
