"""Facts of the certificate of values taken out."""

from collections.abc import Iterator
from datetime import date, datetime

from warrantydesk.domain.redaction import Redaction
from warrantydesk.i18n import N_, _, date_text, minute_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.keeping.taking import counted
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper
from warrantydesk.storage.redacting import PLAIN, UNPROVED

CERTIFICATE = "redaction_certificate"
ROW_NAMES = {
    "customer": N_("Customers"),
    "claim": N_("Claims"),
    "visit": N_("Visits"),
    "submission": N_("Filed versions"),
    "attachment": N_("Files and their names"),
    "signature": N_("Customers' signatures"),
    "plate": N_("Plates"),
    "contact_note": N_("Contacts"),
    "complaint": N_("Complaints"),
    "follow_up": N_("Follow-up calls"),
    "appointment": N_("Appointments"),
    "statement_line": N_("Lines of statements"),
    "campaign_vehicle": N_("Records of campaigns"),
    "tow": N_("Tows"),
    "hand_over": N_("Lists of hand-overs"),
    "day_close": N_("Lists of closed days"),
    "saved_search": N_("Kept searches"),
    "invoice": N_("Invoices"),
    "print_job": N_("Entries of the print journal"),
}
"""Tables in words; others are told together."""


def prepare(bench: Bench, redaction_id: int) -> Draw:
    """Read a certificate and return what draws it."""
    from warrantydesk.documents import redaction_certificate as document

    stores = bench.stores
    one = stores.redactions.get(redaction_id)
    disposal = stores.disposals.get(one.disposal_id) if one.disposal_id is not None else None
    rows = counted(one)
    facts = document.RedactionCertificate(
        desk_paper(bench, one.number, CERTIFICATE),
        one,
        rows=tuple(told(rows)),
        claims=tuple(claim.claim_number for claim in stores.claims.heads(one.claim_ids)),
        list_number=disposal.number if disposal else "",
        done_by=name_of(bench, one.done_by),
        witness=disposal.witness if disposal else "",
        plain=rows.get(PLAIN, 0),
        unproved=rows.get(UNPROVED, 0),
        backup=backup_words(bench, one),
    )
    return lambda: document.render(facts)


def number(bench: Bench, redaction_id: int) -> str:
    """Return the number of a certificate; Refused(NOT_FOUND)."""
    return bench.stores.redactions.get(redaction_id).number


def told(rows: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield what lost values in words, with how many; the rare ones in one row."""
    for name, words in ROW_NAMES.items():
        if count := rows.get(name, 0):
            yield _(words), count
    others = sum(
        count for name, count in rows.items() if name not in ROW_NAMES and not name.startswith(".")
    )
    if others:
        yield _("Other texts"), others


def backup_words(bench: Bench, one: Redaction) -> str:
    """Return until when backups hold the values, as far as the desk knows."""
    at = minute_text(one.done_at) if one.done_at else ""
    newest = _newest_before(bench, one.done_at)
    if newest is None:
        return _(
            "Backups made before {at} still hold the values: delete the copies kept elsewhere, or "
            "take the values out again after a restore.",
            at=at,
        )
    return _(
        "Backups made before {at} still hold the values, the newest in the desk's own folder is "
        "of {day}: delete them once newer ones are proved, or take the values out again after a "
        "restore.",
        at=at,
        day=date_text(newest),
    )


def _newest_before(bench: Bench, at: datetime | None) -> date | None:
    """Return the day of the newest backup in the desk's own folder that is older."""
    folder, zone = bench.stores.db.folder.backups, bench.clock.zone
    files = (*folder.glob("*.zip"), *folder.glob("*.db"))  # these were kept before a migration
    made = [datetime.fromtimestamp(file.stat().st_mtime, zone) for file in files]
    older = [one for one in made if at is None or one <= at]
    return max(older).date() if older else None
