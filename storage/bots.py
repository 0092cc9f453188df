"""What we last knew of the bot itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.tables import bot
from storage.tx import Rx, Tx


def remember(tx: Tx, now: datetime, bot_id: int, username: str, about: Mapping[str, Any]) -> None:
    """Keep what Telegram's `getMe` said about a bot, instead of what was kept before."""
    said = {"username": username, "about": dict(about), "seen_at": now}
    if tx.insert_ignore(bot, {"site_id": tx.site_id, "bot_id": bot_id, **said}):
        return
    mine = update(bot).where(bot.c.site_id == tx.site_id, bot.c.bot_id == bot_id)
    tx.execute(mine.values(**said))


def about(rx: Rx, bot_id: int) -> Mapping[str, Any] | None:
    """Return what `getMe` said last about a bot, or None before the first contact."""
    known: Mapping[str, Any] | None = rx.execute(
        select(bot.c.about).where(bot.c.site_id == rx.site_id, bot.c.bot_id == bot_id)
    ).scalar()
    return known
