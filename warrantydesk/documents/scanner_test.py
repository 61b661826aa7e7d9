"""The page of the scanner test: four codes of the desk in large bars, to be scanned in turn."""

from collections.abc import Sequence
from functools import partial

from warrantydesk.documents.blocks import TEXT, sentences
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.labels.code128 import runs
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import LEFT
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.typesetting import Style, width
from warrantydesk.domain.scanner_trial import CODE_NAMES, TrialCode
from warrantydesk.i18n import _

NAME = Style(13, bold=True)
HIGH, BARS_HIGH, GAP = 122.0, 58.0, 12.0
MODULE = 1.44
"""Points of one module: 6 dots at 300 a inch, the longest code is 12 cm."""


def render(desk: DeskPaper, codes: Sequence[TrialCode], step: Step | None = None) -> bytes:
    """Return the page as PDF."""
    frame = desk.frame(_("Scanner test"))
    flow = Flow(frame.top)
    sentences(
        flow,
        (
            _("Scan the four codes one after the other while the scanner test is open."),
            _("No thing of the desk has these codes: nothing happens where they are scanned."),
        ),
        Style(9.8),
    )
    flow.gap(6)
    for number, code in enumerate(codes, 1):
        flow.row(1, HIGH, 0.0, partial(_field, number, code))
        flow.gap(GAP)
    return pdf(frame, flow.sheets, step)


def _field(number: int, code: TrialCode, strip: Strip) -> None:
    sheet, top = strip.sheet, strip.top
    sheet.frame(LEFT, top, SPAN, strip.height, 1.0)
    sheet.text(LEFT + 12, top + 22, f"{number}  {_(CODE_NAMES[code.kind])}", NAME)
    found = runs(code.text)
    x = middle = LEFT + SPAN / 2
    x -= sum(found) * MODULE / 2
    for index, run in enumerate(found):
        if index % 2 == 0:
            sheet.block(x, top + 34, run * MODULE, BARS_HIGH)
        x += run * MODULE
    at = middle - width(code.readable, TEXT) / 2
    sheet.text(at, top + 34 + BARS_HIGH + 14, code.readable, TEXT)
