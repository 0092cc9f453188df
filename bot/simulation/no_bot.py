"""Who is taken in without a robot: a worker fills in the page of /ny, for SMS or for calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.simulation.stage import Stage
from bot.simulation.worker import Worker
from content.keys import Key

PHONES, TEXTS = 30_000_000, 50_000_000  # numbers are these and the number of the youth


class NoBot:
    """Takes people in on a page, with the browser of a worker.

    Args:
        stage: Where it plays.
        programme: The key of the programme.
        settle: Lets everything happen that happens now.
    """

    def __init__(
        self, stage: Stage, programme: str, settle: Callable[[], Awaitable[None]]
    ) -> None:
        self._stage = stage
        self._programme = programme
        self._settle = settle

    async def take_in(
        self, mentor: Worker, cover: Worker, *, name: str, phone: int, by_sms: bool
    ) -> bool:
        """Take somebody in; return whether the page could be opened and was accepted."""
        await mentor.write("/ny")
        await self._settle()
        label = mentor.label(Key.B_OPEN)
        asked = next((m for m in reversed(mentor.phone.messages) if label in m.labels), None)
        browser = self._stage.browser()
        if asked is None or browser is None:
            return False
        await mentor.tap(asked.id, label)
        await self._settle()
        page = await browser.open(mentor.phone.last.text)
        form = page.forms.get("/ny") if page is not None else None
        if form is not None:
            typed = {
                "navn": name,
                "kontakt": "sms" if by_sms else "phone",
                "telefon": str(phone),
                "alder": "18+",
                "ja": "1",
                "program": self._programme,
                "medarbejder": form.choices["medarbejder"][mentor.name],
                "vikar": form.choices["vikar"][cover.name],
            }
            await browser.send(form, typed)
        await browser.close()
        return True
