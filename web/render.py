"""Templates to answers, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content.areas.by_hand import ByHandKey
from content.areas.enrolment import EnrolmentKey
from content.areas.on_page import OnPageKey
from content.areas.receipts import ReceiptKey
from content.areas.sms import SmsKey
from content.areas.talks import TalkKey
from content.areas.things import ThingKey
from content.keys import Key
from content.texts import Texts
from domain.people import Language

_HERE = Path(__file__).parent
_SHEETS = ("page.css", "new_youth.css")
STYLES = b"".join((_HERE / "static" / name).read_bytes() for name in _SHEETS)
ICON = (_HERE / "static" / "icon.svg").read_bytes()

Say = Callable[..., str]


class Renderer:
    """Fills templates. What comes from people is escaped, and a forgotten value is an error.

    Args:
        texts: The words.
        base: The path under which this server is reached, without a slash at its end.
    """

    def __init__(self, texts: Texts, base: str) -> None:
        self._texts = texts
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # nobody changes templates under a running server
            trim_blocks=True,
            lstrip_blocks=True,
        )
        version = sha256(STYLES + ICON).hexdigest()[:12]
        self._templates.globals.update(
            Key=Key,
            E=EnrolmentKey,
            TalkKey=TalkKey,
            SmsKey=SmsKey,
            ThingKey=ThingKey,
            ReceiptKey=ReceiptKey,
            ByHandKey=ByHandKey,
            OnPageKey=OnPageKey,
            base=base,
            version=version,
        )

    def say(self, language: Language) -> Say:
        """Return the speaker of one language: `say(Key.…, placeholder=…)`."""
        return partial(self._texts.say, language)

    def page(
        self, template: str, language: Language, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """Return a page with a status; templates get `say`, `language` and the values."""
        filled = self._templates.get_template(template).render(
            say=self.say(language), language=language, **values
        )
        return HTMLResponse(filled, status)
