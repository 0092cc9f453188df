"""What the browser tests of the page stand on: the application at a real address, and eyes."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
import uvicorn
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    async_playwright,
)

from domain.attachment import FetchFile
from tests.web.browser import all_well
from tests.web.cast import Cast
from web.app import build_web, no_files

CHROMIUM = shutil.which("chromium", path=f"{os.environ.get('PATH', '')}:/usr/bin")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-sync"]
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)

# Every visible text with too little contrast to what is painted behind it, as WCAG counts it.
TOO_FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3)
      .map((node) => node.textContent.trim()).join(' ').trim();
    if (!text && element.tagName !== 'TEXTAREA') continue;
    const [a, b] = [light(rgba(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${element.className} ${text.slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return faint;
}"""

# What a screen reader or a keyboard would stumble over.
STUMBLES = """() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  if (all('h1').length !== 1) found.push('not one h1');
  if (all('main').length !== 1) found.push('not one main');
  if (!document.documentElement.lang) found.push('no language');
  let level = 0;
  for (const heading of all('h1, h2, h3, h4')) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) found.push(`jump to ${heading.tagName} ${heading.textContent}`);
    level = own;
  }
  const ids = all('[id]').map((element) => element.id);
  if (new Set(ids).size !== ids.length) found.push('an id twice');
  for (const element of all('[aria-describedby], [aria-labelledby]')) {
    const names = ['aria-describedby', 'aria-labelledby']
      .flatMap((name) => (element.getAttribute(name) || '').split(' ').filter(Boolean));
    for (const id of names) if (!document.getElementById(id)) found.push(`no #${id}`);
  }
  for (const field of all('textarea, input:not([type=hidden])')) {
    if (!field.labels || !field.labels.length) found.push(`no label: ${field.id}`);
  }
  for (const target of all('button, a:not(.skip)').filter((at) => at.offsetParent)) {
    const box = target.getBoundingClientRect();
    if (box.width < 44 || box.height < 44) found.push(`small: ${target.textContent}`);
    if (!target.textContent.trim()) found.push('a button without words');
  }
  if (all('script, [style], [onclick]').length) found.push('script or style in the page');
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Served:
    """The application at a loopback address, with its cast."""

    cast: Cast
    address: str

    async def link(self) -> str:
        """Let Mette ask for the page, and return the address she gets."""
        return f"{self.address}/p/{await self.cast.link()}"


@asynccontextmanager
async def serve(cast: Cast, *, files: FetchFile = no_files) -> AsyncIterator[Served]:
    """Serve the application of a cast with uvicorn on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    cast.public_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    world = replace(cast.world, public_url=cast.public_url)
    config = uvicorn.Config(
        build_web(world, all_well, files=files),
        lifespan="off",
        log_level="warning",
        access_log=False,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield Served(cast, cast.public_url)
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Open the browser; skip by name where there is none, unless one is required."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, but there is no chromium")
        pytest.skip("browser test skipped: no chromium here")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def quiet_page(context: BrowserContext, complaints: list[str]) -> Page:
    """Return a new page whose complaints (blocked, missing, wrong) are collected."""
    page = await context.new_page()

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


async def shoot(page: Page, name: str) -> None:
    """Keep a picture of the whole page when SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        await page.screenshot(path=f"{folder}/{name}.png", full_page=True)


async def assert_readable(page: Page) -> None:
    """Fail with the list of what is too faint, too small, too wide, or has no name."""
    assert await page.evaluate(TOO_FAINT) == []
    assert await page.evaluate(STUMBLES) == []
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) <= 0
