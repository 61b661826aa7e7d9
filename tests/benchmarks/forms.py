"""Claim forms as PDF with embedded Chinese, against the same pages unembedded in the same run.

    python tests/benchmarks/forms.py [--forms N] [--rounds N]

A form is two pages with tables, Code 128, a picture at its head and Chinese text. Ours sets it,
embeds a subset of two Chinese fonts and compresses; the peer draws the very same laid-out pages
with reportlab's own Chinese font, which is named in the file and not embedded (aim: at most 3.5
times as long). Then N forms in one file (aim: 2 ms each). Medians, milliseconds.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from PIL import Image  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: E402

from warrantydesk.demo.shop import build  # noqa: E402
from warrantydesk.documents import claim_form, fonts  # noqa: E402
from warrantydesk.documents.claim_paper import ClaimPaper  # noqa: E402
from warrantydesk.documents.paper import bound  # noqa: E402
from warrantydesk.domain.claim.snapshot import facts_of  # noqa: E402
from warrantydesk.domain.codec import from_json  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402

Laid = tuple[Any, Any]


def papers(folder: Path, count: int) -> list[ClaimPaper]:
    """Return the facts of ``count`` filed forms, from a demo shop."""
    build(folder, 60, 1)
    with Desk(folder).open() as desk:
        found = [
            from_json(ClaimPaper, facts_of(one))
            for one in desk.stores.submissions.find()
            if one.number == 1
        ]
    return [found[number % len(found)] for number in range(count)]


def a_photo() -> bytes:
    """Return a picture of 720 x 240 pixels."""
    out = BytesIO()
    Image.radial_gradient("L").resize((720, 240)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def laid(paper: ClaimPaper, photo: bytes) -> Laid:
    """Set a form: one copy, with a picture."""
    frame, sheets = claim_form.laid(claim_form.ClaimForm(paper))
    return replace(frame, copies=(), logo=photo, demo=False), sheets


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def unembedded(pages: list[Laid]) -> bytes:
    """Draw laid-out pages with a font that is only named."""
    names = (fonts.REGULAR, fonts.BOLD)
    ours = {name: pdfmetrics.getFont(name) for name in names}
    for name in names:
        font = UnicodeCIDFont("STSong-Light")
        font.name = font.fontName = name
        pdfmetrics._fonts[name] = font
    try:
        return bound(pages)
    finally:
        pdfmetrics._fonts.update(ours)


def main() -> None:
    """Measure both sides in turns and print them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--forms", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    args = parser.parse_args()
    fonts.register()
    photo = a_photo()
    with tempfile.TemporaryDirectory() as place:
        forms = papers(Path(place) / "shop", args.forms)
    two_pages = next((one for one in forms if len(laid(one, photo)[1]) == 2), forms[0])
    pages = len(laid(two_pages, photo)[1])
    bound([laid(two_pages, photo)])
    ours, drawn, peer = [], [], []
    for _round in range(args.rounds):
        ready = [laid(two_pages, photo)]
        peer.append(took(partial(unembedded, ready)))
        drawn.append(took(partial(bound, ready)))
        ours.append(took(lambda: bound([laid(two_pages, photo)])))
    floor, own, whole = map(statistics.median, (peer, drawn, ours))
    print(
        f"a form of {pages} pages: unembedded {floor:.1f} ms, embedded {own:.1f} ms, ratio "
        f"{own / floor:.2f}; with setting it {whole:.1f} ms, ratio {whole / floor:.2f}"
    )
    stack = took(lambda: bound([laid(one, photo) for one in forms]))
    sheets = [laid(one, photo) for one in forms]
    bare = took(lambda: unembedded(sheets))
    print(
        f"{len(forms)} forms in one file: {stack / len(forms):.2f} ms each, unembedded and "
        f"already set {bare / len(forms):.2f} ms each, ratio {stack / bare:.2f}"
    )


if __name__ == "__main__":
    main()
