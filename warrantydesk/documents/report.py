"""A report on paper: what it found, its chart, its table, figures, what to do, how it counted."""

from dataclasses import dataclass

from warrantydesk.documents.paper import Step
from warrantydesk.documents.report_chart import CHART_HEIGHT, put_chart
from warrantydesk.documents.report_page import Pages, pdf
from warrantydesk.documents.report_table import is_wide, put_table
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.typesetting import Style, fitted, lines
from warrantydesk.domain.money import yuan
from warrantydesk.domain.report import Figure, ReportTable, Suggestion
from warrantydesk.domain.report_numbers import figure_text
from warrantydesk.i18n import _

FINDING = Style(10.4, bold=True)
HEADING = Style(9.0, bold=True)
TEXT, QUIET = Style(8.0), Style(7.4, gray=0.33)
LABEL, VALUE = Style(6.8, gray=0.33), Style(11.5, bold=True)
NOTE = Style(7.0, gray=0.25)
SIDE = 5.0
FIGURE_HEIGHT = 40.0
MOST_BESIDE = 4


@dataclass(frozen=True)
class ReportPaper:
    """A report and the station that hands it out."""

    desk: DeskPaper
    table: ReportTable


def render(paper: ReportPaper, step: Step | None = None) -> bytes:
    """Return the report as PDF, lying where its table is wide."""
    table = paper.table
    pages = Pages(is_wide(table))
    if table.chart is not None and table.chart.finding:
        pages.text(table.chart.finding, FINDING)
        pages.y += 3
    _figures(pages, table.figures)
    if table.chart is not None and table.chart.points:
        put_chart(pages, table.chart, CHART_HEIGHT)
    pages.y += 5
    if table.rows:
        put_table(pages, table, step)
    else:
        pages.text(_("Nothing of this in these days."), TEXT)
    _suggestions(pages, table.suggestions)
    if table.notes:
        pages.need(HEADING.leading + 2 * NOTE.leading)
        pages.text(_("How it was counted"), HEADING, 8)
        for note in table.notes:
            pages.text(note, NOTE, 1)
    return pdf(pages, paper.desk, table.title, table.period, step)


def _figures(pages: Pages, figures: tuple[Figure, ...]) -> None:
    for start in range(0, len(figures), MOST_BESIDE):
        few = figures[start : start + MOST_BESIDE]
        pages.need(FIGURE_HEIGHT)
        wide = pages.span / len(few)
        for number, figure in enumerate(few):
            _figure(pages, pages.left + number * wide, wide, figure)
        pages.y += FIGURE_HEIGHT
    if figures:
        pages.y += 5


def _figure(pages: Pages, left: float, wide: float, figure: Figure) -> None:
    sheet, room = pages.sheet, wide - 2 * SIDE
    sheet.frame(left, pages.y, wide, FIGURE_HEIGHT)
    shown = fitted(figure_text(figure), VALUE, room)
    sheet.text(left + SIDE, pages.y + 9.5, fitted(figure.title, LABEL, room), LABEL)
    sheet.text(left + SIDE, pages.y + 23.5, shown, VALUE)
    note = lines(figure.note, LABEL, room)[0] if figure.note else ""
    sheet.text(left + SIDE, pages.y + 34.5, fitted(note, LABEL, room), LABEL)


def _suggestions(pages: Pages, found: tuple[Suggestion, ...]) -> None:
    if not found:
        return
    pages.need(HEADING.leading + 2 * TEXT.leading)
    pages.text(_("What to do"), HEADING, 8)
    for number, one in enumerate(found, 1):
        pages.need(2 * TEXT.leading)
        pages.text(f"{number}. {one.title}", Style(TEXT.size, bold=True), 2)
        if one.why:
            pages.text(one.why, TEXT)
        if one.saves_fen:
            pages.text(_("Would have saved ¥{amount}", amount=yuan(one.saves_fen)), QUIET)
