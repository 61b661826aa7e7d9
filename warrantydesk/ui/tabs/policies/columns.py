"""The columns of a policy table as the clerk reads them: both languages are one column."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warrantydesk.domain.money import yuan
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import list_text, named
from warrantydesk.services.table_titles import title_of
from warrantydesk.ui.tabs.policies.value_words import value_word

SAMPLE = 200
NAMES = ("name", "title", "item", "maker", "complaint")
"""Columns that say what a row is, the first that a table has."""
WHOLE, DECIMAL = re.compile(r"-?[0-9]{1,12}"), re.compile(r"-?[0-9]{1,12}\.[0-9]{1,6}")
CODES = frozenset({"serial_from", "serial_to", "code", "phone", "wmi"})
"""Digits that are no number: zeros before them count."""
YEARS = frozenset({"year_from", "year_to"})
"""Numbers that nobody parts by thousands."""
VALUE, UNIT, FEN = "value", "unit", "fen"


@dataclass(frozen=True)
class ShownColumn:
    """One column; ``fields`` are its one or two columns of the exchange form.

    ``kind`` is text, list, whole, decimal, money or yes_no, judged by what stands in it.
    """

    key: str
    fields: tuple[str, ...]
    kind: str = "text"
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What codes of another table are called there."""

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return title_of(self.key)

    @property
    def is_number(self) -> bool:
        """Whether its values are written at the right."""
        return self.kind in ("whole", "decimal", "money")

    def raw(self, row: Row) -> str:
        """Return the value as the table holds it, of two languages the one in use."""
        if len(self.fields) > 1:
            return named(row, self.key)
        return row.get(self.fields[0]) or ""

    def say(self, row: Row) -> str:
        """Return the value as it is read: 50,000, ¥ in yuan, yes, a list with commas."""
        raw = self.raw(row)
        if self.key == VALUE and row.get(UNIT, "").startswith(FEN) and WHOLE.fullmatch(raw):
            return yuan(int(raw))
        return self.written(raw)

    def written(self, value: str) -> str:
        """Return a raw value of this column as it is read."""
        if not value:
            return ""
        if self.kind == "whole" and WHOLE.fullmatch(value):
            return f"{int(value):,}".replace("-", "−")
        if self.kind == "money" and WHOLE.fullmatch(value):
            return yuan(int(value))
        if "|" in value and self.kind == "list":
            return list_text(self._word(one) for one in value.split("|"))
        return self._word(value)

    def _word(self, code: str) -> str:
        return self.words.get(code) or value_word(self.key, code)

    def order(self, row: Row) -> tuple[int, float, str]:
        """Return what rows are sorted by: numbers by size, words by their signs."""
        value = self.raw(row)
        if self.is_number and (WHOLE.fullmatch(value) or DECIMAL.fullmatch(value)):
            return 0, float(value), ""
        return (1, 0.0, value.casefold()) if value else (2, 0.0, "")


def columns_of(
    kinds: Mapping[str, str],
    rows: Iterable[Row],
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[ShownColumn, ...]:
    """Return the columns of a table in its order.

    ``kinds`` are what the desk knows of each; where that is only text, ``rows`` are looked at.
    ``words`` are what codes are called, by column.
    """
    told = words or {}
    seen = [row for row, _count in zip(rows, range(SAMPLE), strict=False)]
    made: list[ShownColumn] = []
    for name, kind in kinds.items():
        base, tongue = name[:-3], name[-3:]
        if tongue == "_en" and f"{base}_zh" in kinds:
            continue
        if tongue == "_zh" and f"{base}_en" in kinds:
            made.append(ShownColumn(base, (name, f"{base}_en")))
        else:
            values = [row.get(name) for row in seen]
            key = f"{name}_code" if f"{name}_zh" in kinds else name
            made.append(ShownColumn(key, (name,), _kind(name, kind, values), told.get(name, {})))
    return tuple(made)


def name_column(columns: Sequence[ShownColumn]) -> ShownColumn | None:
    """Return the column that says what a row is, else the first."""
    named_so = (column for name in NAMES for column in columns if column.key == name)
    return next(named_so, columns[0] if columns else None)


def _kind(name: str, known: str, values: Iterable[str | None]) -> str:
    told = [value for value in values if value]
    if name.endswith("_fen"):
        return "money"
    if name in YEARS:
        return "decimal"
    if known in ("whole", "decimal", "list", "yes_no"):
        return known
    if any("|" in value for value in told):
        return "list"
    if known != "text" or name in CODES or not told:
        return "text"
    if all(WHOLE.fullmatch(value) for value in told):
        zeros = any(len(value) > 1 and value.startswith("0") for value in told)
        return "text" if zeros else "whole"
    if all(WHOLE.fullmatch(value) or DECIMAL.fullmatch(value) for value in told):
        return "decimal"
    return "text"
