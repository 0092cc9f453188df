"""What youths send, on the page in a real browser: players, pictures, places, what was changed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, expect

from content.keys import Key
from domain.attachment import Attachment, FileTrouble
from domain.case import CaseKind
from domain.ids import encode
from domain.people import Actor
from domain.reply import Reply, ReplyKind
from services.raise_case import raise_case
from services.staff_page_link import StaffPage, offer_staff_page
from storage import replies, staff
from storage.tx import Tx
from tests.browser.page_house import (
    DESK,
    PHONE,
    Served,
    assert_readable,
    quiet_page,
    serve,
    shoot,
)
from tests.web.cast import HOUR, Cast

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]


def picture() -> bytes:
    """Return a PNG of 320 x 200: an evening sky."""
    rows = b"".join(
        b"\x00" + bytes((60 + y, 95 + y // 2, 140 + y // 20)) * 320 for y in range(170)
    )
    header = struct.pack(">IIBBBBB", 320, 170, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


async def fetch(file_id: str) -> Attachment | FileTrouble:
    """Give a picture, or nothing."""
    if file_id != "photo":
        return FileTrouble.TOO_BIG
    content = picture()

    async def pieces() -> AsyncIterator[bytes]:
        yield content

    async def close() -> None:
        return None

    return Attachment(len(content), "png", pieces(), close)


@pytest.fixture
async def served(cast: Cast) -> AsyncIterator[Served]:
    async with serve(cast, files=fetch) as found:
        yield found


async def everything(cast: Cast) -> int:
    """Let Bo send all kinds of things, and change one; return the id of the voice message."""
    await cast.opens_case()
    sent = {"ago": HOUR}
    voice = await cast.says(
        None, kind=ReplyKind.VOICE, file_ref="voice", level="concern", rule="unscreened", **sent
    )
    await cast.says("Se lige", kind=ReplyKind.PHOTO, file_ref="photo", **sent)
    await cast.says(None, kind=ReplyKind.VIDEO_NOTE, file_ref="film", **sent)
    await cast.says("cv.pdf", kind=ReplyKind.FILE, file_ref="file", **sent)
    await cast.says(None, kind=ReplyKind.LOCATION, file_ref="geo:55.6761,12.5683", **sent)
    await cast.says("Kim Lund", kind=ReplyKind.CONTACT, file_ref="tel:+4520123456", **sent)
    await cast.says("🙂", kind=ReplyKind.STICKER, file_ref="sticker", **sent)
    await cast.says("kommer du?", forwarded=True, **sent)
    await cast.says(None, kind=ReplyKind.STORY, **sent)
    changed = await cast.says("Jeg kommer i morgen kl. 10", **sent)
    await cast.store.write(_change, cast, changed)
    return voice


def _change(tx: Tx, cast: Cast, reply_id: int) -> None:
    old = replies.get(tx, cast.bo, reply_id)
    assert isinstance(old, Reply)
    values = {name: getattr(old, name) for name in Reply.__slots__}
    values |= {"text": "Jeg kommer alligevel ikke", "edited_at": cast.clock.time - HOUR / 2}
    replies.change(tx, cast.clock.time - HOUR / 2, old, Reply(**values))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_a_worker_finds_a_player_for_each_thing(
    served: Served, browser: Browser, size: Any, scheme: Literal["light", "dark"]
) -> None:
    voice = await everything(served.cast)
    complaints = list[str]()
    context = await browser.new_context(
        viewport=size, color_scheme=scheme, locale="da-DK", java_script_enabled=False
    )
    page = await quiet_page(context, complaints)
    await page.goto(await served.link())
    await page.get_by_role("button", name="Vis").click()
    player = page.get_by_label("Talebesked fra Bo")
    await expect(player).to_have_attribute("src", f"/ung/fil/{encode(voice)}")
    await expect(player).to_have_attribute("preload", "none")
    await page.get_by_text("Vis billedet").click()
    shown = page.get_by_role("img", name="Billede fra Bo")
    await expect(shown).to_be_visible()
    await expect(shown).to_have_js_property("naturalWidth", 320)
    await expect(page.get_by_role("link", name="Ring +4520123456")).to_be_visible()
    await expect(page.get_by_text("Jeg kommer alligevel ikke")).to_be_visible()
    await expect(page.get_by_text("Jeg kommer i morgen kl. 10")).to_be_visible()
    await assert_readable(page)
    await shoot(page, f"things-{size['width']}-{scheme}")
    assert complaints == []

    await page.get_by_role("link", name="Åbn for sig (Talebesked fra Bo").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Den kan ikke åbnes")
    await assert_readable(page)
    await shoot(page, f"things-{size['width']}-{scheme}-too-big")
    await page.get_by_role("link", name="Tilbage til siden").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Bo")
    await context.close()


@pytest.mark.parametrize("size", SIZES)
async def test_a_worker_writes_to_somebody_nobody_knows(
    served: Served, browser: Browser, size: Any
) -> None:
    cast, complaints = served.cast, list[str]()
    token = await cast.store.write(_asks_for_the_sender, cast)
    context = await browser.new_context(viewport=size, locale="da-DK", java_script_enabled=False)
    page = await quiet_page(context, complaints)
    await page.goto(f"{served.address}/d/{token}")
    await page.get_by_role("button", name="Vis").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Ukendt afsender")
    await assert_readable(page)
    await shoot(page, f"sender-{size['width']}")
    await page.get_by_role("textbox").fill("Ring til os på 12 34 56 78.")
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("På vej.")
    await assert_readable(page)
    await shoot(page, f"sender-{size['width']}-sent")
    assert complaints == []
    await context.close()


def _asks_for_the_sender(tx: Tx, cast: Cast) -> str:
    """Let somebody nobody knows cry for help, and Anna ask for the page; return its token."""
    world, token = cast.world, cast.world.new_token()
    kind = CaseKind.UNKNOWN_SENDER
    now, unknown = cast.clock.time, Actor.unknown()
    case = raise_case(tx, unknown, now, world.house, youth=None, kind=kind, sender_chat=77)
    anna = staff.get(tx, cast.anna)
    assert anna is not None
    offer_staff_page(
        tx,
        now,
        world.house,
        anna,
        StaffPage.SENDER,
        key=Key.LINK,
        token=token,
        public_url=cast.public_url,
        about_id=case.id,
    )
    return token
