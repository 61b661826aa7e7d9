"""Months: looked at, closed, and closed for good."""

import json
from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.settlement.month import (
    MonthClose,
    first_day,
    is_month,
    last_day,
    month_after,
    month_before,
    month_of,
)
from warrantydesk.domain.settlement.month_figures import MonthFigures
from warrantydesk.domain.text import clean, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.month_checks import (
    Looking,
    MonthLook,
    looking,
    reasoned,
    told_by_finance,
)
from warrantydesk.services.settlement.month_figures import AskingMonth, as_kept, asking_month
from warrantydesk.storage.journal import canonical

_LEAST = 12
"""So many months are shown, whatever is closed."""


class MonthService:
    """Months: looked at, closed, and closed for good."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def figures(self, brand: str, month: str) -> Mapping[str, Any]:
        """Return the sums of a month: as they were closed, else as they are now."""
        return to_json(self.figures_of(brand, month))  # type: ignore[no-any-return]

    def figures_of(self, brand: str, month: str) -> MonthFigures:
        """Return the sums of a month as an object; Refused(INVALID) where it is no month."""
        kept = self.kept(brand, month)
        return kept or self.asking(brand, month)(self._bench.stores.db.query)

    def kept(self, brand: str, month: str) -> MonthFigures | None:
        """Return the sums of a closed month as they were at its close; None of an open one."""
        brand, month = self.named(brand, month)
        found = self._bench.stores.month_closes.find(brand=brand, month=month)
        return as_kept(json.loads(found[0].figures)) if found else None

    def asking(self, brand: str, month: str) -> AskingMonth:
        """Return the question for a month's sums, which a worker may answer."""
        brand, month = self.named(brand, month)
        return asking_month(self._bench, brand, month, self._opening(brand, month))

    def check(self, brand: str, month: str) -> Mapping[str, Any]:
        """Look at what stands in the way of a close: what blocks, what needs a reason.

        Of a closed month it is what was found at its close.
        """
        brand, month = self.named(brand, month)
        closes = self.closes(brand, month)
        if closes:
            look = MonthLook(as_kept(json.loads(closes[0].figures)), closes[0].checks)
        else:
            look = self.looking(brand, month)(self._bench.stores.db.query)
        return {
            "brand": brand,
            "month": month,
            "closed": bool(closes),
            "checks": to_json(look.checks),
            "blocks": [one.code for one in look.blocks],
            "warnings": [one.code for one in look.warnings],
        }

    def looking(self, brand: str, month: str) -> Looking:
        """Return the question whether a month may be closed, which a worker may answer."""
        brand, month = self.named(brand, month)
        return looking(self._bench, brand, month, self.asking(brand, month))

    def looked(self, question: Looking) -> MonthLook:
        """Answer a question on a connection of its own; for a worker."""
        with self._bench.stores.db.reader() as query:
            return question(query)

    def close(
        self,
        brand: str,
        month: str,
        acknowledged: Mapping[str, str] | None = None,
        note: str = "",
        finance_fen: int | None = None,
    ) -> MonthClose:
        """Close a month for good: nothing is booked into it any more.

        ``acknowledged`` says by check why the month is closed all the same; ``finance_fen`` is
        what finance's books say the payers owe on invoices, with tax: a difference needs its
        reason (``finance_differs``). Refused(STATE) where the month is not over, is closed, or
        something blocks; INVALID where a reason is missing.
        """
        bench = self._bench
        brand, month = self.named(brand, month)
        bench.allow("months.close")
        self._must_be_over(brand, month)
        look = told_by_finance(self.looking(brand, month)(bench.stores.db.query), finance_fen)
        checks = reasoned(look, acknowledged or {})
        with bench.change(N_("close the month"), Kind.MONEY):
            made = bench.stores.month_closes.add(
                MonthClose(
                    brand,
                    month,
                    bench.today,
                    bench.person.login,
                    bench.now,
                    checks,
                    canonical(to_json(look.figures)),
                    bench.stores.journal.anchor,
                    clean(note).strip(),
                )
            )
        bench.history.clear()
        return made

    def closes(self, brand: str = "", month: str = "") -> list[MonthClose]:
        """Return the closed months, the newest first."""
        wanted = {"brand": line(brand), "month": line(month)}
        found = self._bench.stores.month_closes.find(
            **{name: value for name, value in wanted.items() if value}
        )
        return sorted(found, key=lambda one: (one.month, one.brand), reverse=True)

    def get(self, close_id: int) -> MonthClose:
        """Return a close; Refused(NOT_FOUND) where there is none."""
        return self._bench.stores.month_closes.get(close_id)

    def shown(self, brand: str) -> list[str]:
        """Return the months that a list shows, the newest first: closed ones and the last ones."""
        today = self._bench.today
        month = month_of(today)
        months: list[str] = []
        oldest = min((one.month for one in self.closes(brand)), default=month)
        while month >= oldest or len(months) < _LEAST:
            months.append(month)
            month = month_before(month)
        return months

    def named(self, brand: str, month: str) -> tuple[str, str]:
        """Return brand and month as they are kept; the site's brand where none is given.

        Refused(NOT_FOUND) for an unknown brand, INVALID for what is no month.
        """
        brand, month = line(brand) or self._bench.site.brand, line(month)
        if not self._bench.tables.tables(brand):
            raise refused(NOT_FOUND, N_("There is no brand {brand}."), "brand", brand=brand[:40])
        if not is_month(month):
            raise refused(
                INVALID, N_("“{month}” is not a month like 2026-10."), "month", month=month[:40]
            )
        return brand, month

    def _opening(self, brand: str, month: str) -> int | None:
        """Return where the close of the month before left the receivable."""
        found = self._bench.stores.month_closes.find(brand=brand, month=month_before(month))
        return as_kept(json.loads(found[0].figures)).flow.closing_fen if found else None

    def _must_be_over(self, brand: str, month: str) -> None:
        closes = self.closes(brand)
        if any(one.month == month for one in closes):
            raise refused(STATE, N_("The month {month} is closed already."), "month", month=month)
        if closes and month < closes[0].month:
            raise refused(
                STATE,
                N_("Months are closed in order, and {month} is closed: earlier ones stay as is."),
                "month",
                month=closes[0].month,
            )
        if last_day(month) >= self._bench.today:
            raise refused(
                STATE,
                N_("The month {month} is not over: it can be closed from {day} on."),
                "month",
                month=month,
                day=first_day(month_after(month)),
            )
