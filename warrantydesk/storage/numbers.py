"""Number series per site and year, taken inside the transaction and never reused."""

from warrantydesk.domain.tag import make_tag
from warrantydesk.storage.database import Database

CLAIM, TAG, REPAIR_ORDER = "claim", "tag", "repair_order"
SHIPMENT, STOCK_TAKE, SCRAP, PRINT_BATCH = "shipment", "stock_take", "scrap", "print_batch"
STORE_REQUEST, COMPLAINT = "store_request", "complaint"
REDACTION, DISPOSAL, QUALITY = "redaction", "disposal", "quality"
STATEMENT, DEDUCTION, RECEIPT, WRITE_OFF = "statement", "deduction", "receipt", "write_off"
_LETTERS = {
    SHIPMENT: "R",
    STOCK_TAKE: "K",
    SCRAP: "S",
    COMPLAINT: "T",
    PRINT_BATCH: "P",
    STORE_REQUEST: "B",
    STATEMENT: "J",
    DEDUCTION: "Q",
    RECEIPT: "Z",
    WRITE_OFF: "H",
    REDACTION: "X",
    DISPOSAL: "D",
    QUALITY: "I",
}


class NumberStore:
    """Gives the next number of a kind; a gap has its void claim or is named by ``verify``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def next(self, kind: str, site: int, year: int, count: int = 1) -> int:
        """Return the first of ``count`` new running numbers."""
        rows = self._db.query(
            "INSERT INTO number_series (kind, site, year, last) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, site, year) DO UPDATE SET last = last + excluded.last"
            " RETURNING last",
            (kind, site, year % 100, count),
        )
        return int(rows[0][0]) - count + 1

    def any_given(self) -> bool:
        """Tell whether any number was given yet."""
        return bool(self._db.query("SELECT 1 FROM number_series LIMIT 1"))

    def claim_number(self, site: int, year: int) -> str:
        """Return a new claim number, as in ``C0126-004217``."""
        return claim_number(site, year, self.next(CLAIM, site, year))

    def tag(self, site: int, year: int) -> str:
        """Return a new tag of 12 digits."""
        return make_tag(site, year % 100, self.next(TAG, site, year))

    def short(self, kind: str, site: int, year: int) -> str:
        """Return a new number of one of the small series, as in ``R0126-0031``."""
        return short_number(kind, site, year, self.next(kind, site, year))

    def repair_order(self, site: int, year: int) -> str:
        """Return a new repair-order number, as in ``RO26-00042``."""
        return f"RO{year % 100:02d}-{self.next(REPAIR_ORDER, site, year):05d}"


def claim_number(site: int, year: int, number: int) -> str:
    """Write a claim number: site, year, running number."""
    return f"C{site:02d}{year % 100:02d}-{number:06d}"


def short_number(kind: str, site: int, year: int, number: int) -> str:
    """Write a number of one of the small series: letter, site, year, running number."""
    return f"{_LETTERS[kind]}{site:02d}{year % 100:02d}-{number:04d}"
