"""`holdfast run`: one process of the product, until it is asked to stop."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from bot.app import built
from bot.clock import Clock
from bot.commands.base import Command
from bot.log import configure_log
from bot.process import run_until_stopped
from bot.serve import listening, serving
from bot.settings import Settings, load_settings
from bot.watch import watch_over
from web.app import build_web


def _configure(parser: ArgumentParser) -> None:
    """Nothing to choose: the settings say it all."""


def _run(_: Namespace) -> int:
    settings = load_settings()
    configure_log(level=settings.log_level, style=settings.log_format, secrets=settings.secrets)
    asyncio.run(_process(settings))
    return 0


async def _process(settings: Settings) -> None:
    sock = listening(settings.web_host, settings.web_port)
    async with (
        built(settings, Clock()) as app,
        serving(build_web(app.world, app.health, app.webhook, app.files, app.sms), sock),
    ):
        gaps = watch_over(app, settings)
        host, port = sock.getsockname()[:2]
        sys.stdout.write(f"Holdfast runs. Its pages are on {host}, port {port}.\n")
        sys.stdout.flush()
        try:
            await run_until_stopped(app)
        finally:
            await gaps.stop()


COMMAND = Command("run", "Run the bot and its pages until stopped.", _configure, _run)
