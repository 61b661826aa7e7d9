"""A coverage decision with its codes turned into words, as papers show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.campaign import CAMPAIGN_KIND_NAMES, CAMPAIGN_STATE_NAMES
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.coverage import LAYER_NAMES, Law, Layer, PeriodState, Remark, RuleSet
from warrantydesk.domain.policies.shapes import shape_of
from warrantydesk.i18n import N_, _, date_text, minute_text, pick
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.coverage.card import CoverageCard, LayerLine
from warrantydesk.services.coverage.context import CoverageContext, Versions, context_of
from warrantydesk.services.coverage.look import card_of
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.fact_words import FACT_NAMES, facts_in_words

if TYPE_CHECKING:
    from warrantydesk.documents.coverage_paper import AnswerRow, CounterRow, CoveragePaper

_PERIODS = (N_("Repair period"), N_("Replace/return period"))
_COUNTERS = {
    "days": N_("Repair days"),
    "same": N_("Repairs of the same problem"),
    "serious": N_("Serious safety faults repaired"),
    "assembly": N_("Replacements of an assembly"),
    "part": N_("Replacements of a main part"),
}
_FIELDS = {
    "vehicle.invoiced_on": "invoiced_on",
    "visit.arrived_at": "visit_on",
    "visit.mileage_km": "mileage_km",
    "terms.price_fen": "price_fen",
}
"""Facts that missing fields of the claim stand for."""
_OTHER_FIELDS = {"codes.purchased_on": N_("Day the part was bought")}
_DECIDING = {
    LAW: ("rule_sets", "parameters", "clauses", "exemptions", "open_points", "holidays"),
    "": ("policies", "wear", "parts", "part_groups", "models", "campaigns"),
}
"""Tables that decide, by profile; the empty one is the brand's."""


@dataclass(frozen=True)
class Judged:
    """A claim with what surrounds it and the decision on it."""

    claim: Claim
    context: CoverageContext
    card: CoverageCard

    @property
    def law(self) -> Law:
        """The law in force on the day of the visit."""
        return self.context.book(self.context.visit_on(self.claim)).law

    @property
    def order(self) -> RuleSet:
        """The order under which the car stands, the newest where it stands under none."""
        sold_on = self.card.facts.invoiced_on or self.card.facts.delivered_on
        return self.law.order_of(sold_on)


def judged(bench: Bench, claim_id: int) -> Judged:
    """Read a claim and decide it as it stands now."""
    claim = bench.stores.claims.get(claim_id)
    context = context_of(bench, claim)
    return Judged(claim, context, card_of(context, claim))


def coverage_paper(bench: Bench, case: Judged) -> "CoveragePaper":
    """Return the decision in the language in use."""
    from warrantydesk.documents import coverage_paper as rows

    card = case.card
    book = case.context.book(case.context.visit_on(case.claim))
    return rows.CoveragePaper(
        claim_paper(bench, case.claim),
        card.verdict,
        pick(card.head_zh, card.head_en),
        facts=facts_in_words(card.facts, card.answer, book.law),
        periods=tuple(
            rows.PeriodRow(
                _(name),
                pick(bar.clause.article_zh, bar.clause.article_en),
                bar.state,
                bar.last_day,
                bar.last_km,
                bar.days_left,
                bar.km_left,
            )
            for name, bar in zip(_PERIODS, card.periods, strict=False)
        ),
        layers=tuple(_answer(line) for line in card.layers),
        rights=tuple(_answer(line) for line in card.rights),
        counters=_counters(card),
        outlook=tuple(told(remark) for remark in card.outlook),
        campaigns=tuple(
            rows.CampaignRow(
                one.code,
                _name(CAMPAIGN_KIND_NAMES, one.kind),
                pick(one.name_zh, one.name_en),
                _name(CAMPAIGN_STATE_NAMES, one.state),
            )
            for one in card.campaigns
        ),
        repairs=tuple(
            rows.RepairRow(
                one.on,
                one.title,
                one.complaint,
                one.mileage_km,
                one.days,
                one.counts,
                one.problem,
                one.linked_by,
                one.flagged_by,
            )
            for one in card.repairs
        ),
        warnings=tuple(told(remark) for remark in card.warnings),
        missing=missing_names(card),
        versions=_versions(bench, book.versions),
        outside=_outside(card),
    )


def _counters(card: CoverageCard) -> "tuple[CounterRow, ...]":
    """Return the counters; once the replace/return period is over none is near its limit."""
    from warrantydesk.documents.coverage_paper import CounterRow

    is_over = card.answer.replace_period is PeriodState.OUT
    return tuple(
        CounterRow(
            _(_COUNTERS[one.code]),
            one.count,
            one.limit,
            None if is_over else one.light,
            one.today,
            one.subject,
        )
        for one in card.counters
        if card.periods
    )


def told(remark: Remark) -> str:
    """Return a remark of a card as a sentence."""
    return sentence_of(remark.message, remark.values)


def sentence_of(message: str, values: Mapping[str, Any]) -> str:
    """Return a sentence of the domain; dates, instants and numbers as the language has them."""
    return _(message, **{name: _written(value) for name, value in values.items()})


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return minute_text(value)
    return date_text(value) if isinstance(value, date) else value


def missing_names(card: CoverageCard) -> tuple[str, ...]:
    """Return the names of the facts that are missing."""
    return tuple(
        _(_OTHER_FIELDS.get(name) or FACT_NAMES.get(_FIELDS.get(name, name), name))
        for name in card.missing
    )


def _answer(line: LayerLine) -> "AnswerRow":
    from warrantydesk.documents.coverage_paper import AnswerRow

    one = line.answer
    return AnswerRow(
        line_name(line),
        one.verdict,
        line_source(line),
        pick(line.text_zh, line.text_en),
        one.last_day,
        one.last_km,
        one.days_left,
        one.km_left,
    )


def line_name(line: LayerLine) -> str:
    """Return the name of a layer with its title: “Maker: whole vehicle”."""
    title = pick(line.title_zh, line.title_en)
    layer = _(LAYER_NAMES[line.answer.layer])
    if line.answer.layer is Layer.STATUTORY or title in ("", layer):
        return title or layer
    return _("{label}: {value}", label=layer, value=title)


def line_source(line: LayerLine) -> str:
    """Return the article or the policy row behind an answer."""
    return pick(line.source_zh, line.source_en)


def _name(names: Mapping[Any, str], code: str) -> str:
    """Return the name of a code; a code that the desk does not know stands for itself."""
    found = next((name for key, name in names.items() if key == code), "")
    return _(found) if found else code


def _outside(card: CoverageCard) -> str:
    """Return why no order applies to the car; empty where one does or a fact is missing."""
    return next((told(one) for one in card.warnings if one.code in ("gate", "no_order")), "")


def _versions(bench: Bench, versions: Versions) -> tuple[tuple[str, str], ...]:
    rows = []
    for profile, numbers in versions.items():
        tables = _DECIDING.get(profile, _DECIDING[""])
        used = [
            _("{label} {value}", label=_title(table), value=numbers[table])
            for table in tables
            if table in numbers
        ]
        name = _("Law and common tables") if profile == LAW else bench.maker_name(profile)
        rows.append((name, " · ".join(used)))
    return tuple(rows)


def _title(table: str) -> str:
    shape = shape_of(table)
    return _(shape.title) if shape else table
