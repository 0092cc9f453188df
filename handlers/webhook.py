"""Updates that Telegram brings to us: stored before the 200, as a poll stores before it confirms.

Telegram sends the secret that was given to setWebhook in a header of every request
(https://core.telegram.org/bots/api#setwebhook). Whoever does not know it is not Telegram.
"""

from __future__ import annotations

import hmac
import logging
from datetime import datetime, timedelta

from handlers.keep import Keeper, NotKept, Surroundings
from handlers.raw_updates import Unreadable, read_one

log = logging.getLogger(__name__)

OK, FORBIDDEN, AGAIN_LATER = 200, 403, 503
OFTEN = timedelta(minutes=1)  # a stranger who knocks again and again fills no log


class Webhook:
    """Answers one request with the status that Telegram shall get.

    Args:
        keeper: Stores.
        around: The clock and health.
        secret: What Telegram must send.
    """

    def __init__(self, keeper: Keeper, around: Surroundings, secret: str) -> None:
        self._keeper = keeper
        self._around = around
        self._secret = secret.encode()
        self._warned_at: datetime | None = None

    async def __call__(self, secret: str | None, body: bytes) -> int:
        """Return 200 once the update is stored, 403 for a stranger, 503 to be asked again.

        A body from which no number can be read is answered with 200: it cannot be stored, and
        would hold up every update behind it for a day.
        """
        # Bytes, because compare_digest refuses text that is not ASCII.
        if not hmac.compare_digest((secret or "").encode(), self._secret):
            self._warn()
            return FORBIDDEN
        self._around.health.polled_at = self._around.clock.real()
        try:
            received = read_one(body)
        except Unreadable as error:
            log.error(  # noqa: TRY400 - the words of a body stay out of the log
                "Telegram brought something that is no update",
                extra={"action": "webhook_unreadable", "reason": str(error)},
            )
            return OK
        try:
            await self._keeper.keep([received])
        except NotKept:
            return AGAIN_LATER
        return OK

    def _warn(self) -> None:
        real = self._around.clock.real()
        if self._warned_at is None or real - self._warned_at >= OFTEN:
            self._warned_at = real
            log.warning(
                "somebody who does not know the secret called the webhook; after a change of "
                "WEBHOOK_SECRET this ends when Telegram has heard of the new one",
                extra={"action": "webhook_refused"},
            )
