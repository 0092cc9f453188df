"""A Telegram Bot API over loopback, and phones to play with. Knows nothing of any product."""

from simulator.calls import Call
from simulator.errors import BotApiError
from simulator.faults import Fault, When
from simulator.notes import Note
from simulator.phones import Phone, PhoneError
from simulator.server import DEFAULT_TOKEN, DEFAULT_USERNAME, Simulator
from simulator.view import Answer, Button, SeenMessage

__all__ = [
    "DEFAULT_TOKEN",
    "DEFAULT_USERNAME",
    "Answer",
    "BotApiError",
    "Button",
    "Call",
    "Fault",
    "Note",
    "Phone",
    "PhoneError",
    "SeenMessage",
    "Simulator",
    "When",
]
