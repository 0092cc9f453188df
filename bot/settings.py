"""What an installation decides: settings from the environment and from `.env`.

Every setting is described in docs/reference/settings.md. Secrets never show in `repr`.
"""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.addresses import is_loopback, web_address
from bot.clock import Clock
from bot.errors import UserError
from bot.settings_care import CareSettings


def database_address(url: str) -> str:
    """Return the address of a database that can be used.

    Raises:
        ValueError: If it is none, with what it must be.
    """
    if not url.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if url == "sqlite:///:memory:":
        raise ValueError("must be a file, such as sqlite:///data/holdfast.db")
    return url


def _bot_token(token: SecretStr) -> SecretStr:
    number, _, secret = token.get_secret_value().partition(":")
    if not number.isdigit() or not secret:
        raise ValueError("must look like 123456:ABC-def; @BotFather shows it under /mybots")
    return token


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", secret.get_secret_value()):
        raise ValueError(
            "must be 32 to 256 letters, digits, _ and -: make one with openssl rand -hex 32"
        )
    return secret


def _heartbeat(url: SecretStr) -> SecretStr:
    parts = urlsplit(url.get_secret_value())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be the whole address that your monitor gave, with https://")
    if parts.scheme == "http" and not is_loopback(url.get_secret_value()):
        raise ValueError("must begin with https:// unless it is this very machine")
    return url


def _upper(word: object) -> object:
    return word.upper() if isinstance(word, str) else word


WebAddress = Annotated[str, AfterValidator(web_address)]


def _lower(word: object) -> object:
    return word.lower() if isinstance(word, str) else word


# May hold a password, so it is kept out of `repr` and of error messages.
DatabaseAddress = Annotated[str, AfterValidator(database_address), Field(repr=False)]


class Settings(CareSettings):
    """One frozen reading of the settings, checked as a whole."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    telegram_token: Annotated[SecretStr, AfterValidator(_bot_token)]
    telegram_api_url: WebAddress = "https://api.telegram.org"
    bot_username: str | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    database_url: DatabaseAddress = "sqlite:///data/holdfast.db"
    keystore_url: DatabaseAddress = "sqlite:///data/keys.db"
    master_key_file: Path = Path("data/master.key")
    key_backup_days: int = Field(default=7, ge=1, le=30)
    site_id: int = Field(default=1, ge=1)
    site_name: str = ""
    site_phone: str = ""
    public_url: WebAddress = "http://127.0.0.1:8081"
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8081, ge=0, le=65535)
    content_dir: Path | None = None
    heartbeat_url: Annotated[SecretStr, AfterValidator(_heartbeat)] | None = None
    attention_points: Annotated[Literal["off", "on"], BeforeValidator(_lower)] = "off"
    attention_legal_basis: str = ""
    attention_dpia: str = ""
    attention_approved_by: str = ""
    attention_approved_on: date | None = None
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        "INFO"
    )
    log_format: Literal["text", "json"] = "text"

    @property
    def telegram_is_loopback(self) -> bool:
        """Return whether Telegram is a simulator on this machine."""
        return is_loopback(self.telegram_api_url)

    @property
    def bot_id(self) -> int:
        """Return the bot's own number, the public first half of the token."""
        return int(self.telegram_token.get_secret_value().partition(":")[0])

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must never stand in a log: the token, and the passwords of databases."""
        passwords = (urlsplit(url).password for url in (self.database_url, self.keystore_url))
        webhook = self.webhook_secret.get_secret_value() if self.webhook_secret else None
        token = self.telegram_token.get_secret_value()
        monitor = self.heartbeat_url.get_secret_value() if self.heartbeat_url else None
        found = (token, webhook, monitor, *passwords, *self.road_secrets)
        return tuple(secret for secret in found if secret)

    @field_validator("bot_username")
    @classmethod
    def _without_at_sign(cls, name: str | None) -> str | None:
        return name.removeprefix("@") if name else None

    @field_validator("content_dir")
    @classmethod
    def _folder_exists(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError("must be an existing folder; leave it out to use the built-in one")
        return folder

    def misfits(self) -> dict[str, str]:
        """Return what is wrong between settings: a sentence for each one to change, by name."""
        found = self.misfits_of_roads()
        if self.keystore_url == self.database_url:
            found["KEYSTORE_URL"] = (
                "KEYSTORE_URL must differ from DATABASE_URL: keys are never kept in the "
                "same backup as what they open."
            )
        found |= self._attention_misfits()
        if self.telegram_is_loopback:
            return found
        if is_loopback(self.public_url):
            found["PUBLIC_URL"] = (
                "PUBLIC_URL must be the https address of this server: a phone cannot open "
                f"{self.public_url}."
            )
        if self.attention_approved_on and self.attention_approved_on > Clock().real().date():
            found["ATTENTION_APPROVED_ON"] = (
                f"ATTENTION_APPROVED_ON ({self.attention_approved_on}) lies ahead: write the day "
                "on which it was approved."
            )
        for name in ("site_name", "site_phone"):
            if not getattr(self, name).strip():
                found[name.upper()] = f"{name.upper()} must be set: it is shown on the help card."
        return found | self.misfits_of_duty()

    def _attention_misfits(self) -> dict[str, str]:
        if self.attention_points == "off":
            return {}
        needed = {
            "ATTENTION_LEGAL_BASIS": self.attention_legal_basis.strip(),
            "ATTENTION_DPIA": self.attention_dpia.strip(),
            "ATTENTION_APPROVED_BY": self.attention_approved_by.strip(),
            "ATTENTION_APPROVED_ON": self.attention_approved_on,
        }
        return {
            name: f"{name} must be set while ATTENTION_POINTS is on: nobody is assessed without "
            "a legal basis, an impact assessment, and a name and a date below them."
            for name, value in needed.items()
            if not value
        }

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if found := self.misfits():
            raise ValueError(" ".join(found.values()))
        return self


class GivenSettings(Settings):
    """Settings made of what is given alone, deaf to the environment and to `.env`.

    The demo and the tests use them, so that a real token nearby is never picked up.
    """

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the one source that counts: the arguments."""
        return (init_settings,)


class _EachAlone(Settings):
    """Settings of which each is right by itself; whether they fit together is not asked."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        return self


class _WhatCanBeRead(_EachAlone):
    """The same, and unknown names are passed by."""

    model_config = SettingsConfigDict(extra="ignore")


def load_settings() -> Settings:
    """Return the settings of the environment and of `.env` in the current folder.

    Raises:
        UserError: Settings are missing, wrong or unknown; the message names all of them and says
            what to do, and never repeats a secret.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise _explained(error) from None


def load_database_url() -> str:
    """Return DATABASE_URL alone: who only cares for the database needs no bot and no site.

    Raises:
        UserError: A setting is wrong or unknown, as for `load_settings`; none is missed.
    """
    try:
        return _EachAlone(telegram_token=_STAND_IN).database_url
    except ValidationError as error:
        raise UserError(_SAD + " ".join(_lines(error).values())) from None


_STAND_IN = SecretStr("1:stands-in-for-a-token")
_SAD = "The settings need a hand. "


def _explained(error: ValidationError) -> UserError:
    lines = _lines(error)
    if "" not in lines:  # Pydantic looks at them together only when each is right by itself.
        known = {name.lower() for name in lines} & Settings.model_fields.keys()
        stand_ins: dict[str, Any] = {name: Settings.model_fields[name].default for name in known}
        if "telegram_token" in stand_ins:
            stand_ins["telegram_token"] = _STAND_IN
        together = _WhatCanBeRead(**stand_ins).misfits()
        lines = lines | together | lines  # what is wrong by itself comes first, and counts
    return UserError(_SAD + " ".join(lines.values()))


def _lines(error: ValidationError) -> dict[str, str]:
    return {
        str(problem["loc"][0]).upper() if problem["loc"] else "": _line(
            problem["loc"], problem["type"], problem["msg"]
        )
        for problem in error.errors()
    }


def _line(place: tuple[int | str, ...], kind: str, message: str) -> str:
    name = str(place[0]).upper() if place else ""
    if kind == "missing":
        return f"{name} is missing: set it in .env (see .env.example)."
    if kind == "extra_forbidden":
        return f"{name} in .env is not a setting: correct or remove it (see .env.example)."
    said = message.removeprefix("Value error, ").removesuffix(".")
    return f"{name} {said}.".lstrip()
