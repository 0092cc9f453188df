"""Wiring of the roads by which words leave: Telegram, and mail and SMS where they are set up."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from bot.settings import Settings
from bot.settings_care import SMTP_PORTS
from channels.base import Channel
from channels.by_road import ByRoad
from channels.email import EmailChannel, MailServer
from channels.sms import SmsChannel
from domain.message import Road

Gateway = Channel  # what SMS are handed to


def second_roads(settings: Settings) -> frozenset[Road]:
    """Return which roads beside Telegram the settings know."""
    known = {Road.EMAIL: settings.smtp_url, Road.SMS: settings.sms_url}
    return frozenset(road for road, address in known.items() if address is not None)


def channel_of(settings: Settings, telegram: Channel, sms: Channel | None = None) -> ByRoad:
    """Return the one channel of the sender, by which every road can be gone.

    `sms` takes the place of the gateway that the settings name.
    """
    channels: dict[Road, Channel] = {Road.TELEGRAM: telegram}
    server = mail_server(settings)
    if server is not None:
        channels[Road.EMAIL] = EmailChannel(server)
    if sms is not None:
        channels[Road.SMS] = sms
    elif settings.sms_url is not None:
        secret = settings.sms_authorization
        key = secret.get_secret_value() if secret else ""
        channels[Road.SMS] = SmsChannel(settings.sms_url, key, settings.sms_body)
    return ByRoad(channels)


def mail_server(settings: Settings) -> MailServer | None:
    """Return where mail is handed in, or None when there is no such road."""
    if settings.smtp_url is None:
        return None
    parts = urlsplit(settings.smtp_url.get_secret_value())
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or SMTP_PORTS[parts.scheme],
        sender=settings.smtp_from,
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
