"""V71–V76: how near a car is to being replaced or returned (Order 43 Art. 21–24), in words."""

from collections.abc import Callable, Iterator

from warrantydesk.domain.claim_cover import ClaimCover
from warrantydesk.domain.coverage import Light, PeriodState, Verdict
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.authorised import approvals
from warrantydesk.domain.rules.rule import Function, Params, Rule
from warrantydesk.i18n import N_

_FIELD = "vehicle.vin"
_SENTENCES = {
    "days": (
        N_("{n} of {limit} repair days are used ({article}): finish soon, offer a loan car."),
        N_("{n} repair days, more than {limit} ({article}): the customer may return the car."),
    ),
    "same": (
        N_("This is repair {n} of the same problem, {limit} are allowed ({article})."),
        N_(
            "The same problem was repaired {n} times, more than {limit} ({article}): the customer"
            " may return the car."
        ),
    ),
    "serious": (
        N_("{n} of {limit} repairs of a serious safety fault ({article}): one more is too many."),
        N_(
            "A serious safety fault was repaired {n} times, the limit is {limit} ({article}): the"
            " customer may return the car."
        ),
    ),
    "assembly": (
        N_("An assembly was replaced {n} of {limit} times ({article}): once more is too many."),
        N_(
            "An assembly was replaced {n} times, the limit is {limit} ({article}): the customer may"
            " return the car."
        ),
    ),
    "part": (
        N_("A main part was replaced {n} of {limit} times ({article}): once more is too many."),
        N_(
            "A main part was replaced {n} times, the limit is {limit} ({article}): the customer may"
            " return the car."
        ),
    ),
}
"""What amber and red mean for each counter."""


def _asked(facts: ClaimFacts) -> ClaimCover | None:
    """Return the answer while the car is in the replace and return period."""
    cover = facts.cover
    inside = (PeriodState.IN, PeriodState.BORDERLINE)
    return cover if cover is not None and cover.answer.replace_period in inside else None


def _counter(name: str) -> Function:
    def counted(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
        """V71–V75 (Order 43 Art. 24): amber is told, red needs an approved authorisation."""
        cover = _asked(facts)
        light = getattr(cover.answer.lights, name) if cover else Light.GREEN
        if cover is None or light is Light.GREEN:
            return
        count, limit = getattr(cover.answer.counters, name)
        is_red = light is Light.RED and not approvals(facts)
        yield Problem(
            _FIELD,
            _SENTENCES[name][light is Light.RED],
            {"n": count, "limit": limit, "article": cover.articles.get(name, "—")},
            None if is_red else Severity.INFO,
        )

    return counted


def first_days_and_loan_car(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V76 (Order 43 Art. 21–23): the clocks: rights of the first days, and the loan car."""
    cover = facts.cover
    if cover is None:
        return
    for one in cover.answer.layers:
        if one.clause in cover.early_clauses and one.verdict is Verdict.COVERED:
            yield Problem(
                _FIELD,
                N_("The customer may ask for another car or his money ({article}): ask the maker."),
                {"article": cover.articles.get(one.clause, one.clause)},
                Severity.INFO if approvals(facts) else None,
            )
    if cover.answer.loaner_days > 0 and not cover.loaner_noted:
        yield Problem(
            "visit.finished_at",
            N_("A loan car or its money is due for {n} days ({article}): note what was given."),
            {"n": cover.answer.loaner_days, "article": cover.articles.get("loaner", "—")},
            Severity.INFO,
        )


_RETURN = N_("A car that must be taken back costs the maker its price, and it wants to know.")
_COST = N_("The maker refuses the repair that reached the limit without its knowledge.")


def _rule(number: str, name: str, words: tuple[str, str, str]) -> Rule:
    function: Callable[..., Iterator[Problem]] = _counter(name)
    return Rule(number, function, Severity.WARN, _RETURN, _COST, *words)


EARLY_WARNING_RULES = (
    _rule(
        "V71",
        "days",
        (
            N_("Repair days of the car"),
            N_("12 repair days so far."),
            N_("31 repair days, and no authorisation."),
        ),
    ),
    _rule(
        "V72",
        "same",
        (
            N_("Repairs of the same problem"),
            N_("The problem is repaired for the second time."),
            N_("The problem is repaired for the fifth time."),
        ),
    ),
    _rule(
        "V73",
        "serious",
        (
            N_("Repairs of serious safety faults"),
            N_("No serious safety fault so far."),
            N_("A serious safety fault was repaired twice."),
        ),
    ),
    _rule(
        "V74",
        "assembly",
        (
            N_("Replaced assemblies"),
            N_("No assembly was replaced."),
            N_("The engine was replaced twice."),
        ),
    ),
    _rule(
        "V75",
        "part",
        (
            N_("Replaced main parts"),
            N_("The crankshaft was never replaced."),
            N_("The crankshaft was replaced twice."),
        ),
    ),
    Rule(
        "V76",
        first_days_and_loan_car,
        Severity.WARN,
        why=_RETURN,
        cost=N_("The customer's right stands, whether the maker knew of it or not."),
        title=N_("First days and loan car"),
        passes=N_("A repair of one day, a year after delivery."),
        fails=N_("The brakes fail on the 40th day, or the repair lasts a week without loan car."),
    ),
)
