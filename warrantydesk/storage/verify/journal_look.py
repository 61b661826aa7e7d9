"""The journal itself: its chain, the mark of the last orderly close, an anchor from outside."""

from collections.abc import Iterator, Sequence

from warrantydesk.domain.anchor import read_anchor
from warrantydesk.i18n import N_
from warrantydesk.storage.backup_anchors import ToldAnchor, lost_anchors
from warrantydesk.storage.journal import chain_problems, chain_rows
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify.damage import Damage, Step

_EVERY = 5_000
"""Entries after which the step is told how far the walk is."""
_WALKING = N_("The chain of the journal")


def chain_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Walk all entries in order."""
    newest = int(stores.db.query("SELECT coalesce(max(seq), 0) FROM journal")[0][0])
    for seq, what in chain_problems(_told(stores, step, newest)):
        yield Damage("journal", "journal", seq, what)


def _told(stores: Stores, step: Step, newest: int) -> Iterator[tuple[object, ...]]:
    for place, row in enumerate(chain_rows(stores.db.query)):
        if place % _EVERY == 0:
            step(place, newest, _WALKING)
        yield row


def mark_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Lay the mark of the last orderly close beside the entry that it names."""
    marks = stores.db.query("SELECT seq, head FROM checkpoint")
    if len(marks) > 1:
        yield Damage("journal", "checkpoint", None, "more than one")
    for seq, head in marks:
        rows = stores.db.query("SELECT hash FROM journal WHERE seq = ?", (seq,)) if seq else []
        if seq and not rows:
            yield Damage("journal", "checkpoint", seq, "names an entry that is not there any more")
        elif rows and rows[0][0] != head:
            yield Damage("journal", "checkpoint", seq, "has another hash than its entry")


def anchor_look(stores: Stores, anchor: str) -> Iterator[Damage]:
    """Look for the entry that an anchor from a paper or a backup names."""
    if not anchor:
        return
    read = read_anchor(anchor)
    if read is None:
        yield Damage("anchor", "journal", -1, "is no anchor: it is written as SEQ:HEAD")
        return
    seq, head = read
    rows = stores.db.query("SELECT hash FROM journal WHERE seq = ?", (seq,))
    if not rows:
        yield Damage("anchor", "journal", seq, "is not in the journal any more")
    elif not str(rows[0][0]).startswith(head):
        yield Damage("anchor", "journal", seq, "has another hash than the anchor")


def backups_look(stores: Stores, told: Sequence[ToldAnchor]) -> Iterator[Damage]:
    """Look for the entries that backups and second places remember: an old file put back lacks
    them."""
    for one in lost_anchors(told, stores.db.query):
        yield Damage(
            "anchor",
            "journal",
            one.seq,
            f"is not in the journal as {one.where} remembers it: an old database was put back",
        )
