"""V49, V50: amounts are what they claim to be, to the fen."""

from collections.abc import Iterator
from decimal import Decimal

from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_MOST_FEN = 1_000_000_000
_MOST_HOURS = Decimal(999)


def lines_multiply(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V49 (trade practice): amount = quantity × unit price, in fen, half up."""
    yield from _parts(facts)
    yield from _labour(facts)
    for index, line in enumerate(facts.claim.other_lines):
        if not 0 < line.amount_fen <= _MOST_FEN:
            yield Problem(f"other_lines[{index}].amount_fen", N_("The amount must be above 0."))


def _parts(facts: ClaimFacts) -> Iterator[Problem]:
    for index, line in enumerate(facts.claim.part_lines):
        path = f"part_lines[{index}]"
        if not 1 <= line.quantity <= 999:
            yield Problem(f"{path}.quantity", N_("The quantity must be 1 to 999."))
        if not 0 <= line.unit_price_fen <= _MOST_FEN:
            yield Problem(f"{path}.unit_price_fen", N_("This is not a possible price."))
        if line.amount_fen is not None and line.amount_fen != line.product_fen:
            yield Problem(
                f"{path}.amount_fen",
                N_("{quantity} × the unit price is not this amount."),
                {"quantity": line.quantity},
            )


def _labour(facts: ClaimFacts) -> Iterator[Problem]:
    for index, line in enumerate(facts.claim.labour_lines):
        path = f"labour_lines[{index}]"
        if not 0 <= line.hours <= _MOST_HOURS:
            yield Problem(f"{path}.hours", N_("The hours must be 0 to 999."))
        if not 0 <= line.extra_hours <= _MOST_HOURS:
            yield Problem(f"{path}.extra_hours", N_("The hours must be 0 to 999."))
        elif line.extra_hours and not line.extra_reason.strip():
            yield Problem(f"{path}.extra_reason", N_("Extra hours need their reason."))
        if not 0 <= line.unit_price_fen <= _MOST_FEN:
            yield Problem(f"{path}.unit_price_fen", N_("This is not a possible price."))
        if line.amount_fen is not None and line.amount_fen != line.product_fen:
            yield Problem(
                f"{path}.amount_fen",
                N_("{hours} h × the rate is not this amount."),
                {"hours": line.hours + line.extra_hours},
            )


def totals_add_up(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V50 (trade practice): the total is the sum of its lines and surcharges."""
    written, total = facts.claim.claimed_total_fen, facts.totals.total_fen
    if written is not None and written != total:
        yield Problem(
            "claimed_total_fen",
            N_("The written total differs from the sum of the lines by {fen} fen."),
            {"fen": written - total},
        )


MONEY_RULES = (
    Rule(
        "V49",
        lines_multiply,
        Severity.BLOCK,
        why=N_("The portal multiplies again and compares."),
        cost=N_("A line that does not multiply is struck."),
        title=N_("Lines multiply"),
        passes=N_("2 × ¥402.00 = ¥804.00."),
        fails=N_("2 × ¥402.00 = ¥804.01."),
    ),
    Rule(
        "V50",
        totals_add_up,
        Severity.BLOCK,
        why=N_("The maker pays by the sum of the lines."),
        cost=N_("A wrong total holds up the whole statement."),
        title=N_("The total is the sum"),
        passes=N_("Parts, handling, labour and materials add up to the written total."),
        fails=N_("The written total is a fen higher than the sum."),
    ),
)
