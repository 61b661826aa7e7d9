"""The auditor comes: thirty claims are named, bound and handed over; reports are printed."""

from pathlib import Path

from warrantydesk.domain.claim.states import State
from warrantydesk.tour.walk import Walk

NAMED = 30
_REPORTS = ("refusals", "stuck_money", "first_pass", "year_review")
_SHOWN = {"refusals": "report-refusals", "first_pass": "report-first-pass"}


def audit(way: Walk, claim_id: int) -> dict[str, object]:
    """Open the folder of a claim, bind an audit pack, print reports; returns what was made."""
    desk = way.desk
    desk.people.act_as("S01")
    way.stage.open("archive", "folder", claim_id)
    way.shoot("claim-folder")
    dossier = way.folder / "papers" / "dossier.pdf"
    desk.dossiers.build(claim_id, dossier)
    pack = desk.dossiers.pack(way.folder / "audit" / "audit-pack.zip", numbers=_named(way))
    made: dict[str, object] = {
        "dossier": way.relative(dossier),
        "audit_pack": way.relative(Path(pack.place)),
    }
    for code in _REPORTS:
        if code in _SHOWN:
            way.stage.open("reports", "report", code)
            way.shoot(_SHOWN[code])
        for ending in (".pdf", ".xlsx"):
            file = way.folder / "reports" / f"{code}{ending}"
            file.parent.mkdir(exist_ok=True)
            desk.reports.save(code, file)
        made[f"report_{code}"] = way.relative(file.with_suffix(".pdf"))
    card = desk.quality.start(claim_id)
    desk.quality.save(card.id, {"cause_and_handling": "同批次水泵密封面砂眼，建议厂家核查批次。"})
    desk.quality.send(card.id)
    made["quality_card"] = way.sheet("quality_card", card.id)
    return made


def _named(way: Walk) -> tuple[str, ...]:
    """Return the numbers that an auditor names: the newest claims that were filed away."""
    closed = way.desk.claims.in_states((State.CLOSED,))
    return tuple(one.claim_number for one in closed[:NAMED])
