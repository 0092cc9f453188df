"""Kind pages for when there is nothing to show: each says what happened and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi.responses import HTMLResponse

from content.areas.things import ThingKey
from content.audience import TextKey
from content.keys import Key
from domain.attachment import FileTrouble
from domain.people import Language
from services.spend_link import LINK_LASTS, Gone, Why
from services.staff_page_link import StaffPage
from web.render import Renderer

NOBODY: Language = "da"  # spoken to whoever we do not know
MINUTES = int(LINK_LASTS.total_seconds() // 60)
# Title, explanation and status. 410: it was here, and will not be again.
_GONE: dict[Why, tuple[Key, Key, int]] = {
    Why.USED: (Key.P_USED_TITLE, Key.P_USED, 410),
    Why.EXPIRED: (Key.P_EXPIRED_TITLE, Key.P_EXPIRED, 410),
    Why.OVER: (Key.P_OVER_TITLE, Key.P_OVER, 410),
    Why.UNKNOWN: (Key.P_UNKNOWN_TITLE, Key.P_UNKNOWN, 404),
    Why.NO_VISIT: (Key.P_OVER_TITLE, Key.P_NO_VISIT, 403),
}
# 410: it was here; 413 and 502 say whose limit and whose silence it is.
_NO_FILE: dict[FileTrouble, tuple[ThingKey, int]] = {
    FileTrouble.GONE: (ThingKey.P_FILE_GONE, 410),
    FileTrouble.TOO_BIG: (ThingKey.P_FILE_TOO_BIG, 413),
    FileTrouble.AWAY: (ThingKey.P_FILE_AWAY, 502),
}
_STATUS: dict[int, tuple[Key, Sequence[Key]]] = {
    400: (Key.P_FORM_TITLE, (Key.P_FORM, Key.P_AGAIN)),
    403: (Key.P_FORM_TITLE, (Key.P_FORM, Key.P_AGAIN)),
    404: (Key.P_MISSING_TITLE, (Key.P_UNKNOWN, Key.P_AGAIN)),
    405: (Key.P_METHOD_TITLE, (Key.P_AGAIN,)),
    413: (Key.P_TOO_MUCH_TITLE, (Key.P_TOO_MUCH,)),
}


# How to come by a new link, where a command gives one; any other stood under a button.
_BY_COMMAND = {
    StaffPage.NEW_YOUTH.value: Key.P_AGAIN_NEW,
    StaffPage.CAFES.value: Key.P_AGAIN_CAFE,
}


def _again(purpose: str | None) -> Key:
    return _BY_COMMAND.get(purpose or "", Key.P_AGAIN)


class Notices:
    """Makes pages with one thing to say. `kept` is a text that was not sent, to copy."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def gone(self, gone: Gone, *, kept: str = "") -> HTMLResponse:
        """Return the page for a link or a visit that opens nothing."""
        title, explanation, status = _GONE[gone.why]
        language = gone.language or NOBODY
        return self._page(language, title, (explanation, _again(gone.purpose)), status, kept)

    def denied(self, language: Language, *, kept: str = "") -> HTMLResponse:
        """Return the page for somebody who may not be here, or may not any more."""
        return self._page(language, Key.P_DENIED_TITLE, (Key.P_DENIED,), 403, kept)

    def other_form(
        self, language: Language, *, kept: str = "", purpose: str | None = None
    ) -> HTMLResponse:
        """Return the page for a form that belongs to another visit."""
        lines = (Key.P_FORM, _again(purpose))
        return self._page(language, Key.P_FORM_TITLE, lines, 403, kept)

    def left(self, language: Language, *, purpose: str | None = None) -> HTMLResponse:
        """Return the page after the visit was ended by hand."""
        lines = (Key.P_LEFT, _again(purpose))
        return self._page(language, Key.P_OVER_TITLE, lines, 200, "")

    def no_file(self, trouble: FileTrouble, language: Language) -> HTMLResponse:
        """Return the page for a voice message, a picture or a file that cannot be opened."""
        line, status = _NO_FILE[trouble]
        return self._page(language, ThingKey.P_NO_FILE_TITLE, (line,), status, "", back=True)

    def status(self, status: int) -> HTMLResponse:
        """Return the page for a plain error of HTTP."""
        title, lines = _STATUS.get(status, _STATUS[400])
        return self._page(NOBODY, title, lines, status, "")

    def fault(self, *, kept: str = "") -> HTMLResponse:
        """Return the page for a mistake of ours."""
        return self._page(NOBODY, Key.P_FAULT_TITLE, (Key.P_FAULT,), 500, kept)

    def _page(
        self,
        language: Language,
        title: TextKey,
        lines: Sequence[TextKey],
        status: int,
        kept: str,
        *,
        back: bool = False,
    ) -> HTMLResponse:
        say = self._renderer.say(language)
        values = {"minutter": MINUTES}
        words = [say(key, **{n: values[n] for n in key.placeholders}) for key in lines]
        unsure = title is Key.P_FAULT_TITLE
        return self._renderer.page(
            "notice.html",
            language,
            status=status,
            title=say(title),
            lines=words,
            back=back,
            kept=kept,
            kept_lead=say(Key.P_KEPT_UNSURE if unsure else Key.P_KEPT),
        )
