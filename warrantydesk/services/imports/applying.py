"""Applying a draft as a whole, and taking a batch back; plain functions over the bench."""

from dataclasses import replace

from warrantydesk.domain.errors import INVALID, STATE, VERSION, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.import_batch import IMPORT_ACTION, UNDO_ACTION, ImportBatch
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.opening import remembered
from warrantydesk.services.imports.preview import Preview, judged
from warrantydesk.services.imports.target import Outcome, Step, Target, no_step

_NAMED_ROWS = 20
"""So many blocked rows are named in a refusal; the rest are counted."""


def apply(
    bench: Bench,
    target: Target,
    draft: Draft,
    preview: Preview | None = None,
    step: Step = no_step,
) -> ImportBatch:
    """Write all rows of a draft, or none; returns the batch.

    ``preview`` spares judging anew where it was made of this very draft. A way back is kept once
    nothing stands in the way any more, and what that raises stops the import. Refused(INVALID)
    names the rows that are blocked, Refused(VERSION) says that the desk has changed meanwhile.
    """
    bench.allow(target.verb)
    if preview is None or preview.draft is not draft:
        preview = judged(target, draft, step=step)
    must_be_whole(preview)
    if target.is_stale(bench, draft.known, draft.subject):
        raise refused(
            VERSION,
            N_("The desk has changed since the file was looked at: look at the new result."),
        )
    bench.keep_way_back()
    with bench.change(IMPORT_ACTION, *target.kinds, Kind.IMPORTS):
        batch = bench.stores.import_batches.add(
            ImportBatch(
                target.code,
                draft.subject.profile,
                draft.subject.name,
                draft.book.file_name,
                draft.book.sha256,
                len(preview.rows),
                bench.now,
                bench.person.login,
            )
        )
        remembered(bench, draft)
        subject = replace(draft.subject, around=preview.around)
        target.apply(bench, subject, preview.rows, batch, step)
    return batch


def must_be_whole(preview: Preview) -> None:
    """Refuse with INVALID a preview in which anything stands in the way, row by row."""
    findings = [
        Finding(INVALID, one.name, N_("No column means “{field}”."), {"field": one.title})
        for one in preview.missing
    ]
    if (why := preview.objection) is not None:
        findings.append(Finding(INVALID, why.field, why.message, why.values))
    blocked = [one for one in preview.results if one.outcome is Outcome.BLOCK]
    findings += [
        Finding(INVALID, f"rows[{one.number}].{one.field}".rstrip("."), one.message, one.values)
        for one in blocked[:_NAMED_ROWS]
    ]
    if len(blocked) > _NAMED_ROWS:
        more = {"n": len(blocked) - _NAMED_ROWS}
        findings.append(Finding(INVALID, "rows", N_("{n} more rows are blocked."), more))
    if findings:
        raise Refused(findings)
    if not preview.rows:
        raise refused(INVALID, N_("No row is left to be taken."), "rows")


def undo(bench: Bench, target: Target, batch: ImportBatch, reason: str) -> ImportBatch:
    """Take a batch back as a whole, with a reason; Refused(STATE) where it was before."""
    bench.allow(target.verb)
    if batch.undone_at is not None:
        raise refused(STATE, N_("This import was undone already."))
    why = needs(reason, "reason", N_("Say why the import is undone."))
    with bench.change(UNDO_ACTION, *target.kinds, Kind.IMPORTS):
        target.undo(bench, batch, why)
        return bench.stores.import_batches.save(
            replace(batch, undone_at=bench.now, undone_by=bench.person.login, undo_reason=why)
        )
