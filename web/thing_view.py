"""What a youth sent besides words, as the page shows it: a player, a picture, a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from content.areas.things import ThingKey
from domain.ids import encode
from domain.reply import HAS_A_FILE, Reply, ReplyKind
from web.render import Say

_NO_PLAYER = frozenset({ReplyKind.ANSWER, ReplyKind.SKIP, ReplyKind.WORD, ReplyKind.EDIT})
NAMES: Mapping[ReplyKind, ThingKey] = MappingProxyType(
    {kind: ThingKey[f"P_{kind.name}"] for kind in ReplyKind if kind not in _NO_PLAYER}
)
_PLAYERS: Mapping[ReplyKind, str] = MappingProxyType(
    {
        ReplyKind.VOICE: "audio",
        ReplyKind.AUDIO: "audio",
        ReplyKind.VIDEO: "video",
        ReplyKind.VIDEO_NOTE: "video",
        ReplyKind.ANIMATION: "video",
        ReplyKind.PHOTO: "picture",
        ReplyKind.STICKER: "link",
        ReplyKind.FILE: "save",
    }
)
_UNSEEN = frozenset({ReplyKind.STORY, ReplyKind.PAID, ReplyKind.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What stands in place of words. `player` is audio, video, picture, link, save or address."""

    player: str
    label: str  # what it is called, for whoever hears the page
    address: str  # the end of the path of a file, or the address of a place or a number
    link: str  # the words of the link


def thing_of(say: Say, reply: Reply, *, name: str, at: str) -> Thing | None:
    """Return how a reply is opened, or None where there is nothing to open."""
    ref = reply.file_ref
    if ref is None or reply.kind not in NAMES:
        return None
    label = say(ThingKey.P_ABOUT_THING, ting=say(NAMES[reply.kind]), navn=name, hvornaar=at)
    if reply.kind in HAS_A_FILE:
        player = _PLAYERS[reply.kind]
        link = ThingKey.P_SAVE_FILE if player == "save" else ThingKey.P_OPEN_ALONE
        return Thing(player=player, label=label, address=encode(reply.id), link=say(link))
    scheme, _, rest = ref.partition(":")
    if scheme == "geo":
        words = say(ThingKey.P_SHOW_PLACE, sted=rest.replace(",", ", "))
    elif scheme == "tel":
        words = say(ThingKey.P_CALL_NUMBER, nummer=rest)
    else:
        return None
    address = f"{scheme}:{quote(rest, safe='+,.-')}"
    return Thing(player="address", label=label, address=address, link=words)


def is_unseen(reply: Reply) -> bool:
    """Return whether a reply is something that cannot be opened here."""
    lost = reply.kind in HAS_A_FILE and reply.file_ref is None
    return lost or reply.kind in _UNSEEN
