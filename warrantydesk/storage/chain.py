"""The newest part of the journal: looked at when a desk is opened, remembered when it closes."""

from warrantydesk.domain.errors import LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import chain_problems

_NEWEST = 500


def must_be_whole(db: Database) -> None:
    """Look at the chain since the last orderly close; raises Unavailable where it breaks."""
    mark = db.query("SELECT seq, head FROM checkpoint ORDER BY id DESC LIMIT 1")
    seq, head = mark[0] if mark else (0, "")
    rows = db.query(
        "SELECT seq, utc, actor, action, tbl, row, after, prev, hash FROM journal"
        " WHERE seq >= ? ORDER BY seq LIMIT ?",
        (max(seq, 1), _NEWEST),
    )
    start = (rows[0][0] - 1, rows[0][7]) if rows else (0, "")
    wrong = list(chain_problems(iter(rows), *start))
    if wrong or (seq and (not rows or rows[0][8] != head)):
        raise Unavailable(
            N_(
                "The journal was changed outside the program (entry {seq}). "
                "Restore a backup, or ask for help."
            ),
            LOCKED,
            seq=wrong[0][0] if wrong else seq,
        )


def remember(db: Database, seq: int, head: str, seen_at: str = "") -> None:
    """Note how far the chain was seen whole: entry, its hash, and the latest instant seen."""
    with db.transaction():
        mark(db, seq, head, seen_at)


def mark(db: Database, seq: int, head: str, seen_at: str = "") -> None:
    """Note the same inside the open transaction."""
    db.execute("DELETE FROM checkpoint")
    db.execute(
        "INSERT INTO checkpoint (id, seq, head, seen_at) VALUES (1, ?, ?, ?)",
        (seq, head, seen_at or None),
    )


def seen_until(db: Database) -> str:
    """Return the latest instant that the desk has seen, as UTC text; empty for a new desk."""
    found = db.query("SELECT seq, seen_at FROM checkpoint ORDER BY id DESC LIMIT 1")
    seq, seen = found[0] if found else (0, None)
    rows = db.query("SELECT max(seq) FROM journal")
    since = seq if seen else max(seq, (rows[0][0] or 0)) - _NEWEST
    newest = db.query("SELECT max(utc) FROM journal WHERE seq > ?", (since,))[0][0]
    return max(seen or "", newest or "")
