"""``setWebhook`` and its kin; `simulator.courier` brings the updates."""

import re

from simulator.errors import WEBHOOK_TAKES_OVER, bad_request
from simulator.hook import Hook
from simulator.parsing import Params
from simulator.records import Json
from simulator.state import State

LOOPBACK = re.compile(r"http://(127\.\d+\.\d+\.\d+|localhost|\[::1\])[:/]")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def set_webhook(state: State, params: Params) -> bool:
    """Store a webhook; an empty url removes it.

    Raises:
        BotApiError: 400 for a url without HTTPS (loopback excepted, as for a Bot API server of
            one's own) or a secret with other letters.
    """
    url = params.text("url")
    if not url:
        return await delete_webhook(state, params)
    if not url.startswith("https://") and not LOOPBACK.match(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    state.updates.allow(params.array("allowed_updates"))
    _maybe_drop(state, params)
    state.updates.interrupt(WEBHOOK_TAKES_OVER)
    state.set_hook(Hook(url, secret or "", params.integer("max_connections", 40)))
    return True


async def delete_webhook(state: State, params: Params) -> bool:
    """Forget the webhook, so that getUpdates works again."""
    state.set_hook(Hook())
    _maybe_drop(state, params)
    return True


async def get_webhook_info(state: State, _params: Params) -> Json:
    """Return the WebhookInfo; an empty url means there is none."""
    info: Json = {
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    } | state.hook.info()
    if state.updates.allowed:
        info["allowed_updates"] = state.updates.allowed
    return info


def _maybe_drop(state: State, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        state.updates.clear()
