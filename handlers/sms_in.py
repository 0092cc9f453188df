"""SMS that a gateway brings to us: stored before the 200, as an update of Telegram's is.

Gateways differ, and not all can send a header, so the secret stands in the address.
"""

from __future__ import annotations

import hmac
import logging

from handlers.keep import Keeper, NotKept, Surroundings
from handlers.raw_sms import NotAnSms, Shape, read_sms

log = logging.getLogger(__name__)

SMS_BOT = 0  # of the inbox rows; every bot of Telegram's has a number above
OK, NO_SMS, FORBIDDEN, AGAIN_LATER = 200, 400, 403, 503

Answer = tuple[int, str]  # the status, and words for whoever sets up the gateway


def is_secret(given: str, secret: str) -> bool:
    """Return whether it is the secret, taking as long for a wrong one."""
    # Bytes, because compare_digest refuses text that is not ASCII.
    return hmac.compare_digest(given.encode(), secret.encode())


class SmsIn:
    """Answers one request with the status that the gateway shall get.

    Args:
        keeper: Stores; it must be one for `SMS_BOT`.
        around: The clock and health.
        secret: What must stand in the address.
        shape: Where things stand in a request.
    """

    def __init__(self, keeper: Keeper, around: Surroundings, secret: str, shape: Shape) -> None:
        self._keeper = keeper
        self._around = around
        self._secret = secret
        self._shape = shape

    async def __call__(self, secret: str, content_type: str, body: bytes) -> Answer:
        """Return 200 once all is stored, 403 for a stranger, 400 for no SMS, 503 to try again.

        Nothing of a request that is refused is stored.
        """
        if not is_secret(secret, self._secret):
            log.warning(
                "somebody who does not know SMS_IN_SECRET called the address for SMS",
                extra={"action": "sms_refused"},
            )
            return FORBIDDEN, "The secret in the address is not SMS_IN_SECRET."
        try:
            received = read_sms(body, content_type, self._shape)
        except NotAnSms as error:
            health = self._around.health
            health.sms_unreadable_since = health.sms_unreadable_since or self._around.clock.real()
            log.error(  # noqa: TRY400 - the words of a body stay out of the log
                "an SMS could not be read; look at SMS_IN_FROM, SMS_IN_TEXT and SMS_IN_LIST",
                extra={"action": "sms_unreadable", "reason": str(error)},
            )
            return NO_SMS, str(error)
        self._around.health.sms_unreadable_since = None
        try:
            if received:
                await self._keeper.keep(received)
        except NotKept:
            return AGAIN_LATER, "It could not be stored: bring it again."
        return OK, ""
