"""Taking a take-over back: what it made becomes void, what it changed is as it was before."""

from collections.abc import Mapping
from dataclasses import replace

from warrantydesk.domain.claim.snapshot import VEIL
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.settlement.receipt import Receipt
from warrantydesk.domain.settlement.statement import StatementState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.take_over_answering import without_amount
from warrantydesk.storage.numbers import RECEIPT
from warrantydesk.storage.part_lookup import Written

_WATCHED = ("claim", "old_part", "statement", "invoice", "receipt")
_ORDER = ("claim", "old_part", "invoice", "receipt", "statement", "ownership", "plate")
_FILES = ("vehicle",)
"""What a sheet only filled is put back, what it made stays as a file."""


def undo(bench: Bench, batch: ImportBatch, reason: str) -> None:
    """Take a batch back; Refused(STATE) once anything was done with what it brought.

    Files of customers and cars stay as files, without owner and plate: nothing is deleted, and
    a further sheet finds them again.
    """
    from warrantydesk.services.settlement.accounts import refresh_accounts

    written = bench.stores.part_lookup.written_by(batch.id)
    _must_be_untouched(bench, written)
    claims = {one.row for one in written if one.table == "claim"}
    claims |= {int(w.after["claim_id"]) for w in written if w.after.get("claim_id")}
    for table in (*_ORDER, *_FILES):
        for one in written:
            if one.table == table and (one.before or table not in _FILES):
                _back(bench, one, reason)
    for taken in bench.stores.taken_over.find(batch_id=batch.id):
        if not taken.void_reason:
            bench.stores.taken_over.save(replace(taken, void_reason=reason))
    refresh_accounts(bench, claims)
    bench.stores.search.refresh(sorted(claims))
    bench.history.clear()


def _must_be_untouched(bench: Bench, written: list[Written]) -> None:
    stores = bench.stores
    tables = {
        "claim": stores.claims.table,
        "old_part": stores.parts.table,
        "statement": stores.statements.table,
        "invoice": stores.invoices.table,
        "receipt": stores.receipts.table,
    }
    for one in written:
        if one.table in _WATCHED and _is_touched(bench, tables[one.table].raw(one.row), one):
            raise refused(
                STATE, N_("Something was done since with what was taken over: the import stays.")
            )
    mine = {one.row for one in written if one.table == "claim" and not one.before}
    built = stores.parts.several(mine, "claim_id") if mine else []
    own = {one.row for one in written if one.table == "old_part"}
    if any(one.id not in own and one.state is not PartState.VOID for one in built):
        raise refused(STATE, N_("Old parts were taken over for these claims: undo them first."))


def _is_touched(bench: Bench, now: Mapping[str, object], one: Written) -> bool:
    """Tell whether a row changed since, but for a further take-over that was taken back."""
    if now["version"] == one.after.get("version", 1):
        return False
    told = {name: value for name, value in one.after.items() if name not in ("version", "id")}
    if any(now[name] != value for name, value in told.items() if not _is_veiled(value)):
        return True
    return not bench.stores.part_lookup.only_imports_wrote(one.table, one.row)


def _is_veiled(value: object) -> bool:
    return str(value).startswith(VEIL)


def _gave_amount(one: Written) -> bool:
    """Tell whether the batch gave a claim that was here its amount."""
    return "total_fen" in one.after and not one.before.get("total_fen")


def _back(bench: Bench, one: Written, reason: str) -> None:
    stores = bench.stores
    tables = {
        "claim": stores.claims.table,
        "old_part": stores.parts.table,
        "vehicle": stores.vehicles.table,
    }
    if one.before:
        if one.table == "claim" and _gave_amount(one):
            without_amount(bench, one.row, 0)
        elif one.table in tables:
            stores.part_lookup.put_back(tables[one.table], one)
    elif one.table == "claim":
        claim = stores.claims.get(one.row)
        stores.claims.save(
            replace(
                claim,
                state=State.VOID,
                void_reason=reason,
                due_on=None,
                submitted_at=None,
                approved_fen=None,
            )
        )
    elif one.table == "old_part":
        piece = stores.parts.get(one.row)
        stores.parts.save(replace(piece, state=PartState.VOID, place="", reason=reason))
    else:
        _back_beside(bench, one, reason)


def _back_beside(bench: Bench, one: Written, reason: str) -> None:
    stores = bench.stores
    if one.table == "statement":
        statement = stores.statements.get(one.row)
        stores.statements.save(replace(statement, state=StatementState.VOID, void_reason=reason))
    elif one.table == "invoice":
        stores.invoices.save(replace(stores.invoices.get(one.row), void_reason=reason))
    elif one.table == "receipt":
        _reverse(bench, stores.receipts.get(one.row), reason)
    elif one.table == "ownership":
        stores.ownerships.save(replace(stores.ownerships.get(one.row), to_on=bench.today))
    else:
        stores.plates.save(replace(stores.plates.get(one.row), to_on=bench.today))


def _reverse(bench: Bench, receipt: Receipt, reason: str) -> None:
    """Write the receipt that takes back one of the batch, share by share."""
    stores = bench.stores
    number = stores.numbers.short(RECEIPT, bench.site_number, bench.today.year)
    back = replace(
        receipt,
        number=number,
        received_on=bench.today,
        amount_fen=-receipt.amount_fen,
        reverses=receipt.id,
        reason=reason,
        id=0,
        version=0,
    )
    kept = stores.receipts.add(back)
    stores.receipt_shares.add_many(
        [
            replace(
                one,
                receipt_id=kept.id,
                net_fen=-one.net_fen,
                tax_fen=-one.tax_fen,
                booked_on=bench.today,
                id=0,
                version=0,
            )
            for one in stores.receipt_shares.find(receipt_id=receipt.id)
        ]
    )
