"""The lines an appeal may ask for: ticked, with the amount asked and a word to each."""

from collections.abc import Sequence

from warrantydesk.domain.claim.answer import LineAmount, LineKind
from warrantydesk.domain.claim.appeal import AppealLine
from warrantydesk.i18n import _
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.tabs.intake.answer.columns import fen_column, line_column
from warrantydesk.ui.tabs.intake.answer.words import line_title


class AppealTable(LineTable):
    """One row for each line that is short; unticked rows are not asked for."""

    def __init__(self, amounts: Sequence[LineAmount]) -> None:
        """``amounts`` are the lines that may be appealed."""
        self._amounts = tuple(amounts)
        super().__init__(
            [
                LineColumn("on", _("Appeal"), "check", align="center", width=58),
                line_column(),
                fen_column("short_fen", _("Short ¥")),
                LineColumn("asked_fen", _("Asked ¥"), "money", align="right", width=100),
                LineColumn("reason", _("A word to this line"), width=220),
            ]
        )
        self.setAccessibleName(_("Lines of the appeal"))

    def prefilled(self, chosen: Sequence[AppealLine] | None) -> list[Row]:
        """Return the rows to begin with: all ticked, or as an appeal in preparation has them."""
        known = {(one.kind, one.line): one for one in chosen or ()}
        return [self._row(one, known.get((one.kind, one.line)), not known) for one in self._amounts]

    def _row(self, one: LineAmount, held: AppealLine | None, all_on: bool) -> Row:
        short = one.short_fen if one.approved_fen is not None else one.claimed_fen
        asked = held.asked_fen if held is not None and held.asked_fen is not None else short
        return {
            "on": all_on or held is not None,
            "title": line_title(one),
            "detail": one.detail,
            "kind": one.kind,
            "line": one.line,
            "short_fen": short,
            "asked_fen": asked,
            "reason": held.reason if held is not None else "",
        }

    def lines(self) -> tuple[AppealLine, ...]:
        """Return what is asked for."""
        return tuple(
            AppealLine(
                LineKind(row["kind"]),
                int(row["line"]),
                None if row["asked_fen"] is None else int(row["asked_fen"]),
                str(row["reason"] or ""),
            )
            for row in self.value()
            if row["on"]
        )

    def asked_fen(self) -> int:
        """Return the sum asked for, fen."""
        return sum(int(row["asked_fen"] or 0) for row in self.value() if row["on"])
