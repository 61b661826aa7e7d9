"""Numbers given and sums kept, beside the rows they come from."""

from collections.abc import Iterator

from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify.damage import Damage, Step
from warrantydesk.storage.verify.rows import present


def numbers_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Lay the newest number of each series beside the largest one that a row has."""
    used = {
        "claim": "SELECT max(CAST(substr(claim_number, 7) AS INTEGER)) FROM claim"
        " WHERE substr(claim_number, 2, 4) = ?",
        "tag": "SELECT max(CAST(substr(tag, 5, 6) AS INTEGER)) FROM old_part"
        " WHERE substr(tag, 1, 4) = ?",
    }
    for kind, site, year, last in stores.db.query(
        "SELECT kind, site, year, last FROM number_series"
    ):
        if kind in used:
            most = stores.db.query(used[kind], (f"{site:02d}{year:02d}",))[0][0] or 0
            if most != last:
                yield Damage(
                    "number",
                    "number_series",
                    None,
                    f"{kind} {site:02d}{year:02d}: {last} given, {most} found",
                )


def accounts_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Lay the kept sums of claims beside the entries they come from."""
    table = stores.accounts.table
    if table not in present(stores):
        return
    for number, off in stores.accounts.differing():
        sums = ", ".join(f"{name} {fen:+d}" for name, fen in off.items())
        yield Damage("account", table.name, number, f"its entries say otherwise: {sums}")
