"""Why a piece that is due back does not go on a list this time."""

from collections.abc import Mapping

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.part_guards import FILED
from warrantydesk.domain.profile_entries import HazardEntry
from warrantydesk.domain.shipment import ShipmentKind
from warrantydesk.i18n import N_

DISPUTE, UNFILED, VOID = "dispute", "not_filed", "void"
OWN_LIST, ORDINARY_LIST = "own_list", "ordinary_list"
NOT_THIS_TIME = {
    DISPUTE: N_("Claim in dispute"),
    UNFILED: N_("Claim not filed"),
    VOID: N_("Claim void"),
    OWN_LIST: N_("{hazard}: goes on a list of its own"),
    ORDINARY_LIST: N_("Goes on an ordinary list"),
}
"""What the reasons are called."""


def why_not(
    claim: State, hazard: str, kind: ShipmentKind, hazards: Mapping[str, HazardEntry]
) -> str:
    """Return why a piece cannot go on a list of a kind, empty where it can.

    What needs only a handling note goes on either kind of list.
    """
    if claim is State.APPEALED:
        return DISPUTE
    if claim not in FILED:
        return VOID if claim is State.VOID else UNFILED
    return wrong_kind(hazard, kind, hazards)


def wrong_kind(hazard: str, kind: ShipmentKind, hazards: Mapping[str, HazardEntry]) -> str:
    """Return why a piece belongs on a list of the other kind, empty where it does not."""
    entry = hazards.get(hazard)
    shipping = entry.shipping if entry else "ordinary"
    if kind is ShipmentKind.ORDINARY:
        return OWN_LIST if shipping == "own" else ""
    return ORDINARY_LIST if shipping == "ordinary" else ""
