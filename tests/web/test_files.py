"""What a youth sent is streamed to whoever may see it, safely, and kept nowhere."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message

from domain.attachment import Attachment, FileTrouble, shape_of
from domain.ids import encode
from domain.reply import HAS_A_FILE, ReplyKind
from services.open_file import ToFetch
from services.spend_link import VISIT_LASTS
from storage import audit
from storage.tables import audit as audit_rows
from storage.tx import Rx
from tests.web.browser import Browser, Shown
from tests.web.cast import Cast
from web.file_page import Part, part_of, streamed

OGG = b"OggS" + bytes(range(96))
JPEG = b"\xff\xd8\xff\xe0" + bytes(60)
HTML = b"<!doctype html><script>alert(1)</script>"


@dataclass
class Telegram:
    """Files as Telegram would give them, and what was asked of it."""

    content: bytes = OGG
    ending: str = "oga"
    trouble: FileTrouble | None = None
    size_known: bool = True
    asked: list[str] = field(default_factory=list)
    closed: int = 0
    breaks_at: int | None = None  # the piece that never comes

    async def fetch(self, file_id: str) -> Attachment | FileTrouble:
        self.asked.append(file_id)
        if self.trouble is not None:
            return self.trouble
        size = len(self.content) if self.size_known else None
        return Attachment(size, self.ending, self._pieces(), self._close)

    async def _pieces(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.content), 30):
            if start == self.breaks_at:
                raise ConnectionError("Telegram went away")
            yield self.content[start : start + 30]

    async def _close(self) -> None:
        self.closed += 1


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def browser(cast: Cast, telegram: Telegram) -> AsyncIterator[Browser]:
    async with Browser.open(cast.world, files=telegram.fetch) as opened:
        yield opened


async def a_file(cast: Cast, browser: Browser, kind: ReplyKind = ReplyKind.VOICE) -> str:
    """Let Bo send a file, and Mette open his page; return the address of the file."""
    reply_id = await cast.says(None, kind=kind, file_ref="F1")
    await browser.press_show(await cast.link())
    return f"/ung/fil/{encode(reply_id)}"


async def looks(cast: Cast) -> int:
    def count(rx: Rx) -> int:
        wanted = audit_rows.select().where(audit_rows.c.action == "open_file")
        return len(rx.execute(wanted).all())

    return await cast.store.read(count)


async def test_a_voice_message_is_streamed_and_the_look_is_written_down(
    cast: Cast, browser: Browser, telegram: Telegram
) -> None:
    address = await a_file(cast, browser)
    found = await browser.client.get(address)
    assert (found.status_code, found.content) == (200, OGG)
    assert found.headers["content-type"] == "audio/ogg"
    assert found.headers["content-disposition"] == 'inline; filename="fil.ogg"'
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cache-control"] == "no-store"
    assert (telegram.asked, telegram.closed) == (["F1"], 1)
    assert await looks(cast) == 1
    assert audit is not None


async def test_the_page_has_a_player_with_a_name(cast: Cast, browser: Browser) -> None:
    reply_id = await cast.says(None, kind=ReplyKind.VOICE, file_ref="F1")
    shown = await browser.press_show(await cast.link())
    source = f'src="/ung/fil/{encode(reply_id)}"'
    assert source in shown.response.text
    assert 'aria-label="Talebesked fra Bo, i dag kl.\u00a012"' in shown.response.text


@pytest.mark.parametrize(
    ("asked", "content", "header"),
    [
        ("bytes=0-", OGG, "bytes 0-99/100"),
        ("bytes=0-1", OGG[:2], "bytes 0-1/100"),
        ("bytes=25-64", OGG[25:65], "bytes 25-64/100"),
        ("bytes=90-500", OGG[90:], "bytes 90-99/100"),
    ],
)
async def test_a_player_that_asks_for_a_part_gets_that_part(
    cast: Cast, browser: Browser, asked: str, content: bytes, header: str
) -> None:
    found = await browser.client.get(await a_file(cast, browser), headers={"range": asked})
    assert (found.status_code, found.content) == (206, content)
    assert found.headers["content-range"] == header
    assert found.headers["content-length"] == str(len(content))


@pytest.mark.parametrize("asked", ["bytes=200-", "bytes=-5", "bytes=0-1,3-4", "lines=1-2", "x"])
async def test_a_part_that_makes_no_sense_is_the_whole(
    cast: Cast, browser: Browser, asked: str
) -> None:
    found = await browser.client.get(await a_file(cast, browser), headers={"range": asked})
    assert (found.status_code, found.content) == (200, OGG)


def test_a_part_is_only_cut_where_the_size_is_known() -> None:
    assert part_of("bytes=0-", None) is None
    assert part_of("bytes=3-", 10) == Part(3, 9, 10)


@pytest.mark.parametrize("content", [HTML, b"%PDF-1.7", b"<svg onload=x>", b"", b"MZ\x90"])
@pytest.mark.parametrize("kind", [ReplyKind.PHOTO, ReplyKind.FILE])
async def test_what_might_hold_a_script_is_only_saved(
    cast: Cast, browser: Browser, telegram: Telegram, content: bytes, kind: ReplyKind
) -> None:
    telegram.content, telegram.ending = content, "html"
    found = await browser.client.get(await a_file(cast, browser, kind))
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in found.headers["content-security-policy"]
    assert found.headers["x-content-type-options"] == "nosniff"


async def test_a_document_is_saved_also_when_it_is_a_picture(
    cast: Cast, browser: Browser, telegram: Telegram
) -> None:
    telegram.content = JPEG
    found = await browser.client.get(await a_file(cast, browser, ReplyKind.FILE))
    assert found.headers["content-disposition"] == 'attachment; filename="fil.jpg"'


@pytest.mark.parametrize("ending", ['a"; x=y', "\r\nX: y", "", "../../etc", "æ"])
async def test_no_ending_gets_into_a_header(
    cast: Cast, browser: Browser, telegram: Telegram, ending: str
) -> None:
    telegram.content, telegram.ending = b"what", ending
    found = await browser.client.get(await a_file(cast, browser, ReplyKind.FILE))
    assert found.headers["content-disposition"] == 'attachment; filename="fil.bin"'


@pytest.mark.parametrize(
    ("trouble", "status", "says"),
    [
        (FileTrouble.GONE, 410, "Telegram har den ikke længere."),
        (FileTrouble.TOO_BIG, 413, "Den fylder mere end 20 MB"),
        (FileTrouble.AWAY, 502, "Telegram svarer ikke lige nu."),
    ],
)
async def test_a_file_that_cannot_be_had_is_explained(
    cast: Cast,
    browser: Browser,
    telegram: Telegram,
    trouble: FileTrouble,
    status: int,
    says: str,
) -> None:
    telegram.trouble = trouble
    shown = Shown(await browser.client.get(await a_file(cast, browser)))
    assert shown.status == status
    assert says in shown.text
    assert "Tilbage til siden" in shown.text


async def test_a_file_whose_size_nobody_says_comes_all_the_same(
    cast: Cast, browser: Browser, telegram: Telegram
) -> None:
    telegram.size_known = False
    found = await browser.client.get(await a_file(cast, browser), headers={"range": "bytes=5-"})
    assert (found.status_code, found.content) == (200, OGG)


async def test_without_a_visit_nothing_is_fetched(
    cast: Cast, browser: Browser, telegram: Telegram
) -> None:
    address = await a_file(cast, browser)
    cast.clock.pass_by(VISIT_LASTS)
    assert (await browser.client.get(address)).status_code == 410
    browser.client.cookies.clear()
    assert (await browser.client.get(address)).status_code == 403
    assert telegram.asked == []


async def test_who_may_not_see_the_youth_any_more_hears_nothing(
    cast: Cast, browser: Browser, telegram: Telegram
) -> None:
    address = await a_file(cast, browser)
    await cast.change_bo(mentor_id=cast.ulla, cover_id=cast.ulla)
    assert (await browser.client.get(address)).status_code == 403
    assert telegram.asked == []


@pytest.mark.parametrize("name", ["0000000000001", "x", "!", "%2e%2e"])
async def test_only_what_this_youth_sent_can_be_opened(
    cast: Cast, browser: Browser, telegram: Telegram, name: str
) -> None:
    await a_file(cast, browser)
    assert (await browser.client.get(f"/ung/fil/{name}")).status_code == 404
    assert telegram.asked == []


@pytest.mark.parametrize("kind", [ReplyKind.LOCATION, ReplyKind.CONTACT, ReplyKind.WORD])
async def test_what_has_no_file_is_not_asked_for(
    cast: Cast, browser: Browser, telegram: Telegram, kind: ReplyKind
) -> None:
    assert (await browser.client.get(await a_file(cast, browser, kind))).status_code == 404
    assert telegram.asked == []


@pytest.mark.parametrize("kind", sorted(HAS_A_FILE))
async def test_every_kind_of_file_can_be_opened_from_the_page(
    cast: Cast, browser: Browser, telegram: Telegram, kind: ReplyKind
) -> None:
    address = await a_file(cast, browser, kind)
    assert address in (await browser.get("/ung")).response.text
    assert (await browser.client.get(address)).status_code == 200


async def test_a_place_and_a_number_are_links(cast: Cast, browser: Browser) -> None:
    await cast.says(None, kind=ReplyKind.LOCATION, file_ref="geo:55.5,12.25")
    await cast.says("Bo", kind=ReplyKind.CONTACT, file_ref="tel:+45 20 12")
    shown = await browser.press_show(await cast.link())
    assert 'href="geo:55.5,12.25"' in shown.response.text
    assert 'href="tel:+45%2020%2012"' in shown.response.text


async def test_no_address_of_another_kind_becomes_a_link(cast: Cast, browser: Browser) -> None:
    await cast.says(None, kind=ReplyKind.LOCATION, file_ref="javascript:alert(1)")
    shown = await browser.press_show(await cast.link())
    assert "javascript:" not in shown.response.text


@pytest.mark.parametrize(
    ("beginning", "media_type"),
    [
        (b"OggS", "audio/ogg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"\x1a\x45\xdf\xa3", "video/webm"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (JPEG, "image/jpeg"),
    ],
)
def test_a_shape_is_told_by_the_first_bytes(beginning: bytes, media_type: str) -> None:
    shape = shape_of(beginning)
    assert shape is not None
    assert shape.media_type == media_type


def test_a_shape_that_is_not_known_is_none() -> None:
    assert [shape_of(one) for one in (b"", b"RIFF1234WAVE", HTML, b"%PDF")] == [None] * 4


@pytest.mark.parametrize("breaks_at", ["first", "later"])
async def test_a_file_that_breaks_off_is_let_go_of(
    cast: Cast, browser: Browser, telegram: Telegram, breaks_at: str
) -> None:
    address = await a_file(cast, browser)
    telegram.breaks_at = 0 if breaks_at == "first" else 30
    with contextlib.suppress(ConnectionError):
        await browser.client.get(address)
    assert telegram.closed == 1


async def test_a_file_is_let_go_of_when_the_browser_has_gone_before_the_answer(
    telegram: Telegram,
) -> None:
    found = await telegram.fetch("F1")
    assert isinstance(found, Attachment)
    answer = await streamed(found, ToFetch("F1", ReplyKind.VOICE), None)

    async def gone(_: object) -> None:
        raise OSError("nobody is there")

    async def silent() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}}
    with pytest.raises(ClientDisconnect):
        await answer(scope, silent, gone)
    assert telegram.closed == 1, "nobody took a piece of it"
