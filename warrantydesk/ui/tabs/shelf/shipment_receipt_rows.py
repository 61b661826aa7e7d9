"""The pieces of a receipt while it is keyed in: what the maker said of each so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.shipment_views import ShipmentView
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column
from warrantydesk.ui.kit.tokens import Tone

MARKS = {Verdict.ACCEPTED: Mark.OK, Verdict.REFUSED: Mark.REFUSED}


@dataclass(frozen=True)
class JudgedRow:
    """One piece; ``fixed`` ones were judged before.

    ``deducted_fen`` None means the usual amount: price and handling.
    """

    tag: str
    name: str
    part_no: str
    claim_number: str
    box: str
    amount_fen: int
    verdict: Verdict | None = None
    reason_code: str = ""
    reason_text: str = ""
    deducted_fen: int | None = None
    fixed: bool = False

    def judged(
        self, verdict: Verdict, code: str = "", text: str = "", deducted_fen: int | None = None
    ) -> "JudgedRow":
        """Return the piece with a verdict; an accepted one has no reason."""
        if verdict is Verdict.ACCEPTED:
            code, text, deducted_fen = "", "", None
        elif not code and self.verdict is verdict and not text:
            code = self.reason_code
        return replace(
            self, verdict=verdict, reason_code=code, reason_text=text, deducted_fen=deducted_fen
        )

    def cleared(self) -> "JudgedRow":
        """Return the piece as if nothing was said of it."""
        return replace(self, verdict=None, reason_code="", reason_text="", deducted_fen=None)

    @property
    def lacks_reason(self) -> bool:
        """Tell whether it is refused without a code."""
        return not self.fixed and self.verdict is Verdict.REFUSED and not self.reason_code


def rows_of(view: ShipmentView) -> list[JudgedRow]:
    """Return the pieces of a shipment by box, those judged before with their verdict."""
    return [
        JudgedRow(
            piece.tag,
            piece.name,
            piece.part_no,
            piece.claim_number,
            piece.box,
            piece.amount_fen,
            piece.verdict,
            piece.reason_code,
            piece.reason_text,
            piece.deducted_fen if piece.verdict else None,
            piece.verdict is not None,
        )
        for piece in view.pieces
    ]


def verdict_of(row: JudgedRow, judged_on: date | None) -> Any:
    """Return what is recorded of a piece."""
    from warrantydesk.services.shipments import PieceVerdict

    verdict = row.verdict or Verdict.ACCEPTED
    return PieceVerdict(
        row.tag, verdict, row.reason_code, row.reason_text, judged_on, row.deducted_fen
    )


def columns(reasons: Mapping[str, str]) -> list[Column]:
    """Return the columns; ``reasons`` gives words for codes."""

    def why(row: JudgedRow) -> str:
        if row.verdict is None:
            return ""
        if row.verdict is Verdict.ACCEPTED:
            return _("Accepted")
        return f"{row.reason_code} {reasons.get(row.reason_code, '')}".strip() or _("Refused")

    def deducted(row: JudgedRow) -> str:
        if row.verdict is not Verdict.REFUSED:
            return ""
        return _("as usual") if row.deducted_fen is None else yuan(row.deducted_fen)

    return [
        Column(
            "name",
            _("Old part"),
            width=180,
            stretch=True,
            mark=lambda row: MARKS.get(row.verdict, Mark.TODO),
            bold=lambda row: not row.fixed,
            second=lambda row: row.part_no,
        ),
        Column(
            "tag",
            _("Tag / claim"),
            width=132,
            text=lambda row: spoken(row.tag),
            second=lambda row: row.claim_number,
        ),
        Column("box", _("Box"), width=60, text=lambda row: row.box.rpartition("-")[2]),
        Column(
            "why",
            _("The maker says"),
            width=180,
            text=why,
            second=lambda row: row.reason_text,
            tone=lambda row: Tone.DANGER if row.verdict is Verdict.REFUSED else Tone.NEUTRAL,
        ),
        Column(
            "deducted",
            _("Deducted ¥"),
            "right",
            width=92,
            text=deducted,
            tone=lambda _row: Tone.DANGER,
        ),
    ]
