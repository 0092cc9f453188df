"""Delivery reports of an SMS gateway: what no phone got becomes a duty of the worker."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from domain.people import Actor
from handlers.keep import Surroundings
from handlers.raw_sms import NotAnSms, messages_in, said_at
from handlers.sms_in import AGAIN_LATER, FORBIDDEN, NO_SMS, OK, Answer, is_secret
from services.sms_report import not_delivered
from services.world import House

log = logging.getLogger(__name__)

ACTOR = Actor.system("sms_report")
_BIGGEST = 2**63


@dataclass(frozen=True, slots=True)
class ReportShape:
    """Where our own number and the status stand, and which statuses mean that no phone got it."""

    ref: str
    status: str
    failed: frozenset[str]  # in small letters


class SmsReports:
    """Answers one request with the status that the gateway shall get.

    Args:
        around: The store and the clock.
        house: The rules of the site.
        secret: What must stand in the address.
        shape: Where things stand in a report.
    """

    def __init__(
        self, around: Surroundings, house: House, secret: str, shape: ReportShape
    ) -> None:
        self._around = around
        self._house = house
        self._secret = secret
        self._shape = shape

    async def __call__(self, secret: str, content_type: str, body: bytes) -> Answer:
        """Return 200 once what failed is a duty, 403 for a stranger, 503 to be told again."""
        if not is_secret(secret, self._secret):
            return FORBIDDEN, "The secret in the address is not SMS_IN_SECRET."
        try:
            failed = self._failed(body, content_type)
        except NotAnSms as error:
            return NO_SMS, str(error)
        try:
            async with asyncio.timeout(self._around.store_seconds):
                for number in failed:
                    await self._note(number)
        except Exception:
            log.exception("a delivery report cannot be stored", extra={"action": "store_failed"})
            return AGAIN_LATER, "It could not be stored: bring it again."
        return OK, ""

    async def _note(self, number: int) -> None:
        now = self._around.clock.now()
        known = await self._around.store.write(
            not_delivered, ACTOR, now, self._house, outbox_id=number
        )
        if not known:
            log.warning(
                "a delivery report is about no SMS of ours", extra={"action": "sms_report"}
            )

    def _failed(self, body: bytes, content_type: str) -> list[int]:
        """Return the numbers of the messages that the reports say no phone got."""
        found = []
        for report in messages_in(body, content_type, ""):
            ref = said_at(report, self._shape.ref) or ""
            if not ref.isdecimal() or int(ref) >= _BIGGEST:
                raise NotAnSms(
                    f"There is no number of ours under {self._shape.ref!r}: set SMS_REPORT_REF, "
                    "and let SMS_BODY carry {ref}."
                )
            status = (said_at(report, self._shape.status) or "").casefold()
            if status in self._shape.failed:
                found.append(int(ref))
        return found
