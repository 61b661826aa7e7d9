"""The test page of a printer for papers: edges, a ruler, greys, fine lines, Chinese letters."""

from functools import partial

from warrantydesk.documents.blocks import SMALL, TEXT, sentences
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import HEIGHT, LEFT, MM, WIDTH, Sheet
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.typesetting import Style
from warrantydesk.i18n import _

EDGE_MM = 8
RULER_MM = 100
SAMPLES = (
    Style(7.0),
    Style(9.0),
    Style(12.0),
    Style(9.0, bold=True),
)


def render(desk: DeskPaper, step: Step | None = None) -> bytes:
    """Return the page as PDF."""
    frame = desk.frame(_("Test page of the printer"))
    flow = Flow(frame.top)
    _edges(flow.sheets[0])
    sentences(
        flow,
        (
            _("The frame must be seen on all four sides, {n} mm from the edge.", n=EDGE_MM),
            _(
                "The ruler must be {n} mm long: print at “actual size”, not “fit to page”.",
                n=RULER_MM,
            ),
            _("Every line of letters must be black, sharp and without boxes in it."),
        ),
        Style(9.8),
    )
    flow.heading(_("Ruler"))
    flow.row(1, 34.0, 0.0, _ruler)
    flow.heading(_("Letters"))
    for style in SAMPLES:
        flow.row(1, style.leading + 4, 0.0, partial(_letters, style))
    flow.heading(_("Lines"))
    flow.row(1, 40.0, 0.0, _lines)
    return pdf(frame, flow.sheets, step)


def _edges(sheet: Sheet) -> None:
    edge = EDGE_MM * MM
    sheet.frame(edge, edge, WIDTH - 2 * edge, HEIGHT - 2 * edge, 1.0)


def _ruler(strip: Strip) -> None:
    sheet, base = strip.sheet, strip.top + 8
    sheet.rule(LEFT, base, LEFT + RULER_MM * MM, base, 1.0)
    for mm in range(RULER_MM + 1):
        high = 10 if mm % 10 == 0 else 7 if mm % 5 == 0 else 4
        at = LEFT + mm * MM
        sheet.rule(at, base, at, base + high, 0.7)
        if mm % 10 == 0:
            sheet.text(at - 3, base + 20, str(mm), SMALL)


def _letters(style: Style, strip: Strip) -> None:
    text = "旧件标签 索赔单 龘贺 ABCDEFGHJKLMNPRSTUVWXYZ 0123456789"
    strip.sheet.text(LEFT, strip.top + style.size, text, style)


def _lines(strip: Strip) -> None:
    for number, weight in enumerate((0.45, 0.8, 1.2, 2.0)):
        at = strip.top + 6 + number * 9
        strip.sheet.rule(LEFT + 40, at, LEFT + SPAN, at, weight)
        strip.sheet.text(LEFT, at + 3, f"{weight} pt", TEXT)
