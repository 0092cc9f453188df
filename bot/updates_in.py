"""How updates come in: asked for, or brought to us; both store before they confirm."""

from __future__ import annotations

from bot.clock import Clock
from bot.ground import Ground
from bot.settings import Settings
from channels.emergency import Emergency
from channels.telegram_http import Carrier
from handlers.intake import Intake
from handlers.keep import Keeper, Surroundings
from handlers.raw_sms import Shape
from handlers.sms_in import SMS_BOT, SmsIn
from handlers.sms_reports import ReportShape, SmsReports
from handlers.webhook import Webhook
from services.health import MessageHealth
from services.world import House


class UpdatesIn:
    """Intake that polls, and, where a secret is set, the webhook instead of it."""

    def __init__(
        self,
        settings: Settings,
        ground: Ground,
        clock: Clock,
        *,
        emergency: Emergency,
        health: MessageHealth,
    ) -> None:
        self._settings = settings
        self._alone = ground.store.dialect == "sqlite"
        self._around = Surroundings(
            store=ground.store,
            clock=clock,
            day_key=ground.vault.day_key,
            health=health,
            on_store_failure=emergency.on_store_failure,
            is_cry=emergency.is_cry,
        )

    def intake(self, polling: Carrier, holder: str) -> Intake:
        """Return what asks for updates. `holder` is a name that no other process has."""
        settings = self._settings
        return Intake(
            polling,
            f"{settings.telegram_api_url}/bot{settings.telegram_token.get_secret_value()}",
            bot_id=settings.bot_id,
            around=self._around,
            holder=holder,
            alone=self._alone,
        )

    def webhook(self) -> Webhook | None:
        """Return what takes updates that are brought; None where they are asked for."""
        secret = self._settings.webhook_secret
        if secret is None:
            return None
        keeper = Keeper(self._around, self._settings.bot_id)
        return Webhook(keeper, self._around, secret.get_secret_value())

    def sms(self) -> SmsIn | None:
        """Return what takes SMS that a gateway brings; None where nobody listens for them."""
        settings = self._settings
        if not settings.hears_sms or settings.sms_in_secret is None:
            return None
        shape = Shape(
            sender=settings.sms_in_from,
            text=settings.sms_in_text,
            id=settings.sms_in_id,
            many=settings.sms_in_list,
        )
        keeper = Keeper(self._around, SMS_BOT)
        return SmsIn(keeper, self._around, settings.sms_in_secret.get_secret_value(), shape)

    def sms_reports(self, house: House) -> SmsReports | None:
        """Return what reads delivery reports; None where none are read."""
        settings = self._settings
        if not settings.sms_report_ref or settings.sms_in_secret is None:
            return None
        failed = frozenset(settings.sms_report_failed.casefold().split())
        shape = ReportShape(settings.sms_report_ref, settings.sms_report_status, failed)
        secret = settings.sms_in_secret.get_secret_value()
        return SmsReports(self._around, house, secret, shape)

    def has_answered(self) -> None:
        """Note that Telegram has answered."""
        self._around.health.polled_at = self._around.clock.real()
