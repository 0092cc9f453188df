"""Phones in people's hands: what a person can do in a private chat with the bot."""

import hashlib
import re
from urllib.parse import parse_qs, urlsplit

from simulator import attachments
from simulator.entities import find_entities
from simulator.records import Json, Message, Person
from simulator.screen import Screen
from simulator.view import SeenMessage, see

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class PhoneError(Exception):
    """The person cannot do that now; the words say why and what would help."""


class Phone(Screen):
    """One person's phone. Make it with ``Simulator.phone``; times are the simulator's."""

    async def open(self, link: str) -> SeenMessage:
        """Open a ``t.me`` deep link and press START.

        Raises:
            ValueError: when the link is for another bot, or its payload is malformed.
        """
        parts = urlsplit(link)
        values = parse_qs(parts.query)
        tg = parts.scheme == "tg"
        bot = values.get("domain", [""])[0] if tg else parts.path.strip("/")
        if bot.lower() != self._state.bot.username.lower():
            raise ValueError(f"{link} opens {bot or 'nothing'}, not {self._state.bot.username}.")
        return await self.start(values.get("start", [""])[0])

    async def start(self, payload: str = "") -> SeenMessage:
        """Press START (or RESTART, which lifts a block) and return the sent message.

        Raises:
            ValueError: when the payload is not 1-64 of A-Z a-z 0-9 _ -.
        """
        if payload and not PAYLOAD.fullmatch(payload):
            raise ValueError("A start payload has 1-64 of A-Z a-z 0-9 _ -.")
        if self._person.blocked:
            await self.unblock()
        return await self.write(f"/start {payload}".strip())

    async def write(
        self, text: str, *, reply_to: SeenMessage | None = None, group: Screen | None = None
    ) -> SeenMessage:
        """Send a text, to the bot or into a group with it, and return it.

        Raises:
            PhoneError: when the person has blocked the bot or deleted the account.
            ValueError: when the text is empty.
        """
        if not text.strip():
            raise ValueError("An empty message cannot be sent.")
        return self._send(_text(text), reply_to=reply_to, chat=group.person if group else None)

    async def edit(self, message: SeenMessage, text: str) -> SeenMessage:
        """Change an own text and return how it looks now.

        Raises:
            PhoneError: when the message is not the person's own, or gone.
        """
        self._must_be_open()
        found = self._own(message)
        found.history.append(found.text)
        found.content = _text(text)
        found.edit_date = self._state.unix()
        self._state.show(found)
        self._state.updates.push("edited_message", found.json())
        return see(found)

    async def delete(self, message: SeenMessage) -> None:
        """Delete an own message on both sides; the bot is told nothing.

        Raises:
            PhoneError: when the message is not the person's own, or gone.
        """
        self._state.show(self._own(message), deleted=True)

    async def voice(self, *, seconds: int = 4) -> SeenMessage:
        """Send a voice message."""
        return self._send(attachments.voice(self._state, seconds=seconds))

    async def photo(self, *, caption: str = "") -> SeenMessage:
        """Send a photo."""
        return self._send(attachments.photo(self._state, caption=caption))

    async def document(self, *, name: str = "brev.txt", caption: str = "") -> SeenMessage:
        """Send a document."""
        return self._send(attachments.document(self._state, name=name, caption=caption))

    async def sticker(self, *, emoji: str = "🙂") -> SeenMessage:
        """Send a sticker."""
        return self._send(attachments.sticker(self._state, emoji=emoji))

    async def location(
        self, *, latitude: float = 55.6761, longitude: float = 12.5683
    ) -> SeenMessage:
        """Send a place."""
        return self._send(attachments.location(latitude=latitude, longitude=longitude))

    async def contact(
        self, *, number: str = "+4520123456", name: str | None = None
    ) -> SeenMessage:
        """Share the own phone number; with a name, somebody else's card from the address book."""
        return self._send(attachments.contact(self._person, number=number, name=name))

    async def key(self, label: str, *, number: str = "+4520123456") -> SeenMessage:
        """Press a key below the chat: it sends its label, or the own number where it asks for it.

        Raises:
            LookupError: when there is no such key; the words list those there are.
            PhoneError: when the person has blocked the bot or deleted the account.
        """
        wanted = (key for row in self._person.keys for key in row if key.label == label)
        key = next(wanted, None)
        if key is None:
            raise LookupError(f"{self.name} has no key {label!r}; there are {self.keys}.")
        self._must_be_open()
        if self._person.keys_leave:
            self._person.keys = ()
            self._state.tell("phone", self._person)
        return await (self.contact(number=number) if key.asks_contact else self.write(label))

    async def tap(self, wanted: str, message: SeenMessage | None = None) -> str:
        """Press a button by label or data; return the query id (or the url of a link button).

        Without ``message`` the newest message that has the button now is meant. With it, the
        buttons it had when it was read count, also when the bot has taken them away since.

        Raises:
            LookupError: when there is no such button; the words list those there are.
            PhoneError: when the person has blocked the bot or deleted the account.
        """
        shown = [message] if message else [one for one in reversed(self.messages) if one.from_bot]
        for one in shown:
            if button := one.button(wanted):
                return button.url or await self.forge(button.data or "", one)
        there = [label for one in shown for label in one.labels]
        raise LookupError(f"{self.name} has no button {wanted!r}; there are {there}.")

    async def forge(self, data: str, message: SeenMessage | None = None) -> str:
        """Press a button that was never there, as a changed client can; return the query id."""
        self._must_be_open()
        query = self._state.add_query(self._person)
        payload: Json = {
            "id": query.id,
            "from": self._person.user(),
            "chat_instance": str(_instance(self.id)),
            "data": data,
        }
        target = self._state.messages.get((message or self.last).id)
        if target is not None:
            payload["message"] = target.accessible()
        self._state.updates.push("callback_query", payload)
        return query.id

    async def block(self) -> None:
        """Block the bot: it gets ``my_chat_member`` (kicked), and 403 from then on."""
        self._set_blocked(blocked=True)

    async def unblock(self) -> None:
        """Lift the block: the bot gets ``my_chat_member`` (member)."""
        self._set_blocked(blocked=False)

    async def delete_account(self) -> None:
        """Delete the Telegram account: the bot gets nothing, and 403 when it writes."""
        self._person.deactivated = True
        self._state.tell("phone", self._person)

    def _send(
        self, content: Json, *, reply_to: SeenMessage | None = None, chat: Person | None = None
    ) -> SeenMessage:
        if chat is None:
            self._must_be_open()
            self._person.writable = True
        message = self._state.add_message(chat or self._person, self._person.user(), content)
        if reply_to is not None:
            message.reply_to = self._state.messages.get(reply_to.id)
        self._state.show(message)
        self._state.updates.push("message", message.json())
        return see(message)

    def _own(self, message: SeenMessage) -> Message:
        found = self._state.messages.get(message.id)
        own = found is not None and found.person is self._person and not found.from_bot
        if found is None or not own or found.deleted:
            raise PhoneError(f"{self.name} has no own message {message.id}.")
        return found

    def _must_be_open(self) -> None:
        if self._person.deactivated:
            raise PhoneError(f"{self.name} has deleted the account.")
        if self._person.blocked:
            raise PhoneError(f"{self.name} has blocked the bot; unblock() or start() first.")

    def _set_blocked(self, *, blocked: bool) -> None:
        if self._person.blocked is blocked or self._person.deactivated:
            return
        self._person.blocked = blocked
        member = {"status": "member", "user": self._state.bot.user()}
        kicked = {"status": "kicked", "user": self._state.bot.user(), "until_date": 0}
        old, new = (member, kicked) if blocked else (kicked, member)
        change = {
            "chat": self._person.chat(),
            "from": self._person.user(),
            "date": self._state.unix(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._state.tell("phone", self._person)
        self._state.updates.push("my_chat_member", change)


def _text(text: str) -> Json:
    words = text.strip()
    found = find_entities(words)
    return {"text": words} | ({"entities": found} if found else {})


def _instance(chat: int) -> int:
    digest = hashlib.sha256(str(chat).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
