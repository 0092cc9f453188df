"""`holdfast demo`: the whole product on this machine, with phones to play with in the browser."""

from __future__ import annotations

import asyncio
import socket
import sys
import webbrowser
from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.demo import demo
from bot.demo_ground import LOOPBACK
from bot.log import configure_log
from bot.process import run_until_stopped
from bot.scenario_list import SCENARIOS

PORT, WEB_PORT = 8080, 8081


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, help=f"port of the phones; {PORT}, or a free one if that is taken"
    )
    parser.add_argument(
        "--scenario", choices=tuple(SCENARIOS), help="begin with a scenario, step by step"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def _run(args: Namespace) -> int:
    configure_log(level="WARNING")
    asyncio.run(_play(args.port, args.scenario, browse=not args.no_browser))
    return 0


async def _play(port: int | None, scenario: str | None, *, browse: bool) -> None:
    page_port = _free(PORT) if port is None else port
    web_port = _free(WEB_PORT)
    async with demo(page_port=page_port, web_port=web_port, scenario=scenario) as made:
        sys.stdout.write(f"Holdfast demo: {made.page_url}\n")
        sys.stdout.write("Nothing leaves this machine. Stop it with Ctrl-C.\n")
        sys.stdout.flush()
        if browse:
            await asyncio.to_thread(webbrowser.open, made.page_url)
        await run_until_stopped(made)


def _free(wanted: int) -> int:
    """Return the port if nobody listens there, else 0 for any."""
    with socket.socket() as probe:
        return 0 if probe.connect_ex((LOOPBACK, wanted)) == 0 else wanted


COMMAND = Command("demo", "Play with the product on this machine.", _configure, _run)
