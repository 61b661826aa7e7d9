"""What the next repair will trigger: one sentence for every amber and red light."""

from collections.abc import Iterator

from warrantydesk.domain.coverage.answer import Answer, Light, PeriodState, Remark
from warrantydesk.i18n import N_


def outlook(answer: Answer) -> tuple[Remark, ...]:
    """Return the sentences for the counters that are amber or red.

    Empty where the replace/return period is over: no counter triggers anything any more.
    """
    if answer.replace_period in (None, PeriodState.OUT):
        return ()
    return tuple(_sentences(answer))


def _sentences(answer: Answer) -> Iterator[Remark]:
    lights, counters = answer.lights, answer.counters
    days, limit = counters.days
    if lights.days is Light.AMBER:
        yield Remark(
            "days",
            N_("{left} more repair days and the customer may demand another car or the money."),
            {"left": limit + 1 - days},
        )
    if lights.days is Light.RED:
        yield Remark(
            "days",
            N_("More than {limit} repair days: the customer may demand another car or the money."),
            {"limit": limit},
        )
    count, most = counters.same
    if lights.same is Light.AMBER:
        yield Remark(
            "same",
            N_(
                "Repair {count} of the same problem: after one more the customer may demand"
                " another car or the money."
            ),
            {"count": count},
        )
    if lights.same is Light.RED:
        yield Remark(
            "same",
            N_(
                "More than {limit} repairs of the same problem: the customer may demand another"
                " car or the money."
            ),
            {"limit": most},
        )
    for code, light, message in (
        ("serious", lights.serious, _SERIOUS),
        ("assembly", lights.assembly, _ASSEMBLY),
        ("part", lights.part, _PART),
    ):
        if light is not Light.GREEN:
            yield Remark(code, message[light])


_SERIOUS = {
    Light.AMBER: N_(
        "One serious safety fault was repaired: if a second repair does not cure it, the customer"
        " may demand another car or the money."
    ),
    Light.RED: N_(
        "Two serious safety faults were repaired: if one comes back, the customer may demand"
        " another car or the money."
    ),
}
_ASSEMBLY = {
    Light.AMBER: N_(
        "An assembly was replaced once: if it still fails after the second time, the customer may"
        " demand another car or the money."
    ),
    Light.RED: N_(
        "An assembly was replaced twice: if it still fails, the customer may demand another car"
        " or the money."
    ),
}
_PART = {
    Light.AMBER: N_(
        "A main part was replaced once: if it still fails after the second time, the customer may"
        " demand another car or the money."
    ),
    Light.RED: N_(
        "A main part was replaced twice: if it still fails, the customer may demand another car"
        " or the money."
    ),
}
