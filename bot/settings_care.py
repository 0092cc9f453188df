"""The settings of duty and of second roads to people: who is rung, by mail and by SMS."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, SecretStr
from pydantic_settings import BaseSettings

from bot.addresses import is_loopback, web_address
from domain.duty import Duty, DutyKind

SMTP_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}  # plain: a relay on this machine
DEFAULT_SMS_BODY = '{"to": "{to}", "message": "{text}"}'


def _mail_address(secret: SecretStr) -> SecretStr:
    address = secret.get_secret_value()
    parts = urlsplit(address)
    open_talk = parts.scheme == "smtp+plain" and not is_loopback(address)
    if parts.scheme not in SMTP_PORTS or not parts.hostname or open_talk:
        raise ValueError(
            "must look like smtp://user:password@mail.example.org:587, or smtps:// for a server "
            "that speaks TLS from the first byte"
        )
    return secret


def _json_with_places(template: str) -> str:
    try:
        json.loads(template)
    except ValueError:
        raise ValueError("must be JSON, as the SMS gateway wants it") from None
    has_number = "{to}" in template or "{digits}" in template
    if not has_number or "{text}" not in template:
        raise ValueError("must have {to} or {digits}, and {text} in it: the number and the words")
    return template


def _in_address(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", secret.get_secret_value()):
        raise ValueError(
            "must be 32 to 256 letters, digits, _ and -: make one with openssl rand -hex 32"
        )
    return secret


class CareSettings(BaseSettings):
    """Who is on duty outside staffed hours, and the roads beside Telegram."""

    duty: Literal["none", "roster", "external"] | None = None
    duty_name: str = ""
    duty_phone: str = ""
    smtp_url: Annotated[SecretStr, AfterValidator(_mail_address)] | None = None
    smtp_from: str = ""
    sms_url: Annotated[str, AfterValidator(web_address)] | None = None
    sms_authorization: SecretStr | None = None
    sms_body: Annotated[str, AfterValidator(_json_with_places)] = DEFAULT_SMS_BODY
    sms_in_secret: Annotated[SecretStr, AfterValidator(_in_address)] | None = None
    sms_in_from: str = "from"
    sms_in_text: str = "message"
    sms_in_id: str = "id"
    sms_in_list: str = ""
    sms_report_ref: str = ""
    sms_report_status: str = "status"
    sms_report_failed: str = "UNDELIVERABLE UNDELIVERED REJECTED EXPIRED FAILED"

    @property
    def on_duty(self) -> Duty:
        """Return what the site chose; a demo that chose nothing has nobody on duty."""
        kind = DutyKind(self.duty or DutyKind.NONE)
        return Duty(kind=kind, name=self.duty_name.strip(), phone=self.duty_phone.strip())

    @property
    def road_secrets(self) -> tuple[str | None, ...]:
        """Return what must never stand in a log."""
        mail = self.smtp_url.get_secret_value() if self.smtp_url else ""
        password = urlsplit(mail).password
        key = self.sms_authorization.get_secret_value() if self.sms_authorization else None
        heard = self.sms_in_secret.get_secret_value() if self.sms_in_secret else None
        return password, unquote(password or ""), key, heard

    @property
    def hears_sms(self) -> bool:
        """Return whether youths can be written to by SMS: what they answer comes in."""
        return self.sms_url is not None and self.sms_in_secret is not None

    def misfits_of_roads(self) -> dict[str, str]:
        """Return what is wrong between these settings, wherever Telegram is."""
        found = {}
        if self.smtp_url is not None and "@" not in self.smtp_from:
            found["SMTP_FROM"] = "SMTP_FROM must be the e-mail address that alarms come from."
        if self.sms_in_secret is not None and self.sms_url is None:
            found["SMS_URL"] = (
                "SMS_URL must be set when SMS_IN_SECRET is: who writes an SMS is answered by one."
            )
        if self.sms_report_ref and "{ref}" not in self.sms_body:
            found["SMS_BODY"] = (
                "SMS_BODY must have {ref} in it when SMS_REPORT_REF is set: a delivery report "
                "names a message by it."
            )
        if self.on_duty.kind is DutyKind.EXTERNAL:
            for name in ("duty_name", "duty_phone"):
                if not getattr(self, name).strip():
                    found[name.upper()] = (
                        f"{name.upper()} must be set when DUTY=external: the young person is "
                        "given the name and the number."
                    )
        return found

    def misfits_of_duty(self) -> dict[str, str]:
        """Return that nobody has chosen who is on duty, with real young people about."""
        if self.duty is not None:
            return {}
        return {
            "DUTY": (
                "DUTY must be chosen: who is rung when a young person cries for help outside "
                "staffed hours? DUTY=none (nobody: the card says so), DUTY=roster (your own "
                "staff in turns: holdfast duty add) or DUTY=external (DUTY_NAME and DUTY_PHONE "
                "are given to the young person)."
            )
        }
