"""A claim with all its codes turned into names, as every paper shows it."""

from typing import TYPE_CHECKING

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import STATE_NAMES
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.vehicle import USE_NAMES
from warrantydesk.i18n import _, date_text, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.setting_table import LOGO, kept

if TYPE_CHECKING:
    from warrantydesk.documents.claim_paper import ClaimPaper, PaperDocument


def claim_paper(bench: Bench, claim: Claim) -> "ClaimPaper":
    """Return the facts of a claim that all its papers share, in the language in use."""
    from warrantydesk.documents.claim_paper import ClaimPaper

    stores, profile = bench.stores, bench.profile(claim.brand)
    kind, model = profile.types.get(claim.type), profile.models.get(claim.vehicle.model_code)
    fault = profile.faults.get(claim.codes.fault_code)
    tags: dict[int, tuple[str, ...]] = {}
    for piece in sorted(stores.parts.find(claim_id=claim.id), key=lambda p: (p.line, p.piece)):
        if piece.tag and piece.state != "VOID":
            tags[piece.line] = (*tags.get(piece.line, ()), piece.tag)
    repeated = stores.claims.get(claim.repeat_of) if claim.repeat_of else None
    return ClaimPaper(
        site=bench.site,
        claim=claim,
        totals=totals_of(claim, profile.rates),
        rates=profile.rates,
        brand_name=bench.maker_name(claim.brand),
        type_name=pick(kind.name_zh, kind.name_en) if kind else str(claim.type),
        model_name=pick(model.name_zh, model.name_en) if model else "",
        fault_name=pick(fault["name_zh"], fault["name_en"]) if fault else "",
        use_name=_(USE_NAMES[claim.vehicle.use]),
        state_name=_(STATE_NAMES[claim.state]),
        campaign_name=_campaign(bench, claim),
        repeat_number=repeated.claim_number if repeated else "",
        payer_name=_payer(bench, claim),
        advisor=name_of(bench, claim.visit.advisor),
        technician=name_of(bench, claim.visit.technician),
        clerk=name_of(bench, claim.clerk),
        documents=paper_documents(bench, claim),
        tags=tags,
        signatures=tuple(stores.signatures.find(visit_id=claim.visit.id)),
        anchor=stores.journal.anchor,
        drawn_at=bench.now,
        demo=bench.site.demo,
        logo=logo(bench),
        redaction=redaction_of(bench, claim.redaction_id),
    )


def redaction_of(bench: Bench, redaction_id: int | None) -> str:
    """Return number and day of a certificate, nothing where no values were taken out."""
    if redaction_id is None:
        return ""
    made = bench.stores.redactions.get(redaction_id)
    if made.done_at is None:
        return made.number
    return f"{made.number} · {date_text(local_date(made.done_at, bench.clock.zone))}"


def name_of(bench: Bench, login: str) -> str:
    """Return the name behind a login, the text itself where it is no login."""
    person = bench.stores.people.by_login(login) if login else None
    return person.name if person else login


def paper_documents(bench: Bench, claim: Claim) -> "tuple[PaperDocument, ...]":
    """Return the papers the claim's type asks for, and which of them are there."""
    from warrantydesk.documents.claim_paper import PaperDocument
    from warrantydesk.services.claims.facts import facts_of
    from warrantydesk.services.claims.view import documents_of

    facts = facts_of(bench, claim)
    return tuple(
        PaperDocument(d.code, pick(d.name_zh, d.name_en), d.present, d.mandatory)
        for d in documents_of(bench, facts)
    )


def _payer(bench: Bench, claim: Claim) -> str:
    if not claim.payer:
        return ""
    row = bench.profile(claim.brand).suppliers.get(claim.payer)
    return f"{claim.payer} {pick(row['name_zh'], row['name_en'])}" if row else claim.payer


def _campaign(bench: Bench, claim: Claim) -> str:
    rows = (
        row
        for row in bench.profile(claim.brand).rows("campaigns")
        if row["code"] == claim.codes.campaign_no
    )
    found = next(rows, None)
    return pick(found["name_zh"], found["name_en"]) if found else ""


def logo(bench: Bench) -> bytes:
    """Return the bytes of the station's logo, nothing where it has none."""
    sha256 = kept(bench.stores, LOGO)
    return bench.stores.attachments.files.read(sha256) if sha256 else b""
