"""A webhook as it was set, and how it does."""

import asyncio
from dataclasses import dataclass, field

from simulator.records import Json


@dataclass
class Hook:
    """Where updates are brought; `is_over` once it is deleted or set anew."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: int = 0
    is_over: asyncio.Event = field(default_factory=asyncio.Event)

    def failed(self, why: str, at: int) -> None:
        """Remember why a delivery failed; empty words mean that it did not."""
        if why:
            self.last_error, self.last_error_at = why, at

    def info(self) -> Json:
        """Return what getWebhookInfo tells of it."""
        found: Json = {"url": self.url}
        if self.url:
            found["max_connections"] = self.max_connections
        if self.last_error:
            found |= {
                "last_error_message": self.last_error,
                "last_error_date": self.last_error_at,
            }
        return found
