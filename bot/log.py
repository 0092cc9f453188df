"""The log: lines a person or a program can search, without secrets and without people.

Every call carries a stable name: `log.info("…", extra={"action": "outbox_sent", "count": 3})`.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, TextIO

# A bot token wherever it hides, most often in the address of a Bot API call.
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
_MASK = "[secret]"

# Libraries that would write addresses with tokens, one-time links or people's words.
_QUIET = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "asyncio",
    "httpcore",
    "httpx",
    "sqlalchemy",
    "telegram",
)
_QUIET_ACCESS = ("uvicorn.access", "aiohttp.access")

# Uvicorn says good and bad in the name of its errors, and hands the same words along in colours.
_UVICORN = "uvicorn.error"
_IN_COLOUR = "color_message"

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {
    "message", "asctime", "taskName", _IN_COLOUR
}  # fmt: skip


class MaskedFormatter(logging.Formatter):
    """Masks secrets in the finished line, so also in tracebacks and in extra fields."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for `record`, with every secret replaced by `[secret]`."""
        line = self.line(record)
        for secret in self._secrets:
            line = line.replace(secret, _MASK)
        return _TOKEN.sub(_MASK, line)

    def line(self, record: logging.LogRecord) -> str:
        """Return the line for `record`: time, level, logger, message and extra fields."""
        extra = "".join(f" {key}={value}" for key, value in _extra(record).items())
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        head = f"{_instant(record)} {record.levelname} {_name(record)}"
        return f"{head} {record.getMessage()}{extra}{trace}"


class JsonFormatter(MaskedFormatter):
    """One JSON object a line, for machines that collect logs."""

    def line(self, record: logging.LogRecord) -> str:
        """Return the record as one JSON object."""
        fields: dict[str, object] = {
            "at": _instant(record),
            "level": record.levelname,
            "logger": _name(record),
            "message": record.getMessage(),
            **_extra(record),
        }
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False, default=str)


def configure_log(
    *,
    level: str = "INFO",
    style: Literal["text", "json"] = "text",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send the log of the whole process to `stream` (standard error) and nowhere else."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter((JsonFormatter if style == "json" else MaskedFormatter)(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _QUIET_ACCESS:
        logging.getLogger(name).setLevel(logging.ERROR)


def _instant(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _name(record: logging.LogRecord) -> str:
    return "uvicorn" if record.name == _UVICORN else record.name


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {key: value for key, value in vars(record).items() if key not in _STANDARD}
