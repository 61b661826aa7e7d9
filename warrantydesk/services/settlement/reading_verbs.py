"""The verbs by which statements come in, as the service of statements has them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.settlement.statement import LineOf, Statement, StatementLine
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement import keying, reading
from warrantydesk.services.settlement.keyed_lines import KeyedLine
from warrantydesk.services.settlement.reading import Source, StatementRead, Told


class ReadingVerbs:
    """Statements are read from files, or keyed in beside a file that no table can be read of."""

    _bench: Bench

    def read(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        file: Path | None = None,
        text: str = "",
        brand: str = "",
        payer: str = "",
        maker_number: str = "",
        period: str = "",
        issued_on: date | None = None,
        total_fen: int | None = None,
        tax_fen: int | None = None,
        encoding: str = "",
        columns: Mapping[str, str] | None = None,
        sheet: str = "",
        again_reason: str = "",
    ) -> StatementRead:
        """Read a statement from a table file or a pasted block, with every row of it.

        A row that cannot be read becomes a line that says so. Refused(INVALID) where the file is
        no table of a statement, or is here already and ``again_reason`` does not say why again.
        """
        told = Told(brand, payer, maker_number, period, issued_on, total_fen, tax_fen, again_reason)
        return reading.read(self._bench, Source(file, text, encoding, sheet, columns), told)

    def key(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        maker_number: str,
        brand: str = "",
        payer: str = "",
        period: str = "",
        issued_on: date | None = None,
        total_fen: int | None = None,
        tax_fen: int | None = None,
        file: Path | None = None,
        lines: tuple[KeyedLine, ...] = (),
        again_reason: str = "",
    ) -> Statement:
        """Begin a statement that is keyed in; its file is kept beside it."""
        told = Told(brand, payer, maker_number, period, issued_on, total_fen, tax_fen, again_reason)
        return keying.key(self._bench, told, file, lines)

    def by_number(self, number: str) -> Statement:
        """Return a statement by its number or the payer's own; Refused where several bear it."""
        return reading.by_number(self._bench, number)

    def files(self, statement_id: int) -> list[Attachment]:
        """Return the files that are kept beside a statement."""
        return keying.files(self._bench, statement_id)

    def correct_head(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        statement_id: int,
        maker_number: str | None = None,
        period: str | None = None,
        issued_on: date | None = None,
        total_fen: int | None = None,
        tax_fen: int | None = None,
        note: str | None = None,
    ) -> Statement:
        """Put number, month, day or sums of a statement right while it is not confirmed."""
        changes = {
            "maker_number": maker_number,
            "period": period,
            "issued_on": issued_on,
            "total_fen": total_fen,
            "tax_fen": tax_fen,
            "note": note,
        }
        given = {name: value for name, value in changes.items() if value is not None}
        return keying.correct_head(self._bench, statement_id, given)

    def add_line(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        statement_id: int,
        amount_fen: int,
        maker_number: str = "",
        claim_number: str = "",
        vin: str = "",
        plate: str = "",
        dated_on: date | None = None,
        text: str = "",
        tax_fen: int | None = None,
        asked_fen: int | None = None,
        kind: LineOf = LineOf.CLAIM,
        deduction_kind: DeductionKind | None = None,
        reason_code: str = "",
        reason_text: str = "",
        tax_percent: Decimal | None = None,
    ) -> StatementLine:
        """Key in a line; with ``tax_percent`` the amount includes tax and is parted."""
        told = KeyedLine(
            amount_fen=amount_fen,
            maker_number=maker_number,
            claim_number=claim_number,
            vin=vin,
            plate=plate,
            dated_on=dated_on,
            text=text,
            tax_fen=tax_fen,
            asked_fen=asked_fen,
            kind=kind,
            deduction_kind=deduction_kind,
            reason_code=reason_code,
            reason_text=reason_text,
            tax_percent=tax_percent,
        )
        return keying.add_line(self._bench, statement_id, told)

    def add_lines(self, statement_id: int, lines: tuple[KeyedLine, ...]) -> list[StatementLine]:
        """Key in several lines, all or none."""
        return keying.add_lines(self._bench, statement_id, lines)

    def correct_line(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        line_id: int,
        amount_fen: int | None = None,
        maker_number: str | None = None,
        claim_number: str | None = None,
        vin: str | None = None,
        plate: str | None = None,
        dated_on: date | None = None,
        text: str | None = None,
        tax_fen: int | None = None,
        asked_fen: int | None = None,
        kind: LineOf | None = None,
        deduction_kind: DeductionKind | None = None,
        reason_code: str | None = None,
        reason_text: str | None = None,
        tax_percent: Decimal | None = None,
    ) -> StatementLine:
        """Key in what a row says that could not be read, or put a keyed line right."""
        changes = {
            "amount_fen": amount_fen,
            "maker_number": maker_number,
            "claim_number": claim_number,
            "vin": vin,
            "plate": plate,
            "dated_on": dated_on,
            "text": text,
            "tax_fen": tax_fen,
            "asked_fen": asked_fen,
            "kind": kind,
            "deduction_kind": deduction_kind,
            "reason_code": reason_code,
            "reason_text": reason_text,
            "tax_percent": tax_percent,
        }
        given = {name: value for name, value in changes.items() if value is not None}
        return keying.correct_line(self._bench, line_id, given)

    def dismiss_line(self, line_id: int, reason: str) -> StatementLine:
        """Say that a row is no line of the statement; it stays, void, with the reason."""
        return keying.dismiss_line(self._bench, line_id, reason)

    def void(self, statement_id: int, reason: str) -> Statement:
        """Take a statement back as a whole while it is not confirmed, with a reason."""
        return keying.void(self._bench, statement_id, reason)
