"""``parse_mode=HTML``: text and entities as Telegram makes them, or Telegram's complaint."""

import re
from dataclasses import dataclass, field

from simulator.errors import BotApiError, bad_request
from simulator.records import Json

PLAIN_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
KNOWN_TAGS = frozenset({*PLAIN_TAGS, "a", "span", "tg-emoji"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TAG_NAME = re.compile(r"[^\s>/]*")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")


def utf16(text: str) -> int:
    """Return the length in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int


@dataclass
class _Reader:
    """Walks over the source once; ``out`` grows, tags wait on a stack for their end."""

    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16(text)

    def fail(self, words: str, at: int) -> BotApiError:
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {words.format(offset=offset)}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities (offsets in UTF-16 units).

    Raises:
        BotApiError: 400 for an unknown, unclosed or wrongly nested tag.
    """
    reader = _Reader(source)
    while reader.at < len(source):
        if source[reader.at] == "<":
            _read_tag(reader)
        else:
            _read_text(reader)
    if reader.stack:
        words = f'Can\'t find end tag corresponding to start tag "{reader.stack[-1].tag}"'
        raise reader.fail(words, reader.at)
    return "".join(reader.out), sorted(reader.entities, key=_outer_first)


def _outer_first(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _read_text(reader: _Reader) -> None:
    end = reader.source.find("<", reader.at)
    end = len(reader.source) if end < 0 else end
    reader.put(REFERENCE.sub(_dereference, reader.source[reader.at : end]))
    reader.at = end


def _dereference(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 else found.group()


def _read_tag(reader: _Reader) -> None:
    start = reader.at
    if reader.source.startswith("</", start):
        inside = _until_bracket(reader, start + 2, start, "end")
        _close(reader, inside.strip().lower(), start)
        return
    name = TAG_NAME.match(reader.source, start + 1)
    assert name is not None, "the pattern also matches nothing"
    if name.end() < len(reader.source) and name.group().lower() not in KNOWN_TAGS:
        raise _unsupported(reader, name.group().lower(), start)
    inside = _until_bracket(reader, name.end(), start, "start")
    _open(reader, name.group().lower(), inside, start)


def _until_bracket(reader: _Reader, begin: int, start: int, kind: str) -> str:
    end = reader.source.find(">", begin)
    if end < 0:
        raise reader.fail(f"Unclosed {kind} tag at byte offset {{offset}}", start)
    reader.at = end + 1
    return reader.source[begin:end]


def _unsupported(reader: _Reader, name: str, start: int) -> BotApiError:
    return reader.fail(f'Unsupported start tag "{name}" at byte offset {{offset}}', start)


def _open(reader: _Reader, name: str, inside: str, start: int) -> None:
    attributes = {key.lower(): value.strip("\"'") for key, value in ATTRIBUTE.findall(inside)}
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _unsupported(reader, name, start)
    reader.stack.append(_Open(name, attributes, reader.length))


def _close(reader: _Reader, name: str, start: int) -> None:
    if not reader.stack:
        raise reader.fail("Unexpected end tag at byte offset {offset}", start)
    opened = reader.stack.pop()
    if name not in ("", opened.tag):
        words = f'expected "</{opened.tag}>", found "</{name}>"'
        raise reader.fail(f"Unmatched end tag at byte offset {{offset}}, {words}", start)
    length = reader.length - opened.start
    entity = _entity(opened)
    if length and entity:
        reader.entities.append({"offset": opened.start, "length": length} | entity)


def _entity(opened: _Open) -> Json | None:
    if opened.tag == "a":
        url = opened.attributes.get("href", "")
        return {"type": "text_link", "url": url} if "." in url or "://" in url else None
    if opened.tag == "span":
        return {"type": "spoiler"}
    if opened.tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": opened.attributes.get("emoji-id", "")}
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        return {"type": "expandable_blockquote"}
    return {"type": PLAIN_TAGS[opened.tag]}
