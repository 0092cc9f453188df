"""``answerCallbackQuery``: stops the spinner on a pressed button, perhaps with words."""

from simulator.errors import QUERY_TOO_OLD, BotApiError, bad_request
from simulator.parsing import Params
from simulator.state import State

ANSWER_LIMIT = 200


async def answer(state: State, params: Params) -> bool:
    """Answer a pressed button once.

    Raises:
        BotApiError: 400 when the query is unknown, too old or answered before.
    """
    query = state.queries.get(params.text("callback_query_id"))
    if query is None or not state.query_is_open(query):
        raise BotApiError(400, QUERY_TOO_OLD)
    text = params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered, query.text, query.alert = True, text, params.flag("show_alert")
    state.answered.append(query)
    state.tell("answer", query.person, query=query.id)
    return True
