"""The facts of a decision in words: their names, and how their values are written."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warrantydesk.domain.coverage import (
    Cover,
    CoverageFacts,
    Goodwill,
    Law,
    RepairTime,
    Replaced,
    Replacement,
    Term,
)
from warrantydesk.domain.coverage.names import EVENT_NAMES, GROUP_NAMES, KIND_NAMES
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import N_, _, date_text, list_text, minute_text, pick
from warrantydesk.ui.kit.lists import KeyValue

FACT_NAMES = {
    "rule_set": N_("Order"),
    "start_on": N_("Periods begin on"),
    "invoiced_on": N_("Invoiced"),
    "delivered_on": N_("Delivered"),
    "visit_on": N_("Day of the visit"),
    "mileage_km": N_("Mileage, km"),
    "household_use": N_("Household use"),
    "vehicle_kind": N_("Kind of vehicle"),
    "owner": N_("Owner"),
    "quality_problem": N_("Quality problem"),
    "main_part_of": N_("Main part of"),
    "must_replace": N_("Must be replaced"),
    "event": N_("What happened"),
    "serious_safety_fault": N_("Serious safety fault now"),
    "serious_repairs_done": N_("Serious repairs done"),
    "assembly_replacements": N_("Assemblies replaced"),
    "part_replacements": N_("Main parts replaced"),
    "replacements": N_("Replaced before"),
    "still_faulty": N_("The fault is back"),
    "visits": N_("Repairs that count"),
    "this_visit_hours": N_("Hours of this repair"),
    "this_visit": N_("This repair"),
    "same_problem_repairs": N_("Repairs of the same problem"),
    "wear_cover": N_("Term of the wear part"),
    "maker_cover": N_("Cover of the maker"),
    "extended_cover": N_("Extended cover"),
    "part_cover": N_("Cover of the part"),
    "goodwill": N_("Goodwill"),
    "free_service": N_("Term of the free service"),
    "exemption": N_("Exemption"),
    "exemption_cause_shown": N_("Its cause is shown"),
    "refusal_reason": N_("Ground that was named"),
    "vehicle_replaced_on": N_("Itself a replacement since"),
    "open_campaign": N_("Open campaign"),
    "price_fen": N_("Invoice price with VAT"),
    "n_permille": N_("Compensation factor n, ‰"),
    "demanded_on": N_("Demanded on"),
    "soh_percent": N_("Battery capacity, %"),
    "soh_limit_percent": N_("Capacity limit, %"),
}
_WORDS: dict[str, str] = {
    **{str(code): name for code, name in GROUP_NAMES.items()},
    **{str(code): name for code, name in EVENT_NAMES.items()},
    **{str(code): name for code, name in KIND_NAMES.items()},
    "first": N_("first owner"),
    "later": N_("later owner"),
}
_REPLACED = {Replaced.ASSEMBLY: N_("assembly"), Replaced.MAIN_PART: N_("main part")}


def inputs(facts: CoverageFacts, used: Any, law: Law) -> list[KeyValue]:
    """Return the facts that the decision used, in the order of their names here."""
    rows = []
    for name, title in FACT_NAMES.items():
        if name in used:
            value = getattr(facts, name, used[name])
            rows.append(KeyValue(_(title), _named(name, value, law)))
    return rows


def _named(name: str, value: Any, law: Law) -> str:
    if name == "rule_set":
        order = next((one for one in law.rule_sets if one.code == value), None)
        return pick(order.name_zh, order.name_en) if order else str(value or "—")
    if name == "price_fen":
        return f"¥{yuan(value)}"
    if str(value) in law.exemptions:
        ground = law.exemptions[str(value)]
        return pick(ground.name_zh, ground.name_en)
    if name == "start_on" and isinstance(value, str):
        return date_text(date.fromisoformat(value))
    return written(value)


def written(value: Any) -> str:
    """Return a fact's value as it is read: days, numbers, terms, times."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return "\n".join(written(one) for one in value)
    if isinstance(value, Term | Cover):
        return _term(value)
    if isinstance(value, RepairTime | Replacement | Goodwill):
        return _history(value)
    if isinstance(value, datetime):
        return minute_text(value)
    if isinstance(value, date):
        return date_text(value)
    return _(_WORDS[str(value)]) if str(value) in _WORDS else str(value)


def _term(term: Term | Cover) -> str:
    told = []
    if term.months is not None:
        told.append(_("{n} months", n=term.months))
    if term.km is not None:
        told.append(_("{km} km", km=f"{term.km:,}"))
    if isinstance(term, Cover) and term.start_on:
        told.append(_("from {day}", day=date_text(term.start_on)))
    words = list_text(told) or _("without end")
    return f"{term.clause}　{words}" if isinstance(term, Cover) and term.clause else words


def _history(one: RepairTime | Replacement | Goodwill) -> str:
    if isinstance(one, Goodwill):
        return f"{one.percent} %"
    if isinstance(one, Replacement):
        group = _(GROUP_NAMES[one.group])
        return " ".join(word for word in (group, _(_REPLACED[one.kind]), one.part) if word)
    if one.hours is not None:
        return _("{n} hours", n=one.hours)
    words = _("{start} to {end}", start=minute_text(one.started_at), end=minute_text(one.ended_at))
    off = one.excluded_minutes + int(one.excluded_hours * Decimal(60))
    return _("{time}, without {n} minutes", time=words, n=off) if off else words
