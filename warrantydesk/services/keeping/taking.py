"""What taking values out has in common, at a person's request or when records leave: one change
with its certificate, and the files after it."""

import json
from collections.abc import Callable
from dataclasses import replace

from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.mentions import Mentions
from warrantydesk.domain.redaction import Redaction
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.storage.before_migration import remove_copies
from warrantydesk.storage.numbers import REDACTION
from warrantydesk.storage.person_rows import PersonRows
from warrantydesk.storage.redacting import Marks, Redacting

TAKEN_OUT = N_("taken out of the records")
KINDS = (
    *(Kind.KEEPING, Kind.CLAIMS, Kind.VISITS, Kind.VEHICLES, Kind.CUSTOMERS, Kind.ATTACHMENTS),
    *(Kind.CARE, Kind.SEARCHES, Kind.STATEMENTS),
)
Work = Callable[[Redacting], None]
Extra = Callable[[Redaction], None]


def redacting(bench: Bench, mentions: Mentions, *, write: bool) -> Redacting:
    """Return what takes values out under the next certificate's id; inside an open change."""
    stores = bench.stores
    marks = Marks(
        stores.redactions.table.next_id(), bench.person.login, utc_text(bench.now), TAKEN_OUT
    )
    return Redacting(stores, marks, mentions, write=write)


def carried_out(
    bench: Bench, name: str, certificate: Redaction, work: Work, extra: Extra | None = None
) -> Redaction:
    """Take values out in one transaction, write the certificate, then remove the files.

    A crash between leaves files that no row names; the next start removes them.
    """
    stores, rows = bench.stores, PersonRows(bench.stores.db)
    with bench.change(name, *KINDS) as touched:
        hands = redacting(bench, Mentions(()), write=True)
        work(hands)
        touched += sorted(hands.touched)
        stores.search.refresh(touched)
        rows.forget_words()
        made = stores.redactions.add(
            replace(
                certificate,
                number=stores.numbers.short(REDACTION, bench.site_number, bench.today.year),
                rows=json.dumps(dict(sorted(hands.rows.items()))),
                files=hands.released(),
                anchor=stores.journal.anchor,
                done_by=bench.person.login,
                done_at=bench.now,
            )
        )
        if extra is not None:
            extra(made)
    bench.history.clear()  # its steps would write the values back
    remove_files(bench, made)
    remove_copies(bench.stores.db.folder)
    rows.leave_log()
    return made


def remove_files(bench: Bench, redaction: Redaction) -> None:
    """Remove the files of a certificate that no row names; at once, and after a crash."""
    files = bench.stores.attachments.files
    for sha256 in redaction.files:
        if not bench.stores.attachments.is_named(sha256):
            files.remove(sha256)


def finish_removal(bench: Bench) -> None:
    """Remove what the newest certificate names and a crash left; when the desk opens."""
    newest = bench.stores.redactions.table.next_id() - 1
    for made in bench.stores.redactions.find(id=newest):
        remove_files(bench, made)


def counted(redaction: Redaction) -> dict[str, int]:
    """Return how many rows of which table lost values."""
    told: dict[str, int] = json.loads(redaction.rows)
    return told
