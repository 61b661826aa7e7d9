"""V04–V07, V09: what the claim says of the car against the car's file."""

from collections.abc import Iterator

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.text import code, squeezed
from warrantydesk.i18n import N_

STOCK_TYPES = frozenset({ClaimType.PRE_SALE, ClaimType.PDI})
"""Claims on cars that nobody has bought yet: no owner, no invoice."""


def engine_is_that_of_the_file(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V04 (trade practice): engine and drive motor number as in the vehicle file."""
    file, told = facts.vehicle, facts.claim.vehicle
    if file is None:
        return
    pairs = (
        ("engine_no", N_("The vehicle file has engine {file}, the claim has {claim}.")),
        ("motor_no", N_("The vehicle file has drive motor {file}, the claim has {claim}.")),
    )
    for name, sentence in pairs:
        kept, given = squeezed(getattr(file, name)), squeezed(getattr(told, name))
        if kept and given and kept != given:
            yield Problem(f"vehicle.{name}", sentence, {"file": kept, "claim": given})


def model_is_that_of_the_file(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V05 (trade practice): the model as in the vehicle file."""
    file, told = facts.vehicle, facts.claim.vehicle.model_code
    if file is None or not file.model_code or code(told) == code(file.model_code):
        return
    if told:
        yield Problem(
            "vehicle.model_code",
            N_("The vehicle file has model {file}, the claim has {claim}."),
            {"file": file.model_code, "claim": told},
        )
    else:
        yield Problem(
            "vehicle.model_code",
            N_("The model is missing; the vehicle file has {file}."),
            {"file": file.model_code},
        )


def production_is_that_of_the_file(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V06 (trade practice): the production date as in the vehicle file."""
    file, told = facts.vehicle, facts.claim.vehicle.produced_on
    kept = file.produced_on if file else None
    if kept and told and kept != told:
        yield Problem(
            "vehicle.produced_on",
            N_("The vehicle file says produced on {file}, the claim says {claim}."),
            {"file": kept, "claim": told},
        )


def cover_starts_as_in_the_file(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V07 (trade practice): invoice and delivery as in the vehicle file; not for stock cars."""
    file, told = facts.vehicle, facts.claim.vehicle
    if file is None or facts.claim.type in STOCK_TYPES:
        return
    if file.invoiced_on and told.invoiced_on is None:
        yield Problem(
            "vehicle.invoiced_on",
            N_("The invoice date is missing; the vehicle file has {file}."),
            {"file": file.invoiced_on},
        )
    pairs = (
        ("invoiced_on", N_("The vehicle file says invoiced on {file}, the claim says {claim}.")),
        ("delivered_on", N_("The vehicle file says delivered on {file}, the claim says {claim}.")),
    )
    for name, sentence in pairs:
        kept, given = getattr(file, name), getattr(told, name)
        if kept and given and kept != given:
            yield Problem(f"vehicle.{name}", sentence, {"file": kept, "claim": given})


def car_is_not_excluded(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V09 (trade practice): the maker has not excluded the car from claims."""
    reason = facts.vehicle.no_claims_reason if facts.vehicle else ""
    if reason:
        yield Problem(
            "vehicle.vin",
            N_("The maker takes no claims for this car: {reason}"),
            {"reason": reason},
        )


_COMPARED = N_("The maker compares the claim with its own file of the car.")
FILE_RULES = (
    Rule(
        "V04",
        engine_is_that_of_the_file,
        Severity.BLOCK,
        why=_COMPARED,
        cost=N_("The claim is returned until a photo of the plate proves the number."),
        title=N_("Engine number as in the vehicle file"),
        passes=N_("Engine E123 on the claim and in the vehicle file."),
        fails=N_("Engine E123 in the vehicle file, E132 on the claim."),
    ),
    Rule(
        "V05",
        model_is_that_of_the_file,
        Severity.BLOCK,
        why=_COMPARED,
        cost=N_("Prices and hours of another model are struck; the claim is returned."),
        title=N_("Model as in the vehicle file"),
        passes=N_("Model QC-S7 on the claim and in the vehicle file."),
        fails=N_("Model QC-S7 in the vehicle file, QC-S3 on the claim."),
    ),
    Rule(
        "V06",
        production_is_that_of_the_file,
        Severity.WARN,
        why=_COMPARED,
        cost=N_("Series faults are looked up by production date; the claim is asked back."),
        title=N_("Production date as in the vehicle file"),
        passes=N_("Produced on 2024-10-05 on the claim and in the vehicle file."),
        fails=N_("Produced on 2024-10-05 in the vehicle file, on 2024-11-05 on the claim."),
    ),
    Rule(
        "V07",
        cover_starts_as_in_the_file,
        Severity.BLOCK,
        why=N_("Cover begins on these days, and the maker has the invoice too."),
        cost=N_("The claim is returned; a later date than the invoice looks like fraud."),
        title=N_("Invoice and delivery as in the vehicle file"),
        passes=N_("Invoiced on 2024-10-24 on the claim and in the vehicle file."),
        fails=N_("Invoiced on 2024-10-24 in the vehicle file, on 2025-10-24 on the claim."),
    ),
    Rule(
        "V09",
        car_is_not_excluded,
        Severity.BLOCK,
        why=N_("The maker has ended its cover of this car, after an accident or a rebuild."),
        cost=N_("Every claim of the car is refused, and the work is ours to pay."),
        title=N_("Car not excluded from claims"),
        passes=N_("The vehicle file says nothing against claims."),
        fails=N_("The vehicle file says: excluded by the maker after a flood."),
    ),
)
