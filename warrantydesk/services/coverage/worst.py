"""Which assembly and which main part were replaced most often: the subjects of the counters."""

from collections import Counter

from warrantydesk.domain.coverage import CoverageFacts, Replaced
from warrantydesk.i18n import pick
from warrantydesk.services.coverage.context import Book
from warrantydesk.services.coverage.history import base_of


def worst_of(facts: CoverageFacts, book: Book) -> dict[str, str]:
    """Return the names of the worst assembly and the worst part, empty where none was replaced."""
    assemblies = Counter(one.group for one in facts.replacements if one.kind is Replaced.ASSEMBLY)
    parts = Counter(
        one.part
        for one in facts.replacements
        if one.kind is Replaced.MAIN_PART and not one.with_assembly
    )
    found = {}
    if assemblies:
        group = assemblies.most_common(1)[0][0]
        row = book.maker.groups.get(group, {})
        found["assembly"] = pick(row.get("name_zh", group), row.get("name_en", group))
    if parts:
        found["part"] = _name(parts.most_common(1)[0][0], book)
    return found


def _name(base: str, book: Book) -> str:
    """Return the name of a part by its number without variant."""
    entry = book.maker.by_base.get(base_of(base))
    return pick(entry.name_zh, entry.name_en) if entry else base
