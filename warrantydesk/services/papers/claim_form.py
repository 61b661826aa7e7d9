"""Facts of the claim form: the present state of a draft, or a frozen submission."""

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.attachment import CLAIM_FORM
from warrantydesk.domain.claim.claim import Submission
from warrantydesk.domain.claim.snapshot import facts_of
from warrantydesk.domain.codec import from_json
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.versions import version_of
from warrantydesk.services.papers.claim_paper import claim_paper, redaction_of
from warrantydesk.services.papers.paper import Draw

if TYPE_CHECKING:
    from warrantydesk.documents.claim_paper import ClaimPaper


def prepare(bench: Bench, claim_id: int, version: int = 0) -> Draw:
    """Return what draws the form of a version: its own bytes once they were drawn.

    0 is the newest version, the claim as it stands before there is one; Refused(NOT_FOUND) for
    a version that never went out.
    """
    from warrantydesk.documents import claim_form
    from warrantydesk.documents.claim_paper import ClaimPaper

    frozen = _version(bench, claim_id, version)
    if frozen is None:
        claim = bench.stores.claims.get(claim_id)
        facts = claim_form.ClaimForm(_enclosing_itself(claim_paper(bench, claim)))
        return lambda: claim_form.render(facts)
    if frozen.form_sha256 and frozen.redaction_id is None:
        kept = bench.stores.attachments.files.read(frozen.form_sha256)
        return lambda: kept
    paper = from_json(ClaimPaper, facts_of(frozen))
    paper = replace(_enclosing_itself(paper), snapshot_sha256=frozen.sha256)
    if frozen.redaction_id is not None:
        paper = replace(paper, redaction=redaction_of(bench, frozen.redaction_id))
    facts = claim_form.ClaimForm(paper)
    return lambda: claim_form.render(facts)


def _version(bench: Bench, claim_id: int, version: int) -> Submission | None:
    if version:
        return version_of(bench, claim_id, version)
    return bench.stores.submissions.newest(claim_id)


def _enclosing_itself(paper: "ClaimPaper") -> "ClaimPaper":
    """Tick the claim form among the enclosed papers: whoever reads the tick holds it."""
    documents = (
        replace(one, present=True) if one.code == CLAIM_FORM else one for one in paper.documents
    )
    return replace(paper, documents=tuple(documents))


def keep(bench: Bench, claim_id: int, data: bytes, version: int = 0) -> None:
    """Keep the bytes of a submission's form when they were drawn for the first time."""
    frozen = _version(bench, claim_id, version)
    if bench.is_frozen or frozen is None or frozen.form_sha256 or frozen.redaction_id is not None:
        return
    if data != prepare(bench, claim_id, version)():
        return  # what was drawn before the submission is not the submission's form
    sha256, _size = bench.stores.attachments.files.keep(io.BytesIO(data))
    with bench.change(N_("keep claim form")):
        bench.stores.submissions.save(replace(frozen, form_sha256=sha256))
