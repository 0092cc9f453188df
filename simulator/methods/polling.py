"""``getUpdates``: true long polling."""

from simulator.errors import WEBHOOK_ACTIVE, BotApiError
from simulator.parsing import Params
from simulator.records import Json
from simulator.state import State

LONGEST_POLL = 50
BIGGEST_BATCH = 100


async def get_updates(state: State, params: Params) -> list[Json]:
    """Return waiting updates, or wait for one up to ``timeout`` (cut to 50) real seconds.

    Raises:
        BotApiError: 409 while a webhook is set, or when another poll takes over.
    """
    if state.hook.url:
        raise BotApiError(409, WEBHOOK_ACTIVE)
    state.updates.allow(params.array("allowed_updates"))
    return await state.updates.poll(
        offset=params.integer("offset"),
        limit=min(max(params.integer("limit", BIGGEST_BATCH), 1), BIGGEST_BATCH),
        seconds=min(max(params.integer("timeout"), 0), LONGEST_POLL),
    )
