"""V51–V54: prices, hours and rates against the maker's tables of the repair day, and the limit."""

from collections.abc import Iterator
from dataclasses import replace

from warrantydesk.domain.claim import Claim, ClaimType, PayBy
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.money import yuan
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.rules.authorised import authorised_fen
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_OWN_PRICES = frozenset({ClaimType.URGENT, ClaimType.URGENT_ORDER, ClaimType.CAMPAIGN})
"""Types whose parts are bought ahead or supplied: their price is not that of the list."""


def prices_of_the_day(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V51 (Foton): unit prices are those of the tables in force when the repair ended."""
    then, claim = facts.profile_then, facts.claim
    if then is None:
        return
    yield from _hourly_rates(claim, then)
    if claim.type in _OWN_PRICES:
        return
    for index, line in enumerate(claim.part_lines):
        part = then.parts.get(line.new_part_no)
        if part is None or line.pay_by is not PayBy.CLAIM or not part.list_price_fen:
            continue
        if line.unit_price_fen != part.list_price_fen:
            yield Problem(
                f"part_lines[{index}].unit_price_fen",
                N_("The maker's price of {part} was ¥{price} on the day of the repair."),
                {"part": line.new_part_no, "price": yuan(part.list_price_fen)},
            )


def _hourly_rates(claim: Claim, then: BrandProfile) -> Iterator[Problem]:
    rate = then.labour_rate_fen(claim.vehicle.model_code)
    for index, line in enumerate(claim.labour_lines):
        if rate and line.hours and line.pay_by is PayBy.CLAIM and line.unit_price_fen != rate:
            yield Problem(
                f"labour_lines[{index}].unit_price_fen",
                N_("The maker's hourly rate for this model is ¥{rate}."),
                {"rate": yuan(rate)},
            )


def total_by_the_tables(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V52 (SGMW): the maker's formula with its tables of the repair day gives no less.

    Hours are taken as the table has them, where more were claimed without being extra hours;
    handling and materials by the percentages of that day.
    """
    then = facts.profile_then
    if then is None:
        return
    claimed = facts.totals.total_fen
    owed = totals_of(_with_table_hours(facts.claim, then), then.rates).total_fen
    if owed != claimed:
        yield Problem(
            "claimed_total_fen",
            N_("By the maker's tables of the repair day the claim is ¥{owed}, not ¥{claimed}."),
            {"owed": yuan(owed), "claimed": yuan(claimed)},
        )


def _with_table_hours(claim: Claim, then: BrandProfile) -> Claim:
    kind = then.model_class(claim.vehicle.model_code)
    lines = []
    for line in claim.labour_lines:
        entry = then.labour.get(line.code)
        most = entry.hours.get(kind) if entry is not None else None
        lines.append(line if most is None else replace(line, hours=min(line.hours, most)))
    return replace(claim, labour_lines=tuple(lines))


def rates_stand_in_the_table(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V53 (trade practice): the tax rate stands in the maker's table of rates."""
    then = facts.profile_then
    if then is not None and not then.rates.tax and facts.totals.total_fen:
        yield Problem(
            "claimed_total_fen", N_("The maker's table of rates has no tax rate: complete it.")
        )


def within_the_own_limit(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V54 (trade practice): above the self-authorisation limit the maker is asked first."""
    limit = facts.profile.rate_fen("self_authorisation_limit") if facts.profile else None
    total = facts.totals.total_fen
    if not limit or total <= limit:
        return
    allowed = authorised_fen(facts)
    if allowed is None:
        yield Problem(
            "codes.authorisation_no",
            N_("¥{total} is above your own limit of ¥{limit}: ask the maker first."),
            {"total": yuan(total), "limit": yuan(limit)},
        )
    elif allowed < total:
        yield Problem(
            "codes.authorisation_no",
            N_("¥{total} is claimed, but the maker allowed ¥{allowed}."),
            {"total": yuan(total), "allowed": yuan(allowed)},
        )


PRICE_RULES = (
    Rule(
        "V51",
        prices_of_the_day,
        Severity.WARN,
        why=N_("The maker pays the price of its list on the day of the repair."),
        cost=N_("The difference is cut, and the statement does not match."),
        title=N_("Unit prices of the repair day"),
        passes=N_("¥402.00, as the list of that day has it."),
        fails=N_("¥412.00 from a newer list."),
    ),
    Rule(
        "V52",
        total_by_the_tables,
        Severity.WARN,
        why=N_("The portal reckons the claim again with its own tables."),
        cost=N_("A total by older tables, or with more hours, is cut."),
        title=N_("The total is that of the maker's tables"),
        passes=N_("2.1 h as the table has them."),
        fails=N_("3.0 h where the table has 2.1 h."),
    ),
    Rule(
        "V53",
        rates_stand_in_the_table,
        Severity.WARN,
        why=N_("Rates are agreed with the maker and stand in its table."),
        cost=N_("The claim is cut, or the invoice is sent back."),
        title=N_("The tax rate stands in the table"),
        passes=N_("A table of rates with the tax on parts and labour."),
        fails=N_("A table of rates without a tax rate."),
    ),
    Rule(
        "V54",
        within_the_own_limit,
        Severity.WARN,
        why=N_("Above its limit a station does not decide alone."),
        cost=N_("The maker refuses what it was not asked about."),
        title=N_("The amount is within the own limit, or allowed"),
        passes=N_("¥2,900 with a limit of ¥3,000."),
        fails=N_("¥4,500 without an authorisation."),
    ),
)
