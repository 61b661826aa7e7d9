"""The tables of a coverage decision: periods, layers, rights, counters, campaigns."""

from collections.abc import Mapping, Sequence

from warrantydesk.documents.blocks import SMALL, STRONG, TEXT, Cell, cells, drop
from warrantydesk.documents.coverage_paper import (
    NONE,
    AnswerRow,
    CampaignRow,
    CounterRow,
    PeriodRow,
    known,
    known_day,
    whole,
)
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.sheet import LEFT, RULE
from warrantydesk.documents.table import Column, Entry, Table
from warrantydesk.documents.typesetting import Style, lines
from warrantydesk.domain.coverage import Light, PeriodState, Verdict
from warrantydesk.i18n import N_, _

VERDICT = Style(13.5, bold=True)
FACTS_A_ROW = 5
COUNTER_HEIGHT = 17.0
STATE_NAMES = {
    PeriodState.IN: N_("running"),
    PeriodState.OUT: N_("over"),
    PeriodState.BORDERLINE: N_("ended on a rest day"),
}
ANSWER_NAMES = {
    Verdict.COVERED: N_("covers"),
    Verdict.NOT_COVERED: N_("does not cover"),
    Verdict.BORDERLINE: N_("borderline"),
    Verdict.NEEDS_FACT: N_("fact missing"),
}
RIGHT_NAMES = {
    Verdict.COVERED: N_("reached"),
    Verdict.NOT_COVERED: N_("not reached"),
    Verdict.BORDERLINE: N_("borderline"),
    Verdict.NEEDS_FACT: N_("fact missing"),
}
LIGHT_NAMES = {
    Light.GREEN: N_("not reached"),
    Light.AMBER: N_("one step before"),
    Light.RED: N_("reached"),
}


def verdict_strip(flow: Flow, text: str, note: str) -> None:
    """Put the verdict large on a tinted ground with a note below it."""
    heads = lines(text, VERDICT, SPAN - 16)
    notes = lines(note, TEXT, SPAN - 16) if note else []
    flow.need(len(heads) * VERDICT.leading + len(notes) * TEXT.leading + 10)

    def paint_heads(strip: Strip) -> None:
        _ground(strip)
        for index, line in enumerate(heads[strip.first : strip.last]):
            at = strip.top + 5 + index * VERDICT.leading + drop(VERDICT, VERDICT.leading)
            strip.sheet.text(LEFT + 8, at, line, VERDICT)

    def paint_notes(strip: Strip) -> None:
        _ground(strip)
        for index, line in enumerate(notes[strip.first : strip.last]):
            at = strip.top + index * TEXT.leading + drop(TEXT, TEXT.leading)
            strip.sheet.text(LEFT + 8, at, line, TEXT)

    flow.row(len(heads), VERDICT.leading, 6.0, paint_heads)
    flow.row(len(notes), TEXT.leading, 5.0, paint_notes)


def _ground(strip: Strip) -> None:
    strip.sheet.tint(LEFT, strip.top, SPAN, strip.height)
    strip.sheet.rule(LEFT, strip.top, LEFT, strip.top + strip.height, 2.2)


def labelled(flow: Flow, pairs: Sequence[tuple[str, str]], a_row: int = FACTS_A_ROW) -> None:
    """Put labels with their values into framed cells, ``a_row`` side by side."""
    for start in range(0, len(pairs), a_row):
        cells(flow, [Cell(label, known(value)) for label, value in pairs[start : start + a_row]])


def period_table(flow: Flow, rows: Sequence[PeriodRow], plain: bool = False) -> None:
    """Put the periods with last day, last km and what is left; ``plain`` shows no minus."""
    if not rows:
        return
    table = Table(
        flow,
        Column(_("Period"), 150),
        Column(_("Article"), 84),
        Column(_("State"), 84),
        Column(_("Last day"), 62),
        Column(_("Days left"), 46, "right"),
        Column(_("Last km"), 52, "right"),
        Column(_("km left"), 52, "right"),
    )
    for row in rows:
        table.add(
            ((row.name, STRONG),),
            row.source,
            _(STATE_NAMES[row.state]),
            known_day(row.last_day),
            whole(_left(row.days_left, plain)),
            whole(row.last_km),
            whole(_left(row.km_left, plain)),
        )


def _left(value: int | None, plain: bool) -> int | None:
    return max(value, 0) if plain and value is not None else value


def layer_table(flow: Flow, rows: Sequence[AnswerRow]) -> None:
    """Put what every layer answers, with article or policy row and margin."""
    _answer_table(flow, rows, _("Layer"), ANSWER_NAMES)


def right_table(flow: Flow, rows: Sequence[AnswerRow]) -> None:
    """Put the rights beyond the repair, with article and margin."""
    _answer_table(flow, rows, _("Right"), RIGHT_NAMES)


def _answer_table(
    flow: Flow, rows: Sequence[AnswerRow], first: str, names: Mapping[Verdict, str]
) -> None:
    if not rows:
        return
    table = Table(
        flow,
        Column(first, 176),
        Column(_("Answer"), 72),
        Column(_("Article or policy"), 84),
        Column(_("Last day"), 56),
        Column(_("Days left"), 42, "right"),
        Column(_("Last km"), 48, "right"),
        Column(_("km left"), 48, "right"),
    )
    for row in rows:
        table.add(
            _told(row.name, row.text),
            ((_(names[row.verdict]), STRONG if _gives(row) else TEXT),),
            known(row.source),
            known_day(row.last_day),
            whole(row.days_left),
            whole(row.last_km),
            whole(row.km_left),
        )


def _gives(row: AnswerRow) -> bool:
    return row.verdict in (Verdict.COVERED, Verdict.BORDERLINE)


def _told(name: str, text: str) -> Entry:
    return ((name, STRONG), (text, SMALL))


def counter_table(flow: Flow, rows: Sequence[CounterRow]) -> None:
    """Put the counters of the law with their limits, and how near each one is."""
    if not rows:
        return
    flow.need(COUNTER_HEIGHT * (len(rows) + 1))
    table = Table(
        flow,
        Column(_("Counted"), 170),
        Column(_("Of what"), 178),
        Column(_("So far"), 48, "right"),
        Column(_("This visit"), 52, "right"),
        Column(_("Limit"), 44, "right"),
        Column(_("State"), 80),
    )
    for row in rows:
        state = _(LIGHT_NAMES[row.light]) if row.light else _("period over")
        table.add(
            ((row.name, STRONG),),
            known(row.subject),
            whole(row.count),
            whole(row.today) if row.today else NONE,
            whole(row.limit),
            ((state, STRONG if row.light in (Light.AMBER, Light.RED) else TEXT),),
        )


def campaign_table(flow: Flow, rows: Sequence[CampaignRow]) -> None:
    """Put the campaigns that name the vehicle."""
    if not rows:
        return
    table = Table(
        flow,
        Column(_("Campaign"), 90),
        Column(_("Kind"), 90),
        Column(_("Name"), 250),
        Column(_("State"), 100),
    )
    for row in rows:
        table.add(row.code, row.kind, row.name, row.state)


def outside_box(flow: Flow, text: str) -> None:
    """Put a framed sentence that says why the law's periods do not apply."""
    rows = lines(text, TEXT, SPAN - 16)

    def paint(strip: Strip) -> None:
        strip.sheet.frame(LEFT, strip.top, SPAN, strip.height, RULE)
        for index, line in enumerate(rows[strip.first : strip.last]):
            at = strip.top + 4 + index * TEXT.leading + drop(TEXT, TEXT.leading)
            strip.sheet.text(LEFT + 8, at, line, TEXT)

    flow.row(len(rows), TEXT.leading, 8.0, paint)
