"""A small browser: opens the links that staff get, reads forms and posts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from bot.simulation.visitor import Visitor

_FORM = re.compile(r"<form.*?</form>", re.DOTALL)  # the rest of a page is not read
LINK = re.compile(r"https?://\S+/[pd]/[A-Za-z0-9_-]+")


@dataclass(slots=True)
class Form:
    """A form as it stands on a page: what is filled in, and what can be chosen by its words."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""
        self._option: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(found.get("action", "")))
        elif not self.forms:
            return
        elif tag == "input":
            self._input(found)
        elif tag == "select":
            self._select = found.get("name", "")
            self.forms[-1].choices[self._select] = {}
        elif tag == "option":
            self._option = found.get("value", "")
            if "selected" in found:
                self.forms[-1].fields[self._select] = self._option

    def handle_data(self, data: str) -> None:
        if self._option is not None and data.strip():
            self.forms[-1].choices[self._select][data.strip()] = self._option
            self._option = None

    def _input(self, found: Mapping[str, str]) -> None:
        kind, name = found.get("type", "text"), found.get("name", "")
        ticked = "checked" in found or kind not in ("radio", "checkbox")
        if name and ticked:
            self.forms[-1].fields[name] = found.get("value", "")


class Page:
    """What a browser shows."""

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        self.text = text

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """Return the forms by where they are posted to; read when somebody looks for them."""
        reader = _Forms()
        reader.feed("".join(_FORM.findall(self.text)))
        return {form.action: form for form in reader.forms}


class Browser:
    """A browser of one person, in the process that answers for the pages."""

    def __init__(self, pages: ASGIApp, address: str) -> None:
        self._visitor = Visitor(pages, address)

    async def open(self, words: str) -> Page | None:
        """Open the link in a message and press the button that spends it; None without a link."""
        found = LINK.search(words)
        if found is None:
            return None
        answer = await self._visitor.get(urlsplit(found[0]).path)
        before = Page(answer.status, answer.text)
        form = next(iter(before.forms.values()), None)
        return before if form is None else await self.send(form)

    async def send(self, form: Form, typed: Mapping[str, str] | None = None) -> Page:
        """Post a form, with what was typed, and follow the one redirect that answers it."""
        answer = await self._visitor.post(form.action, {**form.fields, **(typed or {})})
        if answer.status == HTTPStatus.SEE_OTHER:
            answer = await self._visitor.get(answer.location)
        return Page(answer.status, answer.text)

    async def close(self) -> None:
        """Forget every cookie."""
        self._visitor.forget()
