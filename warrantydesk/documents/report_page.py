"""The pages of a report: upright or lying A4, each with its head and foot; charts in colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from warrantydesk.documents.canvas import draw_demo, new_canvas
from warrantydesk.documents.paper import Step
from warrantydesk.documents.sheet import HEIGHT, LEFT, WIDTH, Sheet
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.typesetting import Style, fitted, lines, safe, unbroken, width
from warrantydesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TITLE = Style(15.5, bold=True)
ADDRESS = Style(7.6, gray=0.3)
FOOT = Style(6.8, gray=0.33)
TITLE_BASELINE, TOP = 44.0, 76.0
BELOW = 46.0
"""What is left free below the content, in points."""

Color = tuple[float, float, float]
Draw = Callable[["Canvas"], None]


@dataclass
class ReportSheet(Sheet):
    """A page that also holds coloured shapes, which lie below everything else."""

    shapes: list[Draw] = field(default_factory=list)

    def draw(self, canvas: Canvas) -> None:
        """Put the shapes, then everything else, on the canvas."""
        for shape in self.shapes:
            shape(canvas)
        super().draw(canvas)


class Pages:
    """The pages of one report and the place where the next thing goes; ``y`` runs downwards."""

    def __init__(self, lying: bool) -> None:
        """Start the first page."""
        self.lying = lying
        self.width, self.height = (HEIGHT, WIDTH) if lying else (WIDTH, HEIGHT)
        self.left, self.right = LEFT, self.width - LEFT
        self.bottom = self.height - BELOW
        self.y = TOP
        self.sheets = [ReportSheet()]

    @property
    def span(self) -> float:
        """How wide the content is."""
        return self.right - self.left

    @property
    def sheet(self) -> ReportSheet:
        """The page that is being filled."""
        return self.sheets[-1]

    def need(self, height: float) -> bool:
        """Begin a new page unless ``height`` points are left; tell whether one was begun."""
        if self.y + height <= self.bottom or self.y <= TOP:
            return False
        self.sheets.append(ReportSheet())
        self.y = TOP
        return True

    def text(self, text: str, style: Style, above: float = 0.0) -> None:
        """Put a text over the whole width, broken into lines."""
        self.y += above
        for line in lines(text, style, self.span):
            self.need(style.leading)
            self.sheet.text(self.left, self.y + style.size, line, style)
            self.y += style.leading


def pdf(pages: Pages, desk: DeskPaper, title: str, period: str, step: Step | None = None) -> bytes:
    """Return the report as PDF bytes, the same for the same content, all fonts embedded."""
    target = BytesIO()
    canvas = new_canvas(target, (pages.width, pages.height))
    canvas.setTitle(safe(title))
    canvas.setAuthor(safe(desk.station))
    canvas.setCreator("Warranty Desk")
    for number, sheet in enumerate(pages.sheets, 1):
        if step:
            step(number - 1, len(pages.sheets))
        if desk.demo or desk.site.demo:
            draw_demo(canvas, (pages.width, pages.height))
        # Sheets measure from the top of an upright page; a lying one ends earlier.
        canvas.translate(0, pages.height - HEIGHT)
        _put_surroundings(sheet, pages, desk, (title, period), number)
        sheet.draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _put_surroundings(
    sheet: Sheet, pages: Pages, desk: DeskPaper, said: tuple[str, str], number: int
) -> None:
    title, period = said
    count = _("page {page} of {pages}", page=number, pages=len(pages.sheets))
    days = fitted(period, ADDRESS, pages.span * 0.4)
    room = pages.span - max(width(days, ADDRESS), width(count, ADDRESS)) - 12
    sheet.text(pages.left, TITLE_BASELINE, fitted(title, TITLE, room), TITLE)
    sheet.text_right(pages.right, TITLE_BASELINE, days, ADDRESS)
    site = desk.site
    station = (desk.station, desk.station_code, site.address, unbroken(site.phone))
    address = " · ".join(safe(part) for part in station if part)
    sheet.text(pages.left, TITLE_BASELINE + 14, fitted(address, ADDRESS, room), ADDRESS)
    sheet.text_right(pages.right, TITLE_BASELINE + 14, count, ADDRESS)
    line = TITLE_BASELINE + 21
    sheet.rule(pages.left, line, pages.right, line, 1.3)
    frame = desk.frame(title)
    foot = pages.height - 28
    sheet.text_right(pages.right, foot, fitted(frame.anchor, FOOT, pages.span * 0.6), FOOT)
    sheet.text(pages.left, foot, fitted(desk.clerk, FOOT, pages.span * 0.35), FOOT)
