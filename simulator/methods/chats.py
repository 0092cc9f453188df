"""``getChat``, ``sendChatAction`` and ``getFile``."""

from simulator import checks
from simulator.errors import bad_request
from simulator.parsing import Params
from simulator.records import Json
from simulator.state import State

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
})  # fmt: skip
BIGGEST_FILE = 20 * 1024 * 1024
GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
    "gifts_from_channels",
)  # fmt: skip


async def get_chat(state: State, params: Params) -> Json:
    """Return the ChatFullInfo of a private chat."""
    person = checks.find_person(state, params)
    return person.chat() | {
        "accent_color_id": person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


async def send_action(state: State, params: Params) -> bool:
    """Show *is typing* and the like on a phone.

    Raises:
        BotApiError: 400 for an unknown action, 403 when the chat is closed.
    """
    person = checks.find_person(state, params)
    if params.text("action").lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    checks.may_be_written_to(person)
    state.tell("typing", person)
    return True


async def get_file(state: State, params: Params) -> Json:
    """Return the File with the path for ``/file/bot<token>/<file_path>``.

    Raises:
        BotApiError: 400 for an unknown id or a file over 20 MB.
    """
    found = state.files.get(params.text("file_id"))
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if found.size > BIGGEST_FILE:
        raise bad_request("file is too big")
    return found.json() | {"file_path": found.path}
