"""The figures of a month: asked for here, added up here or in a worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from warrantydesk.domain.claim.totals import Rates
from warrantydesk.domain.codec import from_json
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.settlement.month import first_day, last_day, month_of
from warrantydesk.domain.settlement.month_classes import (
    Weights,
    beside,
    classed,
    parted,
    weights_asked,
)
from warrantydesk.domain.settlement.month_figures import (
    Counted,
    ListedStatement,
    MonthFigures,
    SettledSeries,
)
from warrantydesk.domain.settlement.statement import Statement, StatementState
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.sums import sums_of
from warrantydesk.storage.month_figures import AskedFor, MonthReader, SettledEntry, Span
from warrantydesk.storage.month_lists import MonthLists
from warrantydesk.storage.month_money import MonthMoney, Query

_OTHER = "other"
_CLASS = {"part": "parts", "handling": "parts", "materials": "parts", "labour": "labour"}
"""What a line of an answer counts as; everything else is other."""


def span_of(bench: Bench, brand: str, month: str) -> Span:
    """Return the days and instants of a month of the desk's clock."""
    first, last = first_day(month), last_day(month)

    def morning(day: date) -> str:
        return utc_text(datetime.combine(day, time.min, bench.clock.zone))

    return Span(
        brand,
        first.isoformat(),
        last.isoformat(),
        morning(first),
        morning(last + timedelta(days=1)),
        (first - timedelta(days=1)).isoformat(),
    )


@dataclass(frozen=True)
class AskingMonth:
    """A question for the figures of a month, with all that a worker needs to answer it."""

    span: Span
    rates: Rates
    opening_fen: int | None
    """Where the last close left the receivable; None: as it is added up now."""
    statements: tuple[ListedStatement, ...]

    def __call__(self, query: Query) -> MonthFigures:
        """Add the figures up by ``query``."""
        return self.over(query, MonthMoney(query, self.span.brand))

    def over(self, query: Query, money: MonthMoney) -> MonthFigures:
        """Add the figures up by ``query``; ``money`` is read once for all who ask."""
        reader = MonthReader(query, self.span, money)
        lists = MonthLists(query, self.span, money)
        filed = reader.filed()
        entries = reader.settled()
        claims = sorted({one.claim_id for one in entries if one.claim_id and one.type})
        asked = reader.asked_for(claims)
        figures = MonthFigures(
            self.span.brand,
            self.span.first[:7],
            flow=reader.flow(self.opening_fen),
            cash=reader.cash(),
            payers=reader.payers(),
            by_type=reader.filed("type"),
            by_model=reader.filed("model"),
            by_part=reader.parts(),
            series=self._series(reader, entries, asked),
            types=types_of(entries),
            deductions=reader.deductions(),
            asked_fen=sum(one.total_fen for one in asked.values()),
            statements=self.statements,
            invoices=lists.invoices(),
            receipts=lists.receipts(),
            voids=lists.voids(),
            corrections=lists.corrections(),
            missing=lists.missing(),
        )
        return replace(figures, filed=filed[0]) if filed else figures

    def _series(
        self, reader: MonthReader, entries: Sequence[SettledEntry], asked: Mapping[int, AskedFor]
    ) -> tuple[SettledSeries, ...]:
        told = reader.told(sorted(asked))
        rows: dict[str, SettledSeries] = {}
        seen: set[int] = set()
        for one in entries:
            row = rows.get(one.model, SettledSeries(one.model))
            if one.kind != "claim":
                rows[one.model] = row + beside(one.deduction_kind, one.amount_fen)
                continue
            amounts = _said(one) or parted(one.amount_fen, self._weights(one, told, asked))
            first = bool(one.type) and one.claim_id not in seen
            seen.add(one.claim_id)
            rows[one.model] = row + replace(classed(one.type, amounts), claims=int(first))
        return tuple(sorted(rows.values(), key=lambda row: (not row.key, -row.settled_fen)))

    def _weights(
        self,
        one: SettledEntry,
        told: Mapping[int, Mapping[str, int]],
        asked: Mapping[int, AskedFor],
    ) -> Weights:
        """Return how much of a claim is what: as it was approved, else as it was asked for."""
        if not one.type:
            return Weights()
        kinds = told.get(one.claim_id, {})
        if any(kinds.values()):
            sums = {"parts": 0, "labour": 0, _OTHER: 0}
            for kind, fen in kinds.items():
                sums[_CLASS.get(kind, _OTHER)] += fen
            return Weights(sums["parts"], sums["labour"], sums[_OTHER])
        wanted = asked[one.claim_id]
        return weights_asked(
            wanted.total_fen,
            wanted.parts_fen,
            wanted.other_fen,
            self.rates.handling,
            self.rates.materials,
        )


def _said(one: SettledEntry) -> Weights | None:
    """Return the amounts by class as the statement says them, where they come to the sum."""
    if one.parts_fen is None and one.labour_fen is None:
        return None
    said = Weights(one.parts_fen or 0, one.labour_fen or 0, one.other_fen or 0)
    return said if said.whole_fen == one.amount_fen else None


def types_of(entries: Sequence[SettledEntry]) -> tuple[Counted, ...]:
    """Return how many claims of each type were settled, and what for them all."""
    found: dict[str, tuple[set[int], int]] = {}
    for one in entries:
        if one.kind == "claim" and one.type:
            claims, fen = found.get(one.type, (set(), 0))
            found[one.type] = (claims | {one.claim_id}, fen + one.amount_fen)
    return tuple(Counted(kind, len(claims), fen) for kind, (claims, fen) in sorted(found.items()))


def asking_month(bench: Bench, brand: str, month: str, opening_fen: int | None) -> AskingMonth:
    """Return the question for a month; what lies in few rows is read here."""
    listed = (
        listed_statement(bench, one)
        for one in bench.stores.statements.find(brand=brand)
        if belongs(one, month)
    )
    return AskingMonth(
        span_of(bench, brand, month), bench.profile(brand).rates, opening_fen, tuple(listed)
    )


def belongs(statement: Statement, month: str) -> bool:
    """Tell whether a statement is of a month: confirmed in it, or waiting and meant for it."""
    if statement.state is StatementState.VOID:
        return False
    if statement.confirmed_on is not None:
        return month_of(statement.confirmed_on) == month
    meant = statement.period or (month_of(statement.issued_on) if statement.issued_on else "")
    return meant == month


def listed_statement(bench: Bench, statement: Statement) -> ListedStatement:
    """Return a statement with its sums."""
    sums = sums_of(bench, statement)
    return ListedStatement(
        statement.number,
        statement.maker_number,
        statement.payer,
        statement.period,
        statement.state,
        statement.confirmed_on.isoformat() if statement.confirmed_on else "",
        sums.lines,
        statement.total_fen,
        sums.settled_fen,
        sums.unassigned_fen,
        sums.beside_fen,
        sums.payable_fen,
        sums.tax_fen,
        sums.invoiced_fen,
        sums.received_fen,
        sums.paid_fen,
        sums.outstanding_fen,
    )


def as_kept(figures: Any) -> MonthFigures:
    """Return figures as a close keeps them."""
    return from_json(MonthFigures, figures)  # type: ignore[no-any-return]
