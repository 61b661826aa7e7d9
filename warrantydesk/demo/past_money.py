"""The money of past claims: a statement a month, paid as a whole in the next."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import day_of, instant, utc
from warrantydesk.demo.fleet import Car
from warrantydesk.demo.money_entries import CLERK, Paid, after
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.money import percent
from warrantydesk.i18n import N_
from warrantydesk.storage.numbers import RECEIPT, STATEMENT, short_number

_RATE = Decimal(13)
_FINANCE, SITE = "傅晓棠", 1
Month = tuple[int, int]


class PastMoney:
    """Collects approved claims by month, and settles month after month."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._waiting: dict[Month, list[Paid]] = defaultdict(list)

    def expect(self, claim: Row, car: Car, at: int, approved_fen: int) -> None:
        """Note an approved claim, for the statement of the month of its answer."""
        day = date.fromisoformat(claim["answered_on"])
        done = date.fromisoformat(day_of(at))
        number, maker = claim["claim_number"], claim["codes_maker_claim_number"]
        paid = Paid(claim["id"], number, maker, car.vin, car.plate, done, approved_fen)
        self._waiting[day.year, day.month].append(paid)

    def settle(self, now: date) -> None:
        """Settle all months before that of ``now``."""
        for month in sorted(one for one in self._waiting if one < (now.year, now.month)):
            self._settle(month, self._waiting.pop(month))

    def _settle(self, month: Month, claims: list[Paid]) -> None:
        book, issued, paid_on = self._book, after(month, 5), after(month, 22)
        total = sum(one.approved_fen for one in claims)
        moment = Moment(instant(issued, 9, 12), CLERK, N_("import a file"))
        statement = book.put("statement", moment, self._statement(month, claims, total))
        received = Moment(instant(paid_on, 15, 20), CLERK, N_("book a receipt"))
        receipt = book.put("receipt", received, self._receipt(statement, paid_on, total))
        self._invoice(statement, month, total)
        run = 0
        for row, one in enumerate(claims, 5):
            line = book.put("statement_line", moment, _line(statement, row, one))
            before, run = percent(run, _RATE), run + one.approved_fen
            share = {
                "receipt_id": receipt["id"],
                "statement_id": statement["id"],
                "net_fen": one.approved_fen,
                "tax_fen": percent(run, _RATE) - before,
                "claim_id": one.id,
                "line_id": line["id"],
                "booked_on": paid_on.isoformat(),
            }
            book.put("receipt_share", received, share)
            account = {
                "claim_id": one.id,
                "settled_fen": one.approved_fen,
                "paid_fen": one.approved_fen,
                "state": "PAID",
                "statement_id": statement["id"],
                "paid_on": paid_on.isoformat(),
            }
            book.put("claim_account", received, account)

    def _number(self, kind: str, day: date) -> str:
        return short_number(kind, SITE, day.year, self._book.number(kind, day.year))

    def _statement(self, month: Month, claims: list[Paid], total: int) -> Row:
        year, number = month
        issued, confirmed = after(month, 5), after(month, 9).isoformat()
        return {
            "number": self._number(STATEMENT, issued),
            "brand": "QC",
            "maker_number": f"JS-{year % 100:02d}{number:02d}-QC",
            "period": f"{year}-{number:02d}",
            "first_on": date(year, number, 1).isoformat(),
            "last_on": (after(month, 1) - timedelta(days=1)).isoformat(),
            "issued_on": issued.isoformat(),
            "state": "CLOSED",
            "total_fen": total,
            "line_count": len(claims),
            "file_name": f"{number}月结算单.xlsx",
            "confirmed_on": confirmed,
            "confirmed_by": CLERK,
            "signed_on": confirmed,
            "signed_by": _FINANCE,
            "remitted_on": after(month, 20).isoformat(),
            "remittance": f"QCHK{year}{number:02d}",
            "received_on": after(month, 22).isoformat(),
            "closed_on": after(month, 25).isoformat(),
            "made_by": CLERK,
            "made_at": utc(instant(issued, 9, 12)),
        }

    def _receipt(self, statement: Mapping[str, object], day: date, total: int) -> Row:
        return {
            "number": self._number(RECEIPT, day),
            "brand": "QC",
            "received_on": day.isoformat(),
            "amount_fen": total + percent(total, _RATE),
            "bank_ref": f"{day:%Y%m%d}{statement['id']:06}",
            "text": f"{statement['maker_number']} 货款",
            "made_by": CLERK,
            "made_at": utc(instant(day, 15, 20)),
        }

    def _invoice(self, statement: Row, month: Month, total: int) -> None:
        issued = after(month, 10)
        share = f'[{{"statement_id": {statement["id"]}, "amount_fen": {total}}}]'
        row = {
            "number": f"26{month[0] % 100:02d}{month[1]:02d}{60_001 + statement['id']:08d}",
            "brand": "QC",
            "issued_on": issued.isoformat(),
            "amount_fen": total,
            "tax_percent": str(_RATE),
            "tax_fen": percent(total, _RATE),
            "shares": share,
            "buyer": "启程汽车销售有限公司（演示）",
            "sent_on": after(month, 11).isoformat(),
            "accepted_on": after(month, 15).isoformat(),
            "exported_on": after(month, 12).isoformat(),
            "made_by": CLERK,
            "made_at": utc(instant(issued, 10, 30)),
        }
        moment = Moment(instant(issued, 10, 30), CLERK, N_("enter an invoice"))
        self._book.put("invoice", moment, row)


def _line(statement: Row, row: int, paid: Paid) -> Row:
    return {
        "statement_id": statement["id"],
        "row": row,
        "maker_number": paid.maker_number,
        "claim_number": paid.number,
        "vin": paid.vin,
        "plate": paid.plate,
        "dated_on": paid.repaired_on.isoformat(),
        "amount_fen": paid.approved_fen,
        "asked_fen": paid.approved_fen,
        "state": "EXACT",
        "claim_id": paid.id,
        "how": "maker_number",
        "expected_fen": paid.approved_fen,
    }
