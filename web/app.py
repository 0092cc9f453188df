"""The web application: the page of one youth, and /health."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from domain.attachment import FetchFile, FileTrouble
from services.staff_page_link import StaffPage
from services.world import World
from web.below import Below
from web.cafe_page import PATH as CAFES
from web.cafe_page import CafePage
from web.file_page import FILES, FilePage
from web.headers import Headers, headers
from web.health import Health, HealthPage
from web.link_page import LinkPage
from web.new_link_page import NewLinkPage
from web.new_youth_page import PATH as NEW_YOUTH
from web.new_youth_page import NewYouthPage
from web.notices import Notices
from web.render import ICON, STYLES, Renderer
from web.replies_page import PATH as REPLIES
from web.replies_page import RepliesPage
from web.sender_page import PATH as SENDER
from web.sender_page import Sender
from web.sms_in import NO_SMS, SmsInPage, SmsRoads
from web.sms_in import PATH as SMS_IN
from web.sms_in import REPORTS as SMS_REPORTS
from web.staff_link_page import StaffLinkPage
from web.webhook import PATH as WEBHOOK
from web.webhook import Receive, WebhookPage
from web.youth_answers import YouthAnswers
from web.youth_forms import KEPT_AT
from web.youth_kept import YouthKept
from web.youth_notes import YouthNotes
from web.youth_page import PATH, YouthPage

Show = Callable[[Request], Awaitable[Response]]
LOOK = ["GET", "HEAD"]
_ASSET = {"Cache-Control": "public, max-age=31536000, immutable"}  # its address has a version


async def no_files(_: str) -> FileTrouble:
    """Fetch nothing: where no service holds files."""
    return FileTrouble.AWAY


def build_web(
    world: World,
    health: Health,
    webhook: Receive | None = None,
    files: FetchFile = no_files,
    sms: SmsRoads = NO_SMS,
) -> FastAPI:
    """Return the application that uvicorn serves.

    `PUBLIC_URL` (in `world`) decides whether cookies are for https only, and under which path the
    addresses stand. Serve it without an access log: a fresh link stands in the address.

    Args:
        world: The store, the clock and the words.
        health: Is asked at every GET /health for the names of what is wrong.
        webhook: Takes the updates that Telegram brings; None where Telegram is asked for them.
        files: Fetches what youths have sent, to be streamed to a worker and kept nowhere.
        sms: Takes what an SMS gateway brings, if one does.
    """
    address = urlsplit(world.public_url)
    base, https = address.path.rstrip("/"), address.scheme == "https"
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.add_middleware(Below, base=base)
    app.add_middleware(Headers, https=https)
    renderer = Renderer(world.house.texts, base)
    notices = Notices(renderer)
    _add_pages(app, world, renderer, notices, base)
    _add_new_youth(app, world, renderer, notices, base)
    _add_replies(app, RepliesPage(world, renderer, notices, base))
    _add_sender(app, Sender(world, renderer, notices, base))
    _add_cafes(app, world, renderer, notices, base)
    shown = FilePage(world, notices, files)
    _add_route(app, f"{PATH}{FILES}", shown.show, ["GET"])
    _add_route(app, "/health", HealthPage(health).show, LOOK)
    if webhook is not None:
        _add_route(app, WEBHOOK, WebhookPage(webhook).take, ["POST"])
    for path, receive in ((SMS_IN, sms.messages), (SMS_REPORTS, sms.reports)):
        if receive is not None:
            _add_route(app, path, SmsInPage(receive).take, ["POST"])
    _add_asset(app, "/page.css", STYLES, "text/css")
    _add_asset(app, "/icon.svg", ICON, "image/svg+xml")
    _add_errors(app, notices, headers(https=https))
    return app


def _add_pages(
    app: FastAPI, world: World, renderer: Renderer, notices: Notices, base: str
) -> None:
    link = LinkPage(world, renderer, notices, base)
    _add_route(app, "/p/{token}", link.look, LOOK)
    _add_route(app, "/p/{token}", link.spend, ["POST"])
    youth = YouthPage(world, renderer, notices, base)
    _add_route(app, PATH, youth.show, LOOK)
    _add_route(app, f"{PATH}/luk", youth.close, ["POST"])
    answers, notes, kept = YouthAnswers(youth), YouthNotes(youth), YouthKept(youth)
    taken = {
        "svar": answers.answer,
        "laest": answers.read,
        "note": notes.note,
        "talt": notes.talk,
        "opgave": notes.duty,
        "kom_ikke": notes.no_show,
        "bekymret": notes.worry,
        "link": NewLinkPage(world, renderer, notices).make,
        **{path: kept.keep(form) for path, form in KEPT_AT.items()},
    }
    for path, take in taken.items():
        _add_route(app, f"{PATH}/{path}", take, ["POST"])


def _add_new_youth(
    app: FastAPI, world: World, renderer: Renderer, notices: Notices, base: str
) -> None:
    homes = {
        StaffPage.NEW_YOUTH: NEW_YOUTH,
        StaffPage.SENDER: SENDER,
        StaffPage.REPLIES: REPLIES,
        StaffPage.CAFES: CAFES,
    }
    link = StaffLinkPage(world, renderer, notices, base, homes)
    page = NewYouthPage(world, renderer, notices, base)
    _add_route(app, "/d/{token}", link.look, LOOK)
    _add_route(app, "/d/{token}", link.spend, ["POST"])
    _add_route(app, NEW_YOUTH, page.show, LOOK)
    _add_route(app, NEW_YOUTH, page.save, ["POST"])


def _add_replies(app: FastAPI, page: RepliesPage) -> None:
    _add_route(app, REPLIES, page.show, LOOK)
    _add_route(app, REPLIES, page.set, ["POST"])


def _add_sender(app: FastAPI, page: Sender) -> None:
    _add_route(app, SENDER, page.show, LOOK)
    _add_route(app, f"{SENDER}/svar", page.answer, ["POST"])
    _add_route(app, f"{SENDER}/luk", page.close, ["POST"])


def _add_cafes(
    app: FastAPI, world: World, renderer: Renderer, notices: Notices, base: str
) -> None:
    page = CafePage(world, renderer, notices, base)
    evening = f"{CAFES}/aften/{{cafe}}"
    _add_route(app, CAFES, page.show, LOOK)
    _add_route(app, evening, page.evening, LOOK)
    _add_route(app, f"{evening}/ord", page.words, ["POST"])
    _add_route(app, f"{evening}/kryds/{{rsvp}}", page.mark, ["POST"])
    _add_route(app, f"{CAFES}/par", page.pair, ["POST"])
    _add_route(app, f"{CAFES}/par/{{number}}", page.pair, ["POST"])
    _add_route(app, f"{CAFES}/serie", page.series, ["POST"])
    _add_route(app, f"{CAFES}/slut/{{series}}", page.end, ["POST"])
    _add_route(app, f"{CAFES}/luk", page.close, ["POST"])


def _add_route(app: FastAPI, path: str, show: Show, methods: list[str]) -> None:
    app.add_api_route(path, show, methods=methods, response_model=None)


def _add_asset(app: FastAPI, path: str, content: bytes, media_type: str) -> None:
    async def show(_: Request) -> Response:
        return Response(content, media_type=media_type, headers=_ASSET)

    _add_route(app, path, show, LOOK)


def _add_errors(app: FastAPI, notices: Notices, always: dict[str, str]) -> None:
    async def refuse(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        response = notices.status(error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def fail(request: Request, _: Exception) -> Response:
        response = notices.fault(kept=getattr(request.state, "kept", ""))
        response.headers.update(always)  # this answer passes by the middleware
        return response

    app.add_exception_handler(HTTPException, refuse)
    app.add_exception_handler(Exception, fail)
