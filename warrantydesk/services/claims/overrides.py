"""Blocks that the service manager lets pass for one claim."""

from dataclasses import replace

from warrantydesk.domain.authorisation import Override
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind


def override(bench: Bench, claim_id: int, rule: str, reason: str) -> Override:
    """Let a check pass for a claim; only where the brand leaves it to the service manager."""
    stores = bench.stores
    claim = stores.claims.get(claim_id)
    bench.allow("claims.override", claim.claim_number)
    if claim.state not in EDITABLE:
        raise refused(STATE, N_("The claim is {state}: its content is frozen."), state=claim.state)
    number = code(rule)
    switch = bench.profile(claim.brand).switches.get(number)
    if switch is None or not switch.by_manager:
        raise refused(
            INVALID,
            N_("{rule} is not left to the service manager: what it finds must be put right."),
            "rule",
            rule=number[:20],
        )
    if stores.overrides.find(claim_id=claim_id, rule=number, void_reason=""):
        raise refused(STATE, N_("This check passes for the claim already."), "rule")
    given = needs(reason, "reason", N_("Give the reason."))
    with bench.change(N_("let a check pass"), Kind.CLAIMS, Kind.AUTHORISATIONS) as touched:
        touched.append(claim_id)
        return stores.overrides.add(
            Override(claim_id, number, given, bench.person.login, bench.now)
        )


def void_override(bench: Bench, override_id: int, reason: str) -> Override:
    """Take an override back, while the claim is not filed."""
    stores = bench.stores
    found = stores.overrides.get(override_id)
    bench.allow("claims.override")
    claim = stores.claims.get(found.claim_id)
    if found.void_reason or claim.state not in EDITABLE:
        raise refused(STATE, N_("This override stays as it is."))
    given = needs(reason, "reason", N_("Give the reason."))
    with bench.change(N_("take an override back"), Kind.CLAIMS, Kind.AUTHORISATIONS) as touched:
        touched.append(claim.id)
        return stores.overrides.save(replace(found, void_reason=given))
