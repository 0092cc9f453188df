"""Whether Telegram brings updates or is asked for them: one setting, told to Telegram."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from telegram import Bot
from telegram.error import TelegramError

log = logging.getLogger(__name__)

CONNECTIONS = 40  # what Telegram takes by default


class WebhookWatch:
    """A unit of work that keeps Telegram pointed at our address, and sees whether it answers.

    Args:
        bot: The bot.
        url: Where updates are brought.
        secret: What Telegram sends along, so that we know it.
        allowed: The kinds of updates we take.
        answered: Is called whenever Telegram has answered.
    """

    def __init__(
        self,
        bot: Bot,
        url: str,
        secret: str,
        *,
        allowed: Sequence[str],
        answered: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._allowed = list(allowed)
        self._answered = answered
        self._is_set = False

    async def __call__(self) -> bool:
        """Look, and point Telegram here where it is not; return that there is no more to do."""
        try:
            info = await self._bot.get_webhook_info()
            # The secret cannot be asked for, so it is told anew at every start.
            if not self._is_set or info.url != self._url:
                await self._set()
        except TelegramError as error:
            log.warning("webhook not looked at", extra={"action": "webhook", "why": str(error)})
            return False
        self._answered()
        if info.last_error_message and info.pending_update_count:
            log.warning(
                "Telegram could not bring updates; see that PUBLIC_URL reaches this server",
                extra={"action": "webhook_failing", "why": info.last_error_message},
            )
        return False

    async def _set(self) -> None:
        self._is_set = await self._bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=self._allowed,
            max_connections=CONNECTIONS,
        )
        log.info("Telegram brings updates", extra={"action": "webhook_set"})


async def leave_webhook(bot: Bot) -> None:
    """Let updates be asked for again where a webhook was set before; what waits is kept.

    Raises:
        telegram.error.TelegramError: If Telegram cannot be reached.
    """
    if (await bot.get_webhook_info()).url:
        await bot.delete_webhook(drop_pending_updates=False)
        log.info("Telegram is asked for updates", extra={"action": "webhook_left"})
