"""The facts of a coverage decision in the words of a paper."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warrantydesk.domain.coverage import (
    Answer,
    Cover,
    CoverageFacts,
    CoverOwner,
    Event,
    Goodwill,
    Ground,
    Group,
    Law,
    Owner,
    RepairTime,
    Term,
    VehicleKind,
)
from warrantydesk.domain.coverage.names import (
    COVER_OWNER_NAMES,
    EVENT_NAMES,
    GROUP_NAMES,
    KIND_NAMES,
    OWNER_NAMES,
)
from warrantydesk.domain.money import yuan
from warrantydesk.domain.repair_history import LOANER_NAMES, Loaner
from warrantydesk.i18n import N_, _, date_text, list_text, minute_text, ngettext_
from warrantydesk.services.coverage.words import ground_name

FACT_NAMES: Mapping[str, str] = {
    "invoiced_on": N_("Invoiced on"),
    "delivered_on": N_("Delivered on"),
    "visit_on": N_("Day of the visit"),
    "mileage_km": N_("Mileage, km"),
    "household_use": N_("Household use"),
    "vehicle_kind": N_("Kind of vehicle"),
    "owner": N_("First or later owner"),
    "quality_problem": N_("Quality problem"),
    "main_part_of": N_("Main part of"),
    "must_replace": N_("Must be replaced"),
    "event": N_("Safety failure"),
    "serious_safety_fault": N_("Serious safety fault"),
    "serious_repairs_done": N_("Serious faults repaired"),
    "assembly_replacements": N_("Assembly replacements"),
    "part_replacements": N_("Main part replacements"),
    "replacements": N_("Replacements so far"),
    "still_faulty": N_("Still faulty"),
    "visits": N_("Repairs that count"),
    "this_visit_hours": N_("Hours of this visit"),
    "this_visit": N_("Time of this repair"),
    "same_problem_repairs": N_("Repairs of the same problem"),
    "wear_cover": N_("Term of the wear part"),
    "maker_cover": N_("Maker's cover"),
    "extended_cover": N_("Extended cover"),
    "part_cover": N_("Part warranty"),
    "goodwill": N_("Goodwill, %"),
    "free_service": N_("Free service"),
    "exemption": N_("Exemption"),
    "exemption_cause_shown": N_("Its cause is shown"),
    "refusal_reason": N_("Reason of refusal"),
    "vehicle_replaced_on": N_("Replaced car since"),
    "open_campaign": N_("Open campaign"),
    "price_fen": N_("Price of the car, yuan"),
    "n_permille": N_("Factor n, ‰"),
    "demanded_on": N_("Demanded on"),
    "soh_percent": N_("Battery capacity, %"),
    "soh_limit_percent": N_("Capacity limit, %"),
}


def facts_in_words(facts: CoverageFacts, answer: Answer, law: Law) -> tuple[tuple[str, str], ...]:
    """Return label and value of each fact that the decision used, the start of the clock first."""
    used = answer.inputs_used
    told = [(_("Start of the periods"), _start(used))] if "start_on" in used else []
    told += [
        (_(FACT_NAMES[field.name]), _value(getattr(facts, field.name), field.name, law))
        for field in fields(CoverageFacts)
        if field.name in used and field.name in FACT_NAMES
    ]
    return tuple(told)


def _start(used: Mapping[str, Any]) -> str:
    return date_text(date.fromisoformat(str(used["start_on"])))


def term_text(months: int | None, km: int | None) -> str:
    """Return a term as “36 months / 100,000 km”; an open end is not named."""
    parts = []
    if months is not None:
        parts.append(ngettext_("{n} month", "{n} months", months))
    if km is not None:
        parts.append(_("{km} km", km=f"{km:,}"))
    return " / ".join(parts) or _("without end")


def loaner_text(one: Loaner) -> str:
    """Return a loan car or its money with its days and amount in one line."""
    parts = [_(LOANER_NAMES[one.kind]), _("from {day}", day=date_text(one.given_on))]
    if one.returned_on is not None:
        parts.append(_("until {day}", day=date_text(one.returned_on)))
    if one.amount_fen:
        parts.append(_("{amount} yuan", amount=yuan(one.amount_fen)))
    return " · ".join(part for part in (*parts, one.note) if part)


def _value(value: Any, name: str, law: Law) -> str:
    if name == "price_fen":
        return yuan(value)
    if isinstance(value, Ground):
        return ground_name(value, law)
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return ""


def _cover(cover: Cover) -> str:
    parts = [cover.clause, term_text(cover.months, cover.km)]
    if cover.owner is not CoverOwner.ANY:
        parts.append(_(COVER_OWNER_NAMES[cover.owner]))
    if cover.start_on is not None:
        parts.append(_("from {day}", day=date_text(cover.start_on)))
    return " · ".join(part for part in parts if part)


def _time(time: RepairTime) -> str:
    if time.hours is not None:
        return _("{hours} h", hours=time.hours)
    return f"{minute_text(time.started_at)} – {minute_text(time.ended_at)}"


def _some(values: tuple[Any, ...]) -> str:
    """Return how many visits count, or which groups had something replaced."""
    groups = [_(GROUP_NAMES[one.group]) for one in values if hasattr(one, "group")]
    return list_text(groups) if groups else str(len(values))


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: _("yes") if value else _("no")),
    (int, lambda value: f"{value:,}"),
    (Decimal, lambda value: f"{value.normalize():f}"),
    (datetime, minute_text),
    (date, date_text),
    (VehicleKind, lambda value: _(KIND_NAMES[value])),
    (Owner, lambda value: _(OWNER_NAMES[value])),
    (Event, lambda value: _(EVENT_NAMES[value])),
    (Group, lambda value: _(GROUP_NAMES[value])),
    (Term, lambda value: term_text(value.months, value.km)),
    (Cover, _cover),
    (Goodwill, lambda value: f"{value.percent.normalize():f}"),
    (RepairTime, _time),
    (tuple, _some),
)
