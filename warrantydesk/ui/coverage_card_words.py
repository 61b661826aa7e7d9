"""What the coverage card says: marks and words for every part of a decision; no widget."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.domain.coverage import Light, PeriodState, Remark, Verdict
from warrantydesk.i18n import N_, _, date_text, minute_text, ngettext_, pick
from warrantydesk.services.coverage.card import (
    CampaignLine,
    CounterLine,
    CoverageCard,
    LawDeadline,
    PeriodBar,
    RepairLine,
)
from warrantydesk.services.table_titles import table_title
from warrantydesk.ui.kit.left_row import Left
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.note_list import Note

WARN_DAYS, WARN_KM = 30, 1000
"""A term with no more than this left is a clock, not a mere fact."""

VERDICT_MARKS = {
    Verdict.COVERED: Mark.OK,
    Verdict.NOT_COVERED: Mark.REFUSED,
    Verdict.BORDERLINE: Mark.WARN,
    Verdict.NEEDS_FACT: Mark.INFO,
}
LIGHT_MARKS = {Light.GREEN: None, Light.AMBER: Mark.WARN, Light.RED: Mark.BLOCK}
TILES = {
    "days": (N_("Repaired"), N_("d")),
    "same": (N_("Same fault"), N_("×")),
    "serious": (N_("Safety"), N_("×")),
}
_ROWS = {"assembly": N_("Assembly replaced"), "part": N_("Main part replaced")}
GREYED = frozenset({"gate", "no_order"})
"""Warnings that say why the counters are grey."""


@dataclass(frozen=True)
class TermWords:
    """One period in words, with its two bars."""

    name: str
    end: str
    lefts: tuple[Left, Left]
    hint: str


@dataclass(frozen=True)
class TileWords:
    """One counter as a tile."""

    label: str
    n: int
    limit: int
    unit: str
    words: str
    mark: Mark | None
    foot: str
    hint: str


def said(remark: Remark | LawDeadline) -> str:
    """Return the sentence of a remark or a deadline."""
    return _(remark.message, **{name: _told(value) for name, value in remark.values.items()})


def _told(value: object) -> object:
    """Return a value as it stands in a sentence: instants to the minute, at this desk."""
    return minute_text(value) if isinstance(value, datetime) else value


def head(card: CoverageCard) -> tuple[Mark, str]:
    """Return mark and words of the verdict."""
    return VERDICT_MARKS[card.verdict], pick(card.head_zh, card.head_en)


def sources(card: CoverageCard) -> tuple[str, ...]:
    """Return the versions of the tables that decide, from the longest words to the shortest:
    all of them, the maker's alone, the number of his terms."""
    told = card.source.split(_BETWEEN)
    maker = [one for one in told if not one.startswith(_LAW)] or told
    brand, _slash, terms = maker[0].partition("/")
    shortest = f"{brand} v{terms.rpartition(' ')[2]}" if terms else brand
    return (
        _BETWEEN.join(map(_version_words, told)),
        _BETWEEN.join(map(_version_words, maker)),
        shortest,
    )


def _version_words(told: str) -> str:
    """Return a version as it is read: ``QC/wear 4`` as “QC wear classes v4”."""
    profile, slash, rest = told.partition("/")
    table, _space, number = rest.rpartition(" ")
    if not slash:
        return told
    title = f"{table_title(table)} v{number}"
    return title if told.startswith(_LAW) else f"{profile} {title}"


_LAW, _BETWEEN = "LAW/", " · "


def terms(card: CoverageCard) -> list[TermWords]:
    """Return the two periods: repair, then replace/return."""
    names = (_("Free repair"), _("Replace/return"))
    return [_term(name, bar) for name, bar in zip(names, card.periods, strict=False)]


def _term(name: str, bar: PeriodBar) -> TermWords:
    days = _left(bar.days_left, 1 - bar.days_used, WARN_DAYS, N_("{n} d left"), N_("{n} d over"))
    km = _left(bar.km_left, 1 - bar.km_used, WARN_KM, N_("{n} km left"), N_("{n} km over"))
    if bar.state is PeriodState.BORDERLINE:
        days = Left(days.words, 0.0, Mark.WARN)
    clause = bar.clause
    return TermWords(
        name,
        _("to {day}", day=date_text(bar.last_day)),
        (days, km),
        _(
            "{article}: to {day} and {km} km, whichever comes first.\n{text}",
            article=pick(clause.article_zh, clause.article_en),
            day=date_text(bar.last_day),
            km=f"{bar.last_km:,}",
            text=pick(clause.text_zh, clause.text_en),
        ),
    )


def _left(left: int, part: float, warn: int, still: str, over: str) -> Left:
    if left < 0:
        return Left(_(over, n=f"{-left:,}"), 0.0, Mark.OVERDUE)
    return Left(_(still, n=f"{left:,}"), part, Mark.WARN if left <= warn else None)


def greyed(card: CoverageCard) -> str:
    """Return why the counters trigger nothing, empty where they do."""
    if card.verdict is Verdict.NEEDS_FACT:
        return ""
    for remark in (*card.warnings, *card.answer.warnings):
        if remark.code in GREYED:
            return said(remark)
    if card.answer.replace_period is None:
        return _("The law's counters do not apply to this car.")
    if card.answer.replace_period is PeriodState.OUT:
        return _("The replace/return period is over: the counters trigger nothing any more.")
    return ""


def tiles(card: CoverageCard) -> list[TileWords]:
    """Return the three counters that always stand: days, same problem, serious safety."""
    faint = bool(greyed(card))
    known = {line.code: line for line in card.counters}
    return [
        _tile(card, known.get(code, CounterLine(code, 0, 0, Light.GREEN)), faint) for code in TILES
    ]


def _tile(card: CoverageCard, line: CounterLine, faint: bool) -> TileWords:
    label, unit = TILES[line.code]
    mark = None if faint else LIGHT_MARKS[line.light]
    today = _("+{n}", n=line.today) if line.today else ""
    return TileWords(
        _(label),
        line.count,
        line.limit,
        _(unit),
        today,
        mark,
        "" if faint else _to_limit(line),
        _counted(card, line),
    )


def _to_limit(line: CounterLine) -> str:
    """Return in two words how far the limit is, empty while the light is green."""
    if line.light is Light.RED:
        return _("limit reached")
    if line.light is Light.GREEN:
        return ""
    if line.code == "days":
        return _("{n} d to limit", n=line.limit + 1 - line.count)
    more = line.limit - line.count + (line.code == "same")
    return _("{n} more: limit", n=more)


def _counted(card: CoverageCard, line: CounterLine) -> str:
    """Return the tooltip of a counter: what it counts, then the repairs that count."""
    said_of = {
        "days": N_("Repair days that count; more than {limit} trigger Art. 24."),
        "same": N_("Repairs of the same problem; more than {limit} trigger Art. 24."),
        "serious": N_("Repairs of serious safety faults; {limit} and one more trigger Art. 24."),
    }
    lines = [_(said_of[line.code], limit=line.limit)]
    if line.today:
        lines.append(
            ngettext_(
                "The present visit adds {n} day so far.",
                "The present visit adds {n} days so far.",
                line.today,
            )
        )
    lines += [
        _("{day} · {title} · {n} d", day=date_text(one.on), title=one.title, n=one.days)
        for one in card.repairs
        if one.counts and _concerns(one, line)
    ]
    return "\n".join(lines)


def _concerns(repair: RepairLine, line: CounterLine) -> bool:
    if line.code == "days":
        return repair.days > 0
    if line.code == "serious":
        return repair.serious
    return repair.problem_id is not None and line.subject in ("", repair.problem)


def rows(card: CoverageCard) -> list[Note]:
    """Return assemblies and main parts that were replaced, once there are any."""
    faint = bool(greyed(card))
    return [
        Note(
            (None if faint else LIGHT_MARKS[line.light]) or Mark.NA,
            _(_ROWS[line.code]),
            line.subject,
            _("{n} / {limit} ×", n=line.count, limit=line.limit),
        )
        for line in card.counters
        if line.code in _ROWS and line.count
    ]


def campaign_words(line: CampaignLine) -> tuple[str, str]:
    """Return title and second line of an open campaign."""
    title = pick(line.name_zh, line.name_en) or line.code
    if line.handled_here:
        return title, _("{code}: is done in this visit", code=line.code)
    if line.stop_sale:
        return title, _("{code} not done: not to be sold or used on", code=line.code)
    return title, _("{code} not done: ask at every visit", code=line.code)


def history(card: CoverageCard, claim_id: int | None) -> str:
    """Return how often the car was here or elsewhere before, and when last."""
    former = [one for one in card.repairs if one.claim_id is None or one.claim_id != claim_id]
    if not former:
        return _("no former repair is known")
    last = max(one.on for one in former)
    n = len(former)
    return ngettext_(
        "{n} former repair · last {day}", "{n} former repairs · last {day}", n, day=date_text(last)
    )
