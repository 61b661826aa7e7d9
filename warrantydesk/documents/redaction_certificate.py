"""The certificate of values taken out of the records: what, by whom, and what stays."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, Cell, Sign, cells, sentence, sentences, signatures
from warrantydesk.documents.claim_paper import day, minute
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.redaction import REDACTION_KIND_NAMES, Redaction, RedactionKind
from warrantydesk.i18n import _, ngettext_

NUMBERS_A_ROW = 5


@dataclass(frozen=True)
class RedactionCertificate:
    """A certificate with names instead of logins; it holds no personal value."""

    desk: DeskPaper
    redaction: Redaction
    rows: tuple[tuple[str, int], ...] = ()
    """What lost values, in words, and how many of it."""
    claims: tuple[str, ...] = ()
    """The numbers of the claims."""
    list_number: str = ""
    done_by: str = ""
    witness: str = ""
    plain: int = 0
    """Rows whose earlier journal entries keep words of a text."""
    unproved: int = 0
    """Filed versions that lost words of their body."""
    backup: str = ""
    """What is known of backups, as a sentence."""


def render(facts: RedactionCertificate, step: Step | None = None) -> bytes:
    """Return the certificate as PDF."""
    one = facts.redaction
    disposal = one.kind is RedactionKind.DISPOSAL
    title = _("Certificate of disposal") if disposal else _("Certificate of deletion")
    frame = facts.desk.frame(title, one.number, _("Keep this certificate with the records."))
    flow = Flow(frame.top)
    done = _("Done {at} by {name}.", at=minute(one.done_at), name=facts.done_by)
    verdict_strip(flow, _(REDACTION_KIND_NAMES[one.kind]), done)
    _head(flow, facts)
    _rows(flow, facts)
    _claims(flow, facts.claims)
    _files(flow, one.files)
    _stays(flow, facts)
    flow.heading(_("Signatures"), _("who signs saw that it was done"))
    signs = [Sign(_("Carried out by"), facts.done_by)]
    signs.append(Sign(_("Witness"), facts.witness))
    signatures(flow, *signs)
    return pdf(frame, flow.sheets, step)


def _head(flow: Flow, facts: RedactionCertificate) -> None:
    one = facts.redaction
    row = [Cell(_("Certificate"), one.number, 1.1)]
    if facts.list_number:
        row += [Cell(_("List"), facts.list_number, 1.1), Cell(_("Witness"), facts.witness, 1.4)]
    else:
        row += [Cell(_("Asked for on"), day(one.asked_on)), Cell(_("Reason"), one.reason, 3)]
    cells(flow, [*row, Cell(_("Journal"), one.anchor, 1.7)])


def _rows(flow: Flow, facts: RedactionCertificate) -> None:
    flow.heading(_("What lost its personal values"))
    table = Table(flow, Column(_("Kind of record"), 400), Column(_("Number"), 100, "right"))
    for name, count in facts.rows:
        table.add(name, f"{count:,}")


def _claims(flow: Flow, numbers: tuple[str, ...]) -> None:
    if not numbers:
        return
    count = ngettext_("{n} claim", "{n} claims", len(numbers))
    flow.heading(_("Claims"), count)
    for start in range(0, len(numbers), NUMBERS_A_ROW):
        sentence(flow, "    ".join(numbers[start : start + NUMBERS_A_ROW]))


def _files(flow: Flow, files: tuple[str, ...]) -> None:
    if not files:
        return
    note = ngettext_("{n} file left the data folder", "{n} files left the data folder", len(files))
    flow.heading(_("Files by their sha256"), note)
    for sha256 in files:
        sentence(flow, sha256, SMALL)


def _stays(flow: Flow, facts: RedactionCertificate) -> None:
    flow.heading(_("What stays"))
    told = [
        _(
            "Claims, the car with its VIN, parts, hours, days and money stay for later repairs "
            "and statistics, without the values. The journal holds only salted hashes of them; "
            "the salts are gone, so that nobody can try the values out."
        ),
        facts.backup,
    ]
    if facts.plain:
        told.append(
            ngettext_(
                "In {n} free text a value stood literally: earlier journal entries keep that text.",
                "In {n} free texts a value stood literally: earlier journal entries keep these "
                "texts.",
                facts.plain,
            )
        )
    if facts.unproved:
        told.append(
            ngettext_(
                "{n} filed version lost words of its text: its hash proves it no longer.",
                "{n} filed versions lost words of their text: their hashes prove them no longer.",
                facts.unproved,
            )
        )
    told.append(
        _(
            "The maker's own answers, the files of statements, signed inspections and the lines of "
            "filed claims stay as they were written; so does a bare name in the note of a "
            "hand-over or of a closed day, since another person may have it. Papers that left the "
            "house are not ours to take back."
        )
    )
    sentences(flow, told)
