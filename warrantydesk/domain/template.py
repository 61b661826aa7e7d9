"""The items of an inspection, as the brand's template has them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TemplateItem:
    """An item of the inspection template; ``tolerances`` by model class."""

    code: str
    section: str
    section_zh: str
    section_en: str
    system_branch: bool
    item_zh: str
    item_en: str
    kind: str
    unit: str
    tolerances: Mapping[str, str]
    choices: tuple[tuple[str, str, str], ...]
    """Code, Chinese and English word of each choice."""
    applies_when: tuple[str, ...]


def items_for(
    template: tuple[TemplateItem, ...], branch: str, energy: str, marks: frozenset[str]
) -> tuple[TemplateItem, ...]:
    """Return the items that apply: the system at fault, the energy, and marks such as
    ``modification`` or ``not_covered``."""
    have = marks | {energy}
    return tuple(
        item
        for item in template
        if (not item.system_branch or item.section == branch)
        and (not item.applies_when or have & set(item.applies_when))
    )
