"""Claims as a careful clerk files them, one for every story that the demo brand's tables tell.

Each comes through the services: file, draft, signature, inspection, repair, old parts, repair end.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from builders import a_vin
from fakes import FixedClock, a_picture
from stories import acting

from warrantydesk.domain.claim import Action, Claim
from warrantydesk.domain.coverage.calendar import plus_months
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.person import Role
from warrantydesk.domain.profile import BrandProfile, PartEntry, Row
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk

LIMIT_FEN = 300_000
"""Above it the brand wants a prior authorisation (its rates)."""
FIRST_SERIAL = 900_001
"""Beyond the cars that campaigns name."""


@dataclass
class CleanShop:
    """Brings claims to the point where they may be submitted; every one of another car."""

    desk: Desk
    clock: FixedClock
    folder: Path
    serial: int = FIRST_SERIAL
    _photo: Path | None = field(default=None, repr=False)

    @cached_property
    def profile(self) -> BrandProfile:
        return self.desk.profiles.of("QC")

    def stories(self) -> list[Row]:
        """Return the covered stories of the brand, but the one that is a campaign."""
        rows = self.profile.rows("narratives")
        return [r for r in rows if r["covered"] == "yes" and r["basis_code"] != "QC-CAMP"]

    def car(self, model: str, months: int, **fields: Any) -> str:
        """Make the file of a sold car; returns its VIN."""
        row = next(r for r in self.profile.rows("models") if r["code"] == model)
        head, tail = row["sample_vin"][:8], row["sample_vin"][9:11]
        vin = a_vin(self.serial, head, tail)
        number, self.serial = self.serial, self.serial + 1
        sold_on = plus_months(self.clock.now().date(), -months) + timedelta(days=1)
        owner = self.desk.customers.save(f"车主{number}", f"154{number:08}", address="无锡市")
        engine = {"motor_no": f"M{number}"} if row["energy"] == "bev" else {}
        self.desk.vehicles.save(
            vin,
            "QC",
            model,
            engine_no=f"E{number}",
            produced_on=sold_on - timedelta(days=40),
            invoiced_on=sold_on,
            delivered_on=sold_on,
            customer_id=owner.id,
            **{**engine, **fields},
        )
        return vin

    def repaired(self, story: Row, **changes: Any) -> Claim:
        """Bring a story to its repair end, with all that its maker may ask for."""
        vin = self.car(story["model_code"], int(story["months_in_use"]))
        claim = self.desk.claims.new(vin=vin)
        self.desk.claims.save_draft(
            claim.id,
            {
                "visit": {"mileage_km": int(story["mileage_km"]), "technician": "S06"},
                "narrative": {"complaint": story["complaint_zh"]},
            },
        )
        self._signed(claim)
        lines = self.lines(story)
        self.desk.claims.save_draft(claim.id, {**lines, **changes})
        if story["basis_code"] == "QC-PERF":
            # That the rust came from inside only a person can see.
            self.desk.coverage.save_facts(claim.id, {"cover_code": "QC-PERF"})
        self._allowed(self.desk.claims.get(claim.id), "授权" in story["correction_zh"])
        self.desk.claims.move(claim.id, Action.DECIDE_CLAIM)
        self.clock.go_on(minutes=2)
        return self.finished(claim.id)

    def _signed(self, claim: Claim) -> None:
        """Have the customer sign, inspect the car and sign that."""
        desk = self.desk
        desk.visits.sign(claim.visit.id, SignedPaper.WORK_AUTHORISATION, "车主", self.clock.now())
        self.clock.go_on(minutes=1)
        inspection = desk.inspections.start(claim.id)
        acting(desk, Role.TECHNICIAN).inspections.sign(inspection.id, Role.TECHNICIAN)
        acting(desk, Role.CLERK).inspections.sign(
            inspection.id, Role.CLERK, CauseClass.QUALITY, Conclusion.CLAIM
        )
        for document in ("VM", "PH"):
            desk.attachments.add(claim.id, document, self._picture())

    def _picture(self) -> Path:
        if self._photo is None:
            self._photo = a_picture(self.folder / "photo.png")
        return self._photo

    def _allowed(self, claim: Claim, asked: bool) -> None:
        """Note the maker's authorisation where story, part or sum speak of one."""
        parts = (self.profile.parts.get(line.new_part_no) for line in claim.part_lines)
        if (
            asked
            or claim.total_fen > LIMIT_FEN
            or any(part and part.needs_prior_auth for part in parts)
        ):
            self.desk.authorisations.note(claim.id, f"PA{claim.id:05}")

    def lines(self, story: Row) -> dict[str, Any]:
        """Return what the clerk types of a repair: texts, fault, parts, labour."""
        causal = self.profile.parts[story["part_no"]]
        model = story["model_code"]
        replaced = story["labour_code"].startswith("R")
        related = [self.profile.parts[number] for number in causal.related_parts if replaced]
        parts = [causal, *(part for part in related if model in part.models)]
        return {
            "narrative": {"cause": story["cause_zh"], "correction": story["correction_zh"]},
            "codes": {"fault_code": story["fault_code"]},
            "part_lines": [self._line(part, n, replaced) for n, part in enumerate(parts)],
            "labour_lines": [{"main": True, "code": story["labour_code"]}],
        }

    def _line(self, part: PartEntry, place: int, replaced: bool) -> dict[str, Any]:
        return {
            "causal": place == 0,
            "causal_line": 1 if place else None,
            "new_part_no": part.part_no,
            "old_supplier_code": next(iter(part.supplier_codes), ""),
            "old_serial": "" if part.consumable else f"SN{self.serial}{place}",
            "treatment": "replace" if replaced else "repair",
        }

    def finished(self, claim_id: int) -> Claim:
        """Take the old parts in, with their labels on the shelf, and end the repair."""
        desk = self.desk
        for piece in desk.shelf.pieces_of(claim_id):
            if piece.state is PartState.EXPECTED:
                desk.shelf.receive(claim_id, piece.line, piece.piece)
        return desk.claims.move(claim_id, Action.FINISH_REPAIR)

    def alarms(self, claim_id: int) -> list[Finding]:
        """Return the blocks and warnings of a claim."""
        return [f for f in self.desk.claims.check(claim_id) if f.severity is not Severity.INFO]


def told(findings: list[Finding]) -> list[str]:
    """Return findings as short lines."""
    return [f"{f.rule} {f.field}: {f.message.format(**f.values)}" for f in findings]
