"""Approved amounts line by line: prefilled, typed over, summed while they are typed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from warrantydesk.domain.claim.answer import AnswerLine, LineAmount, LineKind
from warrantydesk.domain.money import half_up
from warrantydesk.i18n import _
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.tabs.intake.answer.columns import fen_column, line_column
from warrantydesk.ui.tabs.intake.answer.words import line_title

_BASES = {LineKind.HANDLING: LineKind.PART, LineKind.MATERIALS: LineKind.LABOUR}
"""Percentages of other lines: what is cut there is cut here too."""


class ApprovalTable(LineTable):
    """One row for each line of the claim; the amount is where the keyboard works."""

    def __init__(self, amounts: Sequence[LineAmount], reasons: Sequence[tuple[str, str]]) -> None:
        """``reasons`` are the maker's codes with their words, for lines cut short."""
        self._amounts = tuple(amounts)
        choices: list[tuple[Any, str]] = [("", "—"), *reasons]
        super().__init__(
            [
                line_column(),
                fen_column("claimed_fen", _("Claimed ¥")),
                LineColumn("approved_fen", _("Approved ¥"), "money", align="right", width=100),
                LineColumn(
                    "reason_code",
                    _("Reason code"),
                    "choice",
                    width=190,
                    choices=choices,
                    locked=lambda row: not _is_short(row),
                ),
                LineColumn(
                    "reason_text",
                    _("Words of the notice"),
                    width=150,
                    locked=lambda row: not _is_short(row),
                ),
            ]
        )
        self.setAccessibleName(_("Approved amounts"))
        self._own: dict[int, int] = {}
        self.edited.connect(self._carry_along)

    def _carry_along(self) -> None:
        """Let handling follow the parts and materials the labour until they are typed over."""
        rows = self.value()
        for number, row in enumerate(rows):
            base = _BASES.get(row["kind"])
            if base is None or row["approved_fen"] != self._own.get(number, row["claimed_fen"]):
                continue
            claimed = sum(int(one["claimed_fen"]) for one in rows if one["kind"] is base)
            given = sum(int(one["approved_fen"] or 0) for one in rows if one["kind"] is base)
            part = Decimal(int(row["claimed_fen"])) * given / claimed if claimed else Decimal(0)
            fen = half_up(part)
            self._own[number] = fen
            if fen != row["approved_fen"]:
                self.put(number, {"approved_fen": fen})

    def prefilled(self, as_it_stands: bool) -> list[Row]:
        """Return the rows to begin with: all as claimed, or what the maker gave before."""
        return [
            {
                "title": line_title(one),
                "detail": one.detail,
                "kind": one.kind,
                "line": one.line,
                "claimed_fen": one.claimed_fen,
                "approved_fen": one.approved_fen
                if as_it_stands and one.approved_fen is not None
                else one.claimed_fen,
                "reason_code": one.reason_code if as_it_stands else "",
                "reason_text": one.reason_text if as_it_stands else "",
            }
            for one in self._amounts
        ]

    def sums(self) -> tuple[int, int]:
        """Return what is claimed and what is approved as it stands now, fen."""
        rows = self.value()
        claimed = sum(int(row["claimed_fen"]) for row in rows)
        return claimed, sum(int(row["approved_fen"] or 0) for row in rows)

    def lines(self) -> tuple[AnswerLine, ...]:
        """Return what the maker said of each line."""
        return tuple(
            AnswerLine(
                LineKind(row["kind"]),
                int(row["line"]),
                int(row["approved_fen"] or 0),
                str(row["reason_code"] or "") if _is_short(row) else "",
                str(row["reason_text"] or "") if _is_short(row) else "",
            )
            for row in self.value()
        )


def _is_short(row: Row) -> bool:
    return int(row["approved_fen"] or 0) < int(row["claimed_fen"])
