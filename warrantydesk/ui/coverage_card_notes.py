"""The lines of the coverage card: layers, rights, and what else the clerk must know."""

from collections.abc import Iterator, Mapping

from warrantydesk.domain.coverage import Layer, Remark, Verdict
from warrantydesk.domain.money import yuan
from warrantydesk.domain.repair_history import LOANER_NAMES
from warrantydesk.i18n import N_, _, date_text, ngettext_, pick
from warrantydesk.services.coverage.card import CoverageCard, LayerLine
from warrantydesk.ui.coverage_card_words import GREYED, LIGHT_MARKS, VERDICT_MARKS, head, said
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.note_list import Note

LAYER_MARKS = {
    Verdict.COVERED: Mark.OK,
    Verdict.NOT_COVERED: Mark.NA,
    Verdict.BORDERLINE: Mark.WARN,
    Verdict.NEEDS_FACT: Mark.TODO,
}
_OTHERS_PAY = N_("pays")
_PAYS = {
    Layer.CAMPAIGN: N_("free of charge"),
    Layer.STATUTORY: N_("applies"),
    Layer.FREE_SERVICE: N_("free service"),
    Layer.GOODWILL: N_("granted"),
}
HISTORY, DEMAND, TERMS, FACTS, LOANER, WHY = (
    *("history", "demand", "terms", "facts"),
    *("loaner", "why"),
)
JUMP = "jump:"
"""Keys of notes: a dialog, or ``jump:`` with the path of a field of the claim."""
_DECIDED = {"doubtful_cover": FACTS, "no_cause": FACTS, "goodwill_no": FACTS, "no_factor": TERMS}
"""Warnings by code, with the dialog in which a person decides them."""
_QUALITY, _EXEMPTION = "-quality", ".32.X"
"""In clauses that refuse for the fault itself: no quality problem, an exemption of Art. 32."""


def layers(card: CoverageCard) -> list[Note]:
    """Return every layer's answer with its article; the tooltip has the article's text."""
    return [
        Note(
            LAYER_MARKS[line.answer.verdict],
            pick(line.title_zh, line.title_en),
            layer_word(line),
            pick(line.source_zh, line.source_en),
            key=WHY,
            hint=layer_hint(line),
        )
        for line in card.layers
    ]


def layer_word(line: LayerLine) -> str:
    """Return what a layer says in two words: pays, over by, ask the maker."""
    answer = line.answer
    if answer.verdict is Verdict.COVERED:
        return _(_PAYS.get(answer.layer, _OTHERS_PAY))
    if answer.verdict is Verdict.BORDERLINE:
        return _("ask the maker")
    if answer.verdict is Verdict.NEEDS_FACT:
        return _("not known yet")
    if answer.clause.endswith(_QUALITY):
        return _("none was found")
    if _EXEMPTION in answer.clause:
        return _("takes the cover away")
    if answer.days_left is not None and answer.days_left < 0:
        return _("{n} d over", n=f"{-answer.days_left:,}")
    if answer.km_left is not None and answer.km_left < 0:
        return _("{n} km over", n=f"{-answer.km_left:,}")
    return _("does not apply")


def right_word(line: LayerLine) -> str:
    """Return whether a right of the customer is reached; where its term is over, by how much."""
    if line.answer.verdict is Verdict.COVERED:
        return _("reached")
    over = (line.answer.days_left or 0) < 0 or (line.answer.km_left or 0) < 0
    known = line.answer.verdict is not Verdict.NOT_COVERED
    return layer_word(line) if over or known else _("not reached")


def layer_hint(line: LayerLine) -> str:
    """Return the margin of a layer and the text it rests on."""
    answer, parts = line.answer, []
    if answer.last_day is not None:
        parts.append(_("to {day}", day=date_text(answer.last_day)))
    if answer.last_km is not None:
        parts.append(_("to {km} km", km=f"{answer.last_km:,}"))
    margin = " · ".join(parts)
    return "\n".join(text for text in (margin, pick(line.text_zh, line.text_en)) if text)


def layers_folded(card: CoverageCard, key: str, link: str) -> Note:
    """Return the layers in one line, whose ``link`` asks for ``key``."""
    n = len(card.layers)
    text = ngettext_("{n} layer", "{n} layers", n)
    mark = Mark.NA if card.verdict is Verdict.NOT_COVERED else VERDICT_MARKS[card.verdict]
    return Note(mark, f"{text} · {head(card)[1]}", link=link, key=key)


def rights(card: CoverageCard) -> list[Note]:
    """Return the customer's rights that are reached or open, and the fee that goes with them."""
    marks = {Verdict.COVERED: Mark.BLOCK, Verdict.BORDERLINE: Mark.WARN}
    is_demanded = any(one.is_open for one in card.demands)  # its clocks lead to the next step
    found = [
        Note(
            marks[line.answer.verdict],
            _(
                "The customer's right: {title} ({source})",
                title=pick(line.title_zh, line.title_en),
                source=pick(line.source_zh, line.source_en),
            ),
            link="" if is_demanded else _("Demand…"),
            key=DEMAND,
            bold=True,
            hint=layer_hint(line),
        )
        for line in card.rights
        if line.answer.verdict in marks
    ]
    if card.answer.compensation_fen:
        fee = _("The customer compensates the use: ¥{fee}", fee=yuan(card.answer.compensation_fen))
        found.append(Note(Mark.INFO, fee, key=WHY))
    return found


def notes(card: CoverageCard, names: Mapping[str, str]) -> list[Note]:
    """Return what else the clerk must know: facts missing, outlook, clocks, warnings, offers.

    ``names`` are the labels of the claim's fields by path.
    """
    return [
        *_missing(card, names),
        *_outlook(card),
        *_clocks(card),
        *(_warned(remark) for remark in card.warnings if remark.code not in GREYED),
        *_before_refusing(card),
        *_offers(card),
    ]


def _warned(remark: Remark) -> Note:
    """Return a warning; one that a person decides leads to where that is done."""
    if remark.code in _DECIDED:
        return Note(Mark.WARN, said(remark), link=_("Decide…"), key=_DECIDED[remark.code])
    return Note(Mark.WARN, said(remark), key=WHY)


def _missing(card: CoverageCard, names: Mapping[str, str]) -> Iterator[Note]:
    for path in card.missing:
        known = path in names
        yield Note(
            Mark.BLOCK if card.verdict is Verdict.NEEDS_FACT else Mark.WARN,
            _("Missing: {field}", field=names.get(path, "") or _(_ELSEWHERE.get(path, path))),
            link=_("Enter") if known else _("Certificate…"),
            key=f"{JUMP}{path}" if known else TERMS,
        )


_ELSEWHERE = {
    "price_fen": N_("Invoice price with VAT"),
    "terms.price_fen": N_("Invoice price with VAT"),
    "n_permille": N_("Compensation factor n"),
    "terms.n_permille": N_("Compensation factor n"),
}


_RIGHT_OF = {"days": "-days", "same": "-times"}
"""Counters by code, with the end of the clause of the right that they give by themselves."""


def _outlook(card: CoverageCard) -> Iterator[Note]:
    """Yield what the next repair triggers; a right that is reached stands above already."""
    lights = {line.code: LIGHT_MARKS[line.light] for line in card.counters}
    reached = {one.answer.clause for one in card.rights if one.answer.verdict is Verdict.COVERED}
    for remark in card.outlook:
        end = _RIGHT_OF.get(remark.code, "")
        if end and any(clause.endswith(end) for clause in reached):
            continue
        yield Note(lights.get(remark.code) or Mark.WARN, said(remark), key=HISTORY)


def _clocks(card: CoverageCard) -> Iterator[Note]:
    for clock in card.deadlines:
        if clock.code == "records":
            continue
        mark = Mark.OVERDUE if clock.is_over else Mark.WARN
        where = LOANER if clock.code == "loaner" else DEMAND
        yield Note(mark, said(clock), link=_("Enter…"), key=where)
    for loaner in card.loaners:
        if loaner.returned_on is None and not loaner.void_reason:
            words = _(
                "{what} since {day}",
                what=_(LOANER_NAMES[loaner.kind]),
                day=date_text(loaner.given_on),
            )
            yield Note(Mark.RUNNING, words, link=_("Enter…"), key=LOANER)


def _before_refusing(card: CoverageCard) -> Iterator[Note]:
    if card.verdict is Verdict.NOT_COVERED:
        text = _("Nobody pays: ask the maker for goodwill, or explain the refusal in writing.")
        yield Note(Mark.INFO, text, link=_("Facts…"), key=FACTS)


def _offers(card: CoverageCard) -> Iterator[Note]:
    if card.offers_serious:
        text = _("A safety system is concerned: is it a serious safety fault?")
        yield Note(Mark.INFO, text, link=_("Decide…"), key=HISTORY)
    if n := sum(one.may_be_same for one in card.repairs):
        text = ngettext_(
            "{n} earlier repair may be the same problem.",
            "{n} earlier repairs may be the same problem.",
            n,
        )
        yield Note(Mark.INFO, text, link=_("Look…"), key=HISTORY)
