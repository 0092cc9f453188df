"""Who may use the control interface: this machine's own pages and programs, nobody else's.

A web page from elsewhere could otherwise post to loopback through the visitor's browser, and
the control interface can end processes.
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse foreign callers of pages and control; add the safety headers to what they get."""
    if request.path.startswith(("/bot", "/file/bot")):
        return await handler(request)
    if refusal := _refusal(request):
        return web.json_response({"error": refusal}, status=403)
    try:
        response = await handler(request)
    except LookupError as error:
        response = web.json_response({"error": str(error.args[0])}, status=404)
    except (ValueError, TypeError) as error:
        response = web.json_response({"error": str(error)}, status=400)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


def _refusal(request: web.Request) -> str | None:
    if _host(f"//{request.host}") not in LOOPBACK:
        return "Open the simulator as http://127.0.0.1 or http://localhost."
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return "Only the simulator's own page may do this."
    if request.method == "POST" and request.content_type != "application/json":
        return "Send JSON with Content-Type: application/json."
    return None


def _host(address: str) -> str | None:
    return urlsplit(address).hostname
