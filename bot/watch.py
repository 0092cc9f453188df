"""What a running process adds to its work: the auditor, and a sign of life to the outside."""

from __future__ import annotations

from functools import partial

from bot.app import App
from bot.settings import Settings
from channels.heartbeat import ping
from scheduling.audit_promises import AuditPromises
from scheduling.note_gaps import NoteGaps
from scheduling.send_heartbeat import SendHeartbeat

LOOK = 300.0  # seconds between two looks at whether an audit is due
PING = 60.0
SIGNS = 10.0  # seconds between two looks at whether a sign that we work is due


def watch_over(app: App, settings: Settings) -> NoteGaps:
    """Let the process audit its promises and tell a monitor; both show on the health page.

    It also writes down when it could not work, which the auditor takes into account. A process
    that is stepped (a test, the demo, a simulation) goes without.

    Returns:
        What writes that down, for the last sign of a process that ends.
    """
    gaps = NoteGaps(app.world, app.health.clock, app.health.heard_at)
    app.engine.every("gaps", gaps, SIGNS)
    auditor = AuditPromises(app.world)
    app.engine.every("audit", auditor, LOOK)
    app.health.also.append(auditor.troubles)
    if settings.heartbeat_url is not None:
        tell = partial(ping, settings.heartbeat_url.get_secret_value())
        heartbeat = SendHeartbeat(tell, app.health)
        app.engine.every("heartbeat", heartbeat, PING)
        app.health.also.append(heartbeat.troubles)
    return gaps
