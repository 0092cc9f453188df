"""Telegram's errors, in Telegram's words: what the official server answers, code and text."""

from typing import Any

BLOCKED = "Forbidden: bot was blocked by the user"
DEACTIVATED = "Forbidden: user is deactivated"
NOT_STARTED = "Forbidden: bot can't initiate conversation with a user"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
TWO_POLLERS = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
    "is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first"
)
WEBHOOK_TAKES_OVER = "Conflict: terminated by setWebhook request"

DEFAULT_WORDS = {
    400: "Bad Request: message text is empty",
    401: "Unauthorized",
    403: BLOCKED,
    404: "Not Found",
    409: TWO_POLLERS,
    413: "Request Entity Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class BotApiError(Exception):
    """An answer with ``ok: false``; the HTTP status is the error code."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON body that Telegram sends for this error; never with a null."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str) -> BotApiError:
    """Return a 400 with Telegram's prefix."""
    return BotApiError(400, f"Bad Request: {words}")


def moved(chat_id: int) -> BotApiError:
    """Return the 400 for a group that has become a supergroup with this id."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return BotApiError(400, words, {"migrate_to_chat_id": chat_id})


def too_many_requests(retry_after: int) -> BotApiError:
    """Return a 429 that asks the caller to wait ``retry_after`` seconds."""
    return BotApiError(
        429,
        f"Too Many Requests: retry after {retry_after}",
        {"retry_after": retry_after},
    )
