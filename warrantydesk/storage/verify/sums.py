"""Numbers given and sums kept, beside the rows they come from."""

from collections.abc import Iterator

from warrantydesk.storage.numbers import (
    CLAIM,
    COMPLAINT,
    DEDUCTION,
    DISPOSAL,
    PRINT_BATCH,
    QUALITY,
    RECEIPT,
    REDACTION,
    SCRAP,
    SHIPMENT,
    STATEMENT,
    STOCK_TAKE,
    STORE_REQUEST,
    TAG,
    WRITE_OFF,
)
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify.damage import Damage, Step
from warrantydesk.storage.verify.rows import present

_NUMBERED = {
    CLAIM: ("claim", "claim_number"),
    TAG: ("old_part", "tag"),
    SHIPMENT: ("shipment", "number"),
    STOCK_TAKE: ("stock_take", "number"),
    SCRAP: ("scrap_batch", "number"),
    PRINT_BATCH: ("print_batch", "number"),
    STORE_REQUEST: ("store_request", "number"),
    COMPLAINT: ("complaint", "number"),
    REDACTION: ("redaction", "number"),
    DISPOSAL: ("disposal", "number"),
    QUALITY: ("quality_report", "number"),
    STATEMENT: ("statement", "number"),
    DEDUCTION: ("deduction", "number"),
    RECEIPT: ("receipt", "number"),
    WRITE_OFF: ("write_off", "number"),
}
"""Where the numbers of a series stand: table and column."""


def numbers_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Lay the newest number of each series beside the largest one that a row has.

    Numbers are given with their rows and no row is deleted, so they never differ. Orders of the
    workshop are left out: their numbers may be typed over.
    """
    tables = {table.name for table in present(stores)}
    for kind, (table, number) in _NUMBERED.items():
        if table not in tables:
            continue
        site, running = (1, 5) if kind == TAG else (2, 7)
        found = _newest(
            stores,
            f"SELECT substr({number}, {site}, 4),"
            f" max(CAST(substr({number}, {running}, 6) AS INTEGER))"
            f" FROM {table} WHERE {number} <> '' GROUP BY 1",
        )
        given = _newest(
            stores,
            "SELECT printf('%02d%02d', site, year), last FROM number_series WHERE kind = ?",
            kind,
        )
        # Made-up shops of former schemas have rows of other series that never gave a number.
        begun = found.keys() | given.keys() if kind in (CLAIM, TAG) else given.keys()
        for where in sorted(begun):
            last, most = given.get(where, 0), found.get(where, 0)
            if most != last:
                yield Damage(
                    "number",
                    "number_series",
                    None,
                    f"{kind} {where}: {last} given, {most} found",
                )


def _newest(stores: Stores, sql: str, *values: str) -> dict[str, int]:
    return {str(where): int(number) for where, number in stores.db.query(sql, values)}


def accounts_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Lay the kept sums of claims beside the entries they come from."""
    table = stores.accounts.table
    if table not in present(stores):
        return
    for number, off in stores.accounts.differing():
        sums = ", ".join(f"{name} {fen:+d}" for name, fen in off.items())
        yield Damage("account", table.name, number, f"its entries say otherwise: {sums}")
