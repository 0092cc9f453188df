"""Keep what Telegram says about the bot, so that the next start never needs Telegram."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.people import Actor
from storage import bots
from storage.tx import Rx, Tx


def remember_bot(
    tx: Tx,
    actor: Actor,
    now: datetime,
    about: Mapping[str, Any],
) -> None:
    """Keep the answer of `getMe`, instead of the one before."""
    bots.remember(tx, now, int(about["id"]), str(about["username"]), about)


def known_bot(rx: Rx, bot_id: int) -> Mapping[str, Any] | None:
    """Return the latest answer of `getMe` for this bot, or None before the first contact."""
    return bots.about(rx, bot_id)
