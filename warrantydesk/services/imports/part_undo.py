"""Taking back what an import wrote about pieces, as the journal tells it."""

from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.services.bench import Bench
from warrantydesk.storage.store import Store


def take_back(
    bench: Bench, batch: ImportBatch, stores: Mapping[str, Store[Any]], refusal: str
) -> None:
    """Write the rows of some tables as they were before a batch, inside the open change.

    ``refusal`` is said, with ``{n}``, where pieces have gone on since: then nothing is taken back.
    """
    lookup = bench.stores.part_lookup
    moved_on = 0
    for written in reversed(lookup.written_by(batch.id)):
        store = stores.get(written.table)
        if store is not None and not lookup.put_back(store.table, written):
            moved_on += 1
    if moved_on:
        raise refused(STATE, refusal, n=moved_on)
