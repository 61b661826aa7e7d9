"""What no desk changes in the rows of the law that came with the program.

A new order comes as a new rule set with rows of its own; those of the old one stay, because old
cars stand under it.
"""

from collections.abc import Iterator, Mapping

from warrantydesk.domain.coverage.facts import Event, Group, VehicleKind
from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks.judged import Judged, at
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_

_FIXED: Mapping[str, tuple[str, ...]] = {
    "rule_sets": ("prefix", "invoiced_from"),
    "parameters": ("rule_set", "key"),
    "exemptions": ("clause", "needs_cause", "blocked"),
    "open_points": ("choices",),
}
"""Columns that stay in rows that came with the program."""
_STARTS = frozenset({"delivery", "invoice"})
_WORDS: Mapping[str, frozenset[str]] = {
    "_start": _STARTS,
    "_kinds": frozenset(VehicleKind),
    "groups": frozenset(Group),
    "events": frozenset(Event),
}
"""Endings of the keys whose values are words, and the words that the desk knows."""


def statute_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find rows of the law that would say another thing, or words that nobody knows."""
    for table, columns in _FIXED.items():
        if table in judged.changed:
            shipped = {row.get("code", ""): row for row in judged.shipped(table)}
            for number, row in enumerate(judged.changed[table]):
                yield from _moved(table, number, row, shipped.get(row.get("code", "")), columns)
    if "parameters" in judged.changed:
        shipped = {row.get("code", ""): row for row in judged.shipped("parameters")}
        for number, row in enumerate(judged.changed["parameters"]):
            yield from _word_problems(number, row, shipped.get(row.get("code", "")))


def _moved(
    table: str, number: int, row: Row, old: Row | None, columns: tuple[str, ...]
) -> Iterator[RowProblem]:
    for column in columns if old is not None else ():
        if old is not None and row.get(column, "") != old.get(column, ""):
            yield at(
                table,
                number,
                column,
                N_("{table} line {line}: {code} is statutory, so {column} stays “{value}”."),
                code=row.get("code", ""),
                value=old.get(column, ""),
            )


def _word_problems(number: int, row: Row, old: Row | None) -> Iterator[RowProblem]:
    key = row.get("key", "")
    known = next((words for end, words in _WORDS.items() if key.endswith(end)), None)
    if known is None:
        return
    words = row.get("value", "").split("|")
    if not known.issuperset(words) or (known is _STARTS and len(words) > 1):
        yield at(
            "parameters",
            number,
            "value",
            N_("{table} line {line}: {column} “{value}” is not one of: {choices}."),
            value=row.get("value", "")[:60],
            choices=", ".join(sorted(known)),
        )
    elif old is not None and not set(words) >= set(old.get("value", "").split("|")):
        yield at(
            "parameters",
            number,
            "value",
            N_("{table} line {line}: {code} is statutory, so {column} keeps “{value}”."),
            code=row.get("code", ""),
            value=old.get("value", ""),
        )
