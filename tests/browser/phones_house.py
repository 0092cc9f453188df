"""What the tests of the phones stand on: a tiny bot behind the page, and eyes for the page."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from playwright.async_api import Browser, ConsoleMessage, Page, expect

from simulator import Note, Simulator

PEOPLE = ("Amal", "Jonas", "Mette", "Karen")
CAPTIONS = ("ung", "ung", "mentor", "koordinator, dækker")
SCALE = [
    [{"text": str(n), "callback_data": f"s{n}"} for n in range(6)],
    [{"text": str(n), "callback_data": f"s{n}"} for n in range(6, 11)],
    [{"text": "Spring over", "callback_data": "skip"}],
]


class House:
    """A tiny bot and a clock behind the page: asks on /start, thanks for a number."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self.lines: list[Note] = []
        self.may_go_on = asyncio.Event()
        self.sim = Simulator(clock=lambda: self.now)
        self.sim.on_jump, self.sim.on_next = self.jump, self.to_next
        self.sim.on_halt = self.may_go_on.set
        self.sim.notes = self.notes

    async def jump(self, seconds: float) -> None:
        await self.may_go_on.wait()
        self.now += timedelta(seconds=seconds)

    async def to_next(self) -> None:
        await self.may_go_on.wait()
        self.now += timedelta(hours=4)
        self.note("Amal fik et spørgsmål.", "Amal got a question.")

    def note(self, danish: str, english: str) -> None:
        self.lines.append(Note(self.now, {"da": danish, "en": english}))

    async def notes(self, since: datetime | None) -> list[Note]:
        return [one for one in self.lines if since is None or one.at > since]

    async def ask(self, method: str, **params: Any) -> Any:
        url = f"{self.sim.url}/bot{self.sim.token}/{method}"
        async with self.session.post(url, json=params) as response:
            return (await response.json()).get("result")

    async def serve(self) -> None:
        offset = 0
        async with aiohttp.ClientSession() as self.session:
            menu = [{"command": "pause", "description": "Hold pause"}]
            await self.ask("setMyCommands", commands=menu)
            while True:
                for update in await self.ask("getUpdates", offset=offset, timeout=30) or []:
                    offset = update["update_id"] + 1
                    await self.handle(update)

    async def handle(self, update: dict[str, Any]) -> None:
        if query := update.get("callback_query"):
            await self.ask("answerCallbackQuery", callback_query_id=query["id"], text="Noteret")
            place = {
                "chat_id": query["from"]["id"],
                "message_id": query["message"]["message_id"],
            }
            await self.ask("editMessageText", **place, text="Tak, noteret. Mette ser det.")
            name = query["from"]["first_name"]
            self.note(f"{name} svarede: {query['data']}", f"{name} answered: {query['data']}")
        elif message := update.get("message"):
            await self.reply(message)

    async def reply(self, message: dict[str, Any]) -> None:
        chat = message["chat"]["id"]
        name = message["chat"]["first_name"]
        if message.get("text", "").startswith("/start"):
            text = f"Hej {name}. Hvor meget lyst har du til at blive ved med skolen lige nu?"
            markup = {"inline_keyboard": SCALE}
            await self.ask("sendMessage", chat_id=chat, text=text, reply_markup=markup)
        else:
            link = f"{self.sim.page_url}/side/abc"
            await self.ask(
                "sendMessage",
                chat_id=chat,
                text=f"Det er givet videre. Læs det her: {link}",
                disable_notification=True,
                protect_content=True,
            )


async def page_at(
    browser: Browser, house: House, width: int, height: int = 800
) -> tuple[Page, list[str]]:
    """Open the page; the list fills with whatever the browser complains about."""
    page = await browser.new_page(viewport={"width": width, "height": height}, locale="da-DK")
    complaints: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            complaints.append(said.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(house.sim.page_url)
    await expect(page.locator(".phone")).to_have_count(len(PEOPLE))
    return page, complaints


# Every visible text against what lies behind it, see-through layers included (WCAG 1.4.3).
FAINT = """() => {
  const numbers = (colour) => {
    const found = colour.match(/[\\d.]+/g).map(Number);
    return found.length > 3 ? found : [...found, 1];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const own = numbers(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => value / 255).map(
      (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest(".hidden, [disabled]")) continue;
    const back = behind(element);
    const front = over(numbers(getComputedStyle(element).color), back);
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faint.push(`${texts.currentNode.data.trim()} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""
NAMELESS = """() => [...document.querySelectorAll("button, summary, a, input, textarea")].filter(
  (one) => one.checkVisibility() && !one.getAttribute("aria-label") && !one.textContent.trim()
    && !one.labels?.length).map((one) => one.outerHTML)"""
