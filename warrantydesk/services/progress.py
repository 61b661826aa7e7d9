"""Short texts for the customer about how his repair goes, to be sent by messenger."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.domain.work import StoreState
from warrantydesk.i18n import N_, minute_text, pick
from warrantydesk.resources import find
from warrantydesk.services.bench import Bench

PROGRESS_NAMES = {
    "received": N_("Car received"),
    "inspecting": N_("Being inspected"),
    "asked_maker": N_("The maker is asked"),
    "waiting_parts": N_("Waiting for parts"),
    "waiting_parts_open": N_("Waiting for parts, day unknown"),
    "repairing": N_("Being repaired"),
    "repairing_promised": N_("Being repaired, ready by"),
    "collect": N_("Repaired: please collect"),
    "not_covered": N_("Not covered"),
    "collected": N_("Thank you after the repair"),
}
_UNKNOWN_REASON = ("见检查结果", "see the result of the inspection")


@dataclass(frozen=True)
class ProgressText:
    """One text in both languages with its values filled in; ``code`` is of PROGRESS_NAMES."""

    code: str
    zh: str
    en: str


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    with find("messages/progress.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row for row in csv.DictReader(stream)}


def progress_texts(bench: Bench, claim: Claim) -> tuple[ProgressText, ...]:
    """Return every text for a claim, the one that fits where it stands first."""
    fits = _fitting(bench, claim)
    rows = sorted(_texts().values(), key=lambda row: row["code"] != fits)
    zh, en = _values(bench, claim, zh=True), _values(bench, claim, zh=False)
    return tuple(
        ProgressText(
            row["code"],
            row["text_zh"].format(**zh).strip(),
            row["text_en"].format(**en).strip(),
        )
        for row in rows
        if _may_say(row["code"], zh) or row["code"] == fits
    )


def _may_say(code: str, values: Mapping[str, str]) -> bool:
    """Tell whether the values that a text stands on are known."""
    on = {"waiting_parts": "until", "repairing_promised": "promised"}.get(code)
    return on is None or values[on] != "—"


def _fitting(bench: Bench, claim: Claim) -> str:
    """Return the code of the text for where the claim stands."""
    state, visit = claim.state, claim.visit
    if state is State.DRAFT:
        return "received"
    if state is State.APPRAISING:
        return "inspecting"
    if state is State.PREAUTH_WAIT:
        return "asked_maker"
    signed = bench.stores.signatures.find(visit_id=visit.id)
    if any(one.paper is SignedPaper.COLLECTION for one in signed):
        return "collected"
    if state is State.NOT_COVERED:
        return "not_covered"
    if state is State.REPAIRING and visit.finished_at is None:
        return _repairing(bench, claim)
    return "collect"


def _repairing(bench: Bench, claim: Claim) -> str:
    if _waiting_for_parts(bench, claim):
        return "waiting_parts" if _until(bench, claim) else "waiting_parts_open"
    return "repairing_promised" if claim.visit.promised_at else "repairing"


def _waiting_for_parts(bench: Bench, claim: Claim) -> bool:
    waits = (StoreState.ASKED, StoreState.ANSWERED)
    found = bench.stores.store_requests.find(claim_id=claim.id, void_reason="")
    return any(one.state in waits for one in found)


def _until(bench: Bench, claim: Claim) -> str:
    """Return the last day on which parts asked for should be here, empty where none is known."""
    found = bench.stores.store_requests.find(claim_id=claim.id, void_reason="")
    days = [line.arrives_on for one in found for line in one.lines if line.arrives_on]
    days = days or [one.wanted_on for one in found if one.wanted_on]
    return max(days).isoformat() if days else ""


def _values(bench: Bench, claim: Claim, *, zh: bool) -> Mapping[str, str]:
    site, visit = bench.site, claim.visit
    model = bench.profile(claim.brand).models.get(claim.vehicle.model_code)
    station = (site.name_zh if zh else site.name_en) or pick(site.name_zh, site.name_en)
    names = [claim.vehicle.plate or claim.vehicle.vin[-8:]]
    if model is not None:
        names.append(model.name_zh if zh else model.name_en)
    return {
        "car": " ".join(filter(None, names)),
        "order": visit.repair_order or claim.claim_number,
        "arrived": minute_text(visit.arrived_at),
        "promised": minute_text(visit.promised_at),
        "until": _until(bench, claim) or "—",
        "reason": _reason(bench, claim, zh),
        "station": station,
        "contact": ("，电话 " if zh else ", phone ").join(filter(None, (station, site.phone))),
    }


def _reason(bench: Bench, claim: Claim, zh: bool) -> str:
    """Return why nothing is covered, by the newest inspection, else as the clerk wrote it."""
    found = bench.stores.inspections.find(claim_id=claim.id)
    code = found[-1].reason if found else ""
    row = bench.profile(claim.brand).reasons.get(code or claim.codes.reason)
    if row is not None:
        return str(row["name_zh"] if zh else row["name_en"] or row["name_zh"])
    return code or claim.narrative.cause.strip() or _UNKNOWN_REASON[0 if zh else 1]
