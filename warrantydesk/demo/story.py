"""The story of one claim, told step by step up to the present."""

from collections.abc import Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from warrantydesk.demo.arrival import call, purchase, visit_row
from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import DAY, MINUTE, NOW, day_of, utc
from warrantydesk.demo.checkup import Answered
from warrantydesk.demo.fleet import claim_columns
from warrantydesk.demo.life import life
from warrantydesk.demo.pieces import Pieces
from warrantydesk.demo.plan import Visit
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.claim.states import ACTION_NAMES, Action
from warrantydesk.i18n import N_
from warrantydesk.storage.numbers import CLAIM, claim_number

SITE = 1
ADVISORS, CLERKS = ("S03", "S04", "S05"), ("S01", "S01", "S01", "S02")
_BEGUN = 7
_RETURNS = ("R01", "R02", "R07", "R15", "R19", "R20")
_REFUSALS = ("D01", "D02", "D03", "D08", "D10")
_VOIDS = ("重复受理，以先开单为准", "客户改期，本次未进厂", "VIN 录错，已另开新单", "客户放弃维修")
_GROUNDS = {"R": "厂家退回", "D": "厂家拒赔"}

if TYPE_CHECKING:
    from warrantydesk.demo.shop import Teller


class Story:
    """Tells one planned claim into the book."""

    def __init__(self, teller: "Teller", visit: Visit, former: "Story | None") -> None:
        self.teller, self.plan, self.car, self.case = teller, visit, visit.car, visit.case
        self.random: Random = teller.random
        self.book: Book = teller.book
        self.clerk = self.random.choice(CLERKS)
        self.advisor: str = former.advisor if former else self.random.choice(ADVISORS)
        self.technician = self.random.choice(self.case.technicians)
        self.rows: dict[str, list[Row]] = {
            name: [] for name in ("part_line", "labour_line", "old_part", "attachment", "signature")
        }
        self.former = former
        self.visit: Row = {}
        self.claim: Row = {}
        self.inspection: Row = {}
        self.appeal_row: Row = {}
        self.authorisation_row: Row = {}
        self.submissions = self.finished_at = self.answer_id = 0
        self.papers: set[str] = set()
        self.pieces = Pieces(self)

    def tell(self) -> None:
        """Tell until now, or until the state where the plan wants the claim."""
        reached = False
        for at, state, act in life(self):
            if at > NOW or (reached and state is not self.plan.stop):
                break
            act(at)
            reached = reached or state is self.plan.stop
        self.book.find(self.claim, self.visit, self.rows)
        self.book.finish()

    def soon(self, least_minutes: int, most_minutes: int) -> int:
        """Return a span of some minutes, in seconds."""
        return self.random.randint(least_minutes * 60, most_minutes * 60)

    def days(self, least: int, most: int) -> int:
        """Return a span of some days, in seconds."""
        return self.random.randint(least * DAY, most * DAY)

    def accept(self, at: int) -> None:
        """Accept the car: visit and claim stand, as far as the advisor knows."""
        bare = self.plan.bare and self.plan.stop is State.DRAFT
        moment = Moment(at, self.advisor, ACTION_NAMES[Action.ACCEPT])
        complaint = "" if bare else self.case.complaint
        if self.former is None:
            self.visit = self.book.add("visit", moment, visit_row(self, at, complaint, bare))
        else:
            self.visit = self.former.visit
        year = int(day_of(at)[:4])
        number = self.book.number(CLAIM, year)
        row = {
            **claim_columns(self.car),
            "visit_id": self.visit["id"],
            "claim_number": claim_number(SITE, year, number),
            "type": self.case.type.value,
            "brand": "QC",
            "state": State.DRAFT.value,
            "narrative_complaint": complaint,
            "codes_campaign_no": self.case.campaign_no,
            "clerk": self.clerk,
            "opened_on": day_of(at),
            "created_at": utc(at),
        }
        if self.case.type is ClaimType.FREE_SERVICE:
            row["codes_service_no"] = 1
        if self.case.type is ClaimType.SPARE_PART:
            row |= purchase(self, at)
        self.claim = self.book.add("claim", moment, row)

    def _move(self, moment: Moment, state: State, **values: Any) -> None:
        self.book.change("claim", self.claim, moment, {"state": state.value, **values})

    def _sign(self, at: int, paper: str) -> None:
        name = self.visit["brought_by"] or self.claim["owner_contact"] or self.claim["owner_name"]
        row = {"visit_id": self.visit["id"], "paper": paper, "name": name, "signed_at": utc(at)}
        moment = Moment(at, self.advisor, N_("customer signs"))
        self.rows["signature"].append(self.book.add("signature", moment, row))

    def start(self, at: int) -> None:
        """Start the inspection and answer its items; some are still open on this morning."""
        if self.former is None:
            self._sign(at - 3 * MINUTE, "work_authorisation")
        else:
            self.rows["signature"] += self.former.rows["signature"][:1]
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.START_INSPECTION])
        self._move(moment, State.APPRAISING)
        row = {"claim_id": self.claim["id"], "started_at": utc(at)}
        self.inspection = self.book.add("inspection", moment, row)
        self.teller.album.arrive(self, at + 2 * MINUTE)
        partly = self.plan.bare
        for number, answered in enumerate(self._answers()):
            if not partly or number < _BEGUN:
                self._answered(at + 4 * MINUTE + number * 70, answered)

    def _answers(self) -> tuple[Answered, ...]:
        return self.case.answers

    def _answered(self, at: int, answered: Answered) -> None:
        if at > NOW:
            return
        row = {
            "inspection_id": self.inspection["id"],
            "item": answered.item,
            "answer": answered.answer,
            "value": answered.value,
            "choice": answered.choice,
            "by": self.technician,
        }
        self.book.add("item_answer", Moment(at, self.technician, N_("answer item")), row)

    def judge(self, at: int) -> None:
        """Judge and sign the inspection, and write the cause into the claim."""
        conclusion = "claim" if self.case.covered else "not_covered"
        moment = Moment(at - 60, self.clerk, N_("judge inspection"))
        values = {
            "cause_class": self.case.cause_class,
            "conclusion": conclusion,
            "reason": self.case.basis,
            "major": int(self.case.major),
        }
        self.book.change("inspection", self.inspection, moment, values)
        signers = [("technician", self.technician), ("clerk", self.clerk)]
        if self.case.major:
            signers.append(("technical_manager", "S12"))
        for number, (role, login) in enumerate(signers):
            when = at + number * 90
            row = {
                "inspection_id": self.inspection["id"],
                "as_role": role,
                "login": login,
                "name": self.teller.names[login],
                "signed_at": utc(when),
            }
            moment = Moment(when, login, N_("sign inspection"))
            self.book.add("inspection_signature", moment, row)
        values = {"codes_fault_code": self.case.fault_code, "narrative_cause": self.case.cause}
        self.book.change(
            "claim", self.claim, Moment(at + 200, self.clerk, N_("edit claim")), values
        )

    def refuse(self, at: int) -> None:
        """Refuse with a printed and signed explanation."""
        self.teller.album.explain(self, at)
        self._sign(at, "explanation")
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.DECIDE_NOT_COVERED])
        values = {
            "codes_ground": self.case.basis,
            "narrative_correction": self.case.correction,
        }
        self._move(moment, State.NOT_COVERED, **values)

    def void(self, at: int) -> None:
        """Void the claim with a reason."""
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.VOID])
        self._move(moment, State.VOID, void_reason=self.random.choice(_VOIDS))

    def ask(self, at: int) -> None:
        """Ask the maker for an authorisation."""
        asked = self.teller.answers.asked(self, at)
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.ASK_MAKER])
        self._move(moment, State.PREAUTH_WAIT, **asked)

    def authorise(self, at: int) -> None:
        """Enter the maker's authorisation."""
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.RECORD_AUTHORISATION])
        number = f"PA{day_of(at)[2:4]}-{self.random.randrange(10_000, 99_999)}"
        given = self.teller.answers.authorised(self, at, number)
        self._move(moment, State.APPRAISING, codes_authorisation_no=number, **given)

    def decide(self, at: int) -> None:
        """Decide to claim; the repair starts with its lines."""
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.DECIDE_CLAIM])
        self._move(moment, State.REPAIRING)
        if self.former is None:
            self.book.change("visit", self.visit, moment, {"started_at": utc(at)})
        self.pieces.expect(at + 3 * MINUTE)

    def finish(self, at: int) -> None:
        """Finish the repair; the customer collects the car."""
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.FINISH_REPAIR])
        self._move(moment, State.TO_SUBMIT, narrative_correction=self.case.correction)
        if self.former is None:
            ended = {"finished_at": utc(at), "first_finished_at": utc(at)}
            self.book.change("visit", self.visit, moment, ended)
            self._sign(min(at + 25 * MINUTE, NOW), "collection")
            call(self, at)
        else:
            self.rows["signature"] = self.former.rows["signature"]
        self.finished_at = at
        self.teller.recalls.finished(self, at)
        self.teller.album.repaired(self, at + 5 * MINUTE)

    def submit(self, at: int) -> None:
        """File a version with the maker, whose number follows after the first."""
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.SUBMIT])
        self.submissions += 1
        self._move(moment, State.SUBMITTED, submitted_at=utc(at), due_on=None)
        self.book.late("submission", moment, self.teller.snapshots.of(self, at))
        if self.submissions == 1:
            self.pieces.go(at)
            number = f"Q{day_of(at)[2:4]}{self.random.randrange(10**6, 10**7)}"
            moment = Moment(min(at + 20 * MINUTE, NOW), self.clerk, N_("edit claim"))
            values = {"codes_maker_claim_number": number}
            self.book.change("claim", self.claim, moment, values)

    def _answered_by_maker(
        self, moment: Moment, state: State, code: str, kept: Mapping[str, Any]
    ) -> None:
        remark = f"{_GROUNDS[code[0]]} {code}：{self.teller.reasons[code]}"
        self._move(moment, state, narrative_remark=remark, **kept)

    def send_back(self, at: int) -> None:
        """The maker returns the claim for correction."""
        code = self.random.choice(_RETURNS)
        kept = self.teller.answers.returned(self, at, code)
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.RECORD_RETURN])
        self._answered_by_maker(moment, State.RETURNED, code, kept)

    def reject(self, at: int) -> None:
        """The maker refuses the claim."""
        code = self.random.choice(_REFUSALS)
        kept = self.teller.answers.refused(self, at, code)
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.RECORD_REJECTION])
        self._answered_by_maker(moment, State.REJECTED, code, kept)

    def appeal(self, at: int) -> None:
        """Appeal."""
        filed = self.teller.answers.appealed(self, at)
        self._move(Moment(at, self.clerk, ACTION_NAMES[Action.APPEAL]), State.APPEALED, **filed)

    def give_up(self, at: int) -> None:
        """The refusal becomes final: by decision, or given up."""
        if self.claim["state"] == State.APPEALED:
            kept = self.teller.answers.upheld(self, at)
            moment = Moment(at, self.clerk, ACTION_NAMES[Action.RECORD_DECISION])
        else:
            kept = {"due_on": None}
            moment = Moment(at, self.clerk, ACTION_NAMES[Action.GIVE_UP])
        self._move(moment, State.REJECTED_FINAL, **kept)

    def approve(self, at: int) -> None:
        """The maker approves, all or in part."""
        appealed = self.claim["state"] == State.APPEALED
        action = Action.RECORD_DECISION if appealed else Action.RECORD_APPROVAL
        kept = self.teller.answers.approved(self, at, appealed=appealed)
        self._move(Moment(at, self.clerk, ACTION_NAMES[action]), State.APPROVED, **kept)

    def close(self, at: int) -> None:
        """File the claim away."""
        moment = Moment(at, self.clerk, ACTION_NAMES[Action.CLOSE])
        self._move(moment, State.CLOSED, closed_at=utc(at))
