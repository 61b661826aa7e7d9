"""One claim from the VIN to the shelf: the morning of the tour."""

from datetime import timedelta
from decimal import Decimal

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import Action
from warrantydesk.domain.inspection import Answer, CauseClass, Conclusion, Inspection, tolerance
from warrantydesk.domain.person import Role
from warrantydesk.domain.profile import PartEntry, Row
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.tour.photos import photo
from warrantydesk.tour.walk import Walk

OWNER = "C0042"
BROUGHT_BY = "杨𬭎"
BAD_READINGS = 2


class Morning:
    """Carries one claim through."""

    def __init__(self, way: Walk) -> None:
        """Choose owner and story from the demo brand's tables."""
        self._way, self._desk = way, way.desk
        profile = self._desk.profiles.of("QC")
        self._owner = next(row for row in profile.rows("names") if row["code"] == OWNER)
        model = self._owner["model_code"]
        stories = [
            row
            for row in profile.rows("narratives")
            if row["model_code"] == model
            and row["cause_class"] == "quality"
            and row["covered"] == "yes"
        ]
        with_related = [row for row in stories if self._related(row["part_no"])]
        self._story: Row = (with_related or stories)[0]

    def _related(self, part_no: str) -> list[PartEntry]:
        """Return the parts that come along with a part and leave a piece behind."""
        parts = self._desk.profiles.of("QC").parts
        numbers = parts[part_no].related_parts if part_no in parts else ()
        return [parts[n] for n in numbers if n in parts and not parts[n].consumable]

    def accept(self) -> Claim:
        """The VIN is scanned; complaint, mileage and papers are noted; the order is signed."""
        way, desk = self._way, self._desk
        way.at("08:30")
        desk.people.act_as("S01")
        claim = desk.claims.new(vin=self._owner["vin"])
        way.stage.open("intake", "claim", claim.id)
        km = max(int(self._owner["mileage_km"]), self._last_km(claim) + 10)
        claim = desk.claims.save_draft(
            claim.id,
            {
                "visit": {
                    "mileage_km": km,
                    "brought_by": BROUGHT_BY,
                    "brought_by_phone": "15400000077",
                    "technician": "S06",
                    "advisor": "S03",
                },
                "narrative": {"complaint": self._story["complaint_zh"]},
                "codes": {"fault_code": self._story["fault_code"]},
            },
        )
        for code in ("DL", "MH"):
            desk.attachments.tick(claim.id, code)
        way.shoot("intake-draft")
        way.paper("receipt", claim.id)
        way.paper("work_authorisation", claim.id)
        desk.visits.sign(
            claim.visit.id, SignedPaper.WORK_AUTHORISATION, BROUGHT_BY, way.at("08:50")
        )
        return desk.claims.get(claim.id)

    def _last_km(self, claim: Claim) -> int:
        history = self._desk.vehicles.history(claim.vehicle_id, claim.visit.id)
        last = history.last_before(self._desk.bench.today)
        return last.total_km or 0 if last else 0

    def inspect(self, claim_id: int) -> Inspection:
        """Every item is answered, two readings are out of tolerance, three photos are added."""
        way, desk = self._way, self._desk
        way.at("09:10")
        inspection = desk.inspections.start(claim_id)
        self._answer(inspection.id)
        for number, name in enumerate(("pump", "leak", "odometer"), 1):
            desk.attachments.add_bytes(
                claim_id,
                "PH" if number < 3 else "VM",
                photo(name, self._owner["vin"]),
                f"{name}.jpg",
                "I105",
            )
        desk.inspections.judge(inspection.id, CauseClass.QUALITY, Conclusion.CLAIM)
        way.stage.open("inspection", "claim", claim_id)
        way.shoot("inspection")
        way.at("09:34")
        desk.people.act_as("S06")
        desk.inspections.sign(inspection.id, Role.TECHNICIAN)
        desk.people.act_as("S01")
        desk.inspections.sign(inspection.id, Role.CLERK)
        way.paper("inspection", claim_id)
        return inspection

    def _answer(self, inspection_id: int) -> None:
        desk, bad = self._desk, 0
        view = desk.inspections.view(inspection_id)
        for item in view.items:
            if item.kind == "choice":
                desk.inspections.answer(
                    inspection_id, item.code, Answer.OK, choice=item.choices[0][0]
                )
            elif item.kind == "measure":
                limits = tolerance(item.tolerances.get(view.model_class, ""))
                wrong = item.system_branch and bad < BAD_READINGS and limits.most is not None
                value = limits.most if limits.most is not None else limits.least
                if wrong and limits.most is not None:
                    value, bad = limits.most * Decimal("1.6"), bad + 1
                desk.inspections.answer(
                    inspection_id,
                    item.code,
                    Answer.NOT_OK if wrong else Answer.OK,
                    value=value if value is not None else Decimal(1),
                )
            else:
                desk.inspections.answer(inspection_id, item.code, Answer.OK)

    def parts_and_labour(self, claim_id: int) -> None:
        """Parts and labour come from the brand's tables."""
        desk, story = self._desk, self._story
        profile = desk.profiles.of("QC")
        part = profile.parts[story["part_no"]]
        related = self._related(part.part_no)
        lines: list[dict[str, object]] = [
            {
                "causal": True,
                "new_part_no": part.part_no,
                "quantity": 1,
                "old_supplier_code": part.supplier_codes[0],
                "old_serial": "LQ2407-11836",
            }
        ]
        lines += [
            {
                "causal_line": 1,
                "new_part_no": other.part_no,
                "quantity": 1,
                "old_supplier_code": other.supplier_codes[0],
                "return_required": True,
            }
            for other in related[:2]
        ]
        desk.claims.save_draft(
            claim_id,
            {
                "narrative": {"cause": story["cause_zh"], "correction": story["correction_zh"]},
                "part_lines": lines,
                "labour_lines": [{"main": True, "code": story["labour_code"]}],
            },
        )
        desk.parts_store.ask(claim_id)
        desk.work.clock_on(claim_id, "S06")
        self._way.stage.open("intake", "claim", claim_id)
        self._way.stage.jump("part_lines")
        self._way.shoot("intake-lines")

    def old_parts(self, claim_id: int) -> list[str]:
        """The technician brings the old parts; each gets its tag."""
        self._way.at("11:00")
        tags = []
        for piece in self._desk.shelf.pieces_of(claim_id):
            tags.append(self._desk.shelf.receive(claim_id, piece.line, piece.piece, "S06").tag)
        return tags

    def shelve(self, tags: list[str]) -> None:
        """Each tag is scanned, then the place."""
        self._way.at("11:04")
        for tag in tags:
            self._desk.shelf.put(tag, "P-R2-3")
        self._way.stage.open("shelf", "tag", tags[0])
        self._way.shoot("old-parts")

    def submit(self, claim_id: int) -> Claim:
        """The repair ends, the claim goes out without a finding."""
        way, desk = self._way, self._desk
        claim = desk.claims.get(claim_id)
        finished = way.at("13:30")
        desk.visits.sign(
            claim.visit.id, SignedPaper.COLLECTION, BROUGHT_BY, finished - timedelta(minutes=2)
        )
        for running in desk.work.times(claim_id):
            desk.work.clock_off(running.id)
        desk.claims.move(claim_id, Action.FINISH_REPAIR)
        way.stage.open("intake", "claim", claim_id)
        way.shoot("intake-to-submit")
        way.at("14:00")
        return desk.claims.submit(claim_id)
