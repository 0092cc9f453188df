"""The picture of a link, to scan: SVG that stands in the page, without a script or a file."""

from __future__ import annotations

import segno
from markupsafe import Markup

_QUIET_ZONE = 4  # modules of white around it, as the standard wants


def qr_svg(link: str) -> Markup:
    """Return the QR code of a link as inline SVG; its size is set by the stylesheet."""
    code = segno.make(link, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=_QUIET_ZONE, svgclass=None, lineclass=None)
    return Markup(svg)  # noqa: S704 - made by us from a link of ours, nothing typed is in it
