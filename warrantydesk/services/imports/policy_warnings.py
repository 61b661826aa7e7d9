"""What is worth a look in a row of a price list: leaps, prices of nothing, codes nobody knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.services.imports.policy_columns import LIST_PRICE
from warrantydesk.services.imports.target import Outcome, ReadRow, RowResult

LEAP_PERCENT = 30
"""A price that rises or falls by more than this is worth a look."""
WATCHED = frozenset({LIST_PRICE, "supplier_codes", "models"})
_MUST_BE_KNOWN = frozenset({"supplier_codes"})


@dataclass(frozen=True)
class Codes:
    """Codes of the tables beside a table, as its rows may name them."""

    suppliers: frozenset[str]
    models: frozenset[str]

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Row]]) -> "Codes":
        """Return the codes that stand in the tables of a profile."""
        return cls(
            frozenset(row.get("code", "") for row in tables.get("suppliers", ())),
            frozenset(row.get("code", "") for row in tables.get("models", ())),
        )

    def by_column(self) -> Mapping[str, frozenset[str]]:
        """Return the codes by the column that names them."""
        return {"supplier_codes": self.suppliers, "models": self.models}

    def strange(self, column: str, text: str) -> tuple[str, ...]:
        """Return the codes of a cell that their table does not have."""
        have = self.by_column().get(column, frozenset())
        return tuple(code for code in text.split("|") if code and have and code not in have)

    def taken(self, column: str, text: str, before: str) -> str:
        """Return a cell without the codes that must stand in their table and do not; where none
        is left, what stood there before."""
        strange = self.strange(column, text) if column in _MUST_BE_KNOWN else ()
        if not strange:
            return text
        return "|".join(code for code in text.split("|") if code not in strange) or before

    @staticmethod
    def groups_by_prefix(rows: Iterable[Row]) -> dict[str, str]:
        """Return the part group of the first four digits of part numbers, where there is one."""
        seen: dict[str, set[str]] = {}
        for row in rows:
            seen.setdefault(row.get("part_no", "")[:4], set()).add(row.get("part_group", ""))
        return {prefix: next(iter(groups)) for prefix, groups in seen.items() if len(groups) == 1}


def warning(
    codes: Codes, row: ReadRow, old: Row | None, written: Mapping[str, str]
) -> RowResult | None:
    """Return what is worth a look in a row, None where nothing is.

    ``written`` are its cells as the table writes them, with codes that nobody knows.
    """
    return _price(row, old, written) or _unknown(codes, row, old, written)


def _price(row: ReadRow, old: Row | None, written: Mapping[str, str]) -> RowResult | None:
    if not written.get(LIST_PRICE):
        return None
    now = int(written[LIST_PRICE])
    before = int(old.get(LIST_PRICE) or 0) if old else 0
    if now == 0 and (old is None or before):
        return _said(row, N_("Now 0"), LIST_PRICE, N_("The price is 0: this line claims nothing."))
    if not before or abs(now - before) * 100 <= LEAP_PERCENT * before:
        return None
    percent = {"percent": LEAP_PERCENT}
    if now > before:
        return _said(row, N_("Dearer"), LIST_PRICE, N_("More than {percent} % up."), **percent)
    return _said(row, N_("Cheaper"), LIST_PRICE, N_("More than {percent} % down."), **percent)


_UNKNOWN = (
    (
        "supplier_codes",
        N_("Supplier"),
        N_("{code} is not in the supplier table: it is not taken."),
    ),
    ("models", N_("Model"), N_("{code} is not in the table of models.")),
)


def _unknown(
    codes: Codes, row: ReadRow, old: Row | None, written: Mapping[str, str]
) -> RowResult | None:
    for column, word, message in _UNKNOWN:
        text = written.get(column, "")
        if old and old.get(column) == text:
            continue
        if strange := codes.strange(column, text):
            return _said(row, word, column, message, code=strange[0])
    return None


def _said(row: ReadRow, word: str, field: str, message: str, **values: object) -> RowResult:
    return RowResult(row.number, Outcome.WARN, message, values, word, field)
