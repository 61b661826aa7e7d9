"""Findings of the checks in the words of the form, beside what the form itself sees."""

from collections.abc import Sequence
from typing import Any

from warrantydesk.domain import vin
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Finding
from warrantydesk.i18n import _, date_text, list_text, ngettext_, pick
from warrantydesk.services.claims.view import DocumentState
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import said
from warrantydesk.ui.tabs.intake.documents import is_missing
from warrantydesk.ui.tabs.intake.form import ClaimForm
from warrantydesk.ui.tabs.intake.vin_line import vin_words
from warrantydesk.ui.words import severity_mark

_PAPERS = "V96"
MOST_KM_A_DAY = 1_000
"""More than a car is driven day after day (trade practice): the reading has a digit too many."""


def views_of(form: ClaimForm, findings: Sequence[Finding]) -> list[FindingView]:
    """Return findings as the form and the panel show them.

    Papers are left out: their tiles tell of them at every tick (``missing_documents``).
    """
    return [
        FindingView(
            found.field,
            severity_mark(found.severity),
            said(found),
            _(found.why) if found.why else "",
            _section(form, found.field),
            cost_words(found),
            found.rule if found.why else "",
        )
        for found in findings
        if found.rule != _PAPERS
    ]


def cost_words(found: Finding) -> str:
    """Return what it costs to leave a finding so, and whether the service manager may."""
    if found.override:
        return _("The service manager let it pass: {reason}", reason=found.override)
    cost = _(found.cost) if found.cost else ""
    if found.by_manager:
        return _("{cost} The service manager may let it pass.", cost=cost)
    return cost


def _section(form: ClaimForm, path: str) -> str:
    section = form.section_of(path)
    return section.key if section is not None else ""


def typed_problems(form: ClaimForm) -> list[FindingView]:
    """Return what is wrong with typed texts that the clerk has left."""
    return [
        FindingView(
            path,
            Mark.BLOCK,
            text,
            _("This is not saved: the former value stays until it can be read."),
            _section(form, path),
        )
        for path, text in form.problems().items()
        if not form.cell(path).editor.hasFocus()
    ]


def missing_documents(states: Sequence[DocumentState]) -> list[FindingView]:
    """Return one finding that names the required papers that are not here."""
    missing = [state for state in states if is_missing(state)]
    if not missing:
        return []
    names = list_text(pick(state.name_zh, state.name_en) for state in missing)
    words = ngettext_(
        "{n} required document is missing", "{n} required documents are missing", len(missing)
    )
    return [FindingView(f"documents.{missing[0].code}", Mark.WARN, words, names, "documents")]


def praise(desk: Any, facts: ClaimFacts) -> list[FindingView]:
    """Return what stands green below fields that were checked and found right."""
    claim, found = facts.claim, []
    number = claim.vehicle.vin
    if vin.has_shape(number) and not vin.digit_is_wrong(number):
        found.append(FindingView("vehicle.vin", Mark.OK, vin_words(desk, number)))
    if (reading := _reading_since(facts)) is not None:
        found.append(reading)
    return found


def _reading_since(facts: ClaimFacts) -> FindingView | None:
    """Return what the mileage says beside the last reading; a digit too many is no praise."""
    last = facts.history.last_before(facts.arrived_on)
    if facts.total_km is None or last is None or last.total_km is None:
        return None
    days, km = (facts.arrived_on - last.on).days, facts.total_km - last.total_km
    if km <= MOST_KM_A_DAY * days:
        words = _("last {km} • plausible", km=f"{last.total_km:,}")
        return FindingView("visit.mileage_km", Mark.OK, words)
    words = _(
        "{km} km since {day}, when it was {last}: read the odometer again",
        km=f"{km:,}",
        day=date_text(last.on),
        last=f"{last.total_km:,}",
    )
    return FindingView("visit.mileage_km", Mark.WARN, words)


def unread(form: ClaimForm) -> list[str]:
    """Return what was typed and could not be read: the name of each field and its text."""
    return [
        f"{form.cell(path).text.accessibleName()} “{form.field(path).text()}”"
        for path in form.problems()
        if path.count(".") and "[" not in path
    ]
