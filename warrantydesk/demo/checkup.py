"""What an inspection of a case finds: answers to the items of the template."""

from dataclasses import dataclass
from decimal import Decimal

from warrantydesk.domain.inspection import Answer, tolerance
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.template import TemplateItem, items_for

_ASKED = ("I001", "I003", "I005", "I006", "I007", "I008", "I012", "I013", "I014", "I015", "I017",
          "I021", "I023", "I026")  # fmt: skip
_AGAINST = {
    "modification": "I012",
    "outside_force": "I013",
    "use": "I015",
    "maintenance": "I017",
    "wear": "I010",
}
"""The item that speaks against cover, by class of cause."""
_BRANCH_ITEMS = 4


@dataclass(frozen=True)
class Answered:
    """The answer to an item, as columns of its row."""

    item: str
    answer: str
    value: str | None = None
    choice: str = ""


def answers_of(
    profile: BrandProfile, model: str, system: str, cause_class: str, covered: bool
) -> tuple[Answered, ...]:
    """Return what technician and clerk answer, in the order of the template."""
    branch = profile.branches.get(system, "")
    marks = frozenset() if covered else frozenset({"not_covered"})
    entry = profile.models[model]
    against = "" if covered else _AGAINST.get(cause_class, "I026")
    asked = [*_ASKED, *(["I010", "I118"] if not covered else ["I107"])]
    found: list[Answered] = []
    of_branch = 0
    for item in items_for(profile.template, branch, entry.energy, marks):
        if item.system_branch:
            limit = item.tolerances.get(entry.model_class, "")
            if of_branch < _BRANCH_ITEMS and (limit or item.kind == "tristate"):
                found.append(_of_branch(item, limit, bad=covered and of_branch == 0))
                of_branch += 1
        elif item.code in asked:
            found.append(_plain(item, against))
    return tuple(found)


def _plain(item: TemplateItem, against: str) -> Answered:
    answer = Answer.NOT_OK if item.code == against else Answer.OK
    if item.kind == "choice":
        return Answered(item.code, answer, choice=item.choices[0][0])
    return Answered(item.code, answer)


def _of_branch(item: TemplateItem, limit: str, bad: bool) -> Answered:
    answer = Answer.NOT_OK if bad else Answer.OK
    if item.kind != "measure":
        return Answered(item.code, answer)
    return Answered(item.code, answer, str(_reading(limit, bad)))


def _reading(limit: str, bad: bool) -> Decimal:
    """Return a reading inside its tolerance, or outside where the fault shows in it."""
    allowed = tolerance(limit)
    step = Decimal("1.2") if bad else Decimal("0.8")
    if allowed.most is None:
        least = allowed.least or Decimal(1)
        return _rounded(least * (Decimal(2) - step), least)
    if allowed.least is None:
        return _rounded(allowed.most * step, allowed.most)
    span = allowed.most - allowed.least
    return _rounded(allowed.least + span * (Decimal("1.4") if bad else Decimal("0.5")), span)


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    exponent = like.as_tuple().exponent
    digits = max(1, -exponent + 1) if isinstance(exponent, int) else 1
    return round(value, digits)
