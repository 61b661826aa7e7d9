"""Inspections: started with the claim, answered item by item, signed and then frozen."""

from dataclasses import replace
from decimal import Decimal

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import Action, State
from warrantydesk.domain.errors import INVALID, NOT_FOUND, RIGHT, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.inspection import (
    Answer,
    CauseClass,
    Conclusion,
    Inspection,
    InspectionSignature,
    ItemAnswer,
)
from warrantydesk.domain.person import Role
from warrantydesk.domain.template import TemplateItem
from warrantydesk.domain.text import clean, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.actions import Actions, Request
from warrantydesk.services.inspection_view import InspectionView, view_of

SIGNERS = (Role.TECHNICIAN, Role.CLERK, Role.TECHNICAL_MANAGER)


class InspectionService:
    """Carries inspections through."""

    def __init__(self, bench: Bench, actions: Actions) -> None:
        self._bench, self._actions = bench, actions

    def start(self, claim_id: int, reason: str = "") -> Inspection:
        """Start the inspection of a claim; ``reason`` where no work authorisation is signed."""
        self._actions.move(claim_id, Action.START_INSPECTION, Request(clean(reason)))
        return self._bench.stores.inspections.find(claim_id=claim_id)[-1]

    def answer(
        self,
        inspection_id: int,
        item: str,
        answer: Answer | None = None,
        value: Decimal | None = None,
        choice: str = "",
        note: str = "",
    ) -> ItemAnswer:
        """Answer an item; a reading outside its tolerance is not ok whatever was pressed."""
        inspection, entry = self._open(inspection_id, item)
        self._fits(entry, value, choice)
        store, history = self._bench.stores.answers, self._bench
        old = store.of(inspection.id, item)
        new = replace(
            old or ItemAnswer(inspection.id, item),
            answer=answer,
            value=value,
            choice=choice,
            note=clean(note).strip(),
            by=self._bench.person.login,
        )
        with self._bench.change(N_("answer item"), Kind.INSPECTIONS, ids=(inspection.claim_id,)):
            saved = store.add(new) if old is None else store.save(new)
        before = old or ItemAnswer(inspection.id, item)
        history.undoable(
            N_("answer item"), f"answer {inspection.id} {item}", lambda: self._put_back(before)
        )
        return saved

    def _put_back(self, before: ItemAnswer) -> None:
        now = self._bench.stores.answers.of(before.inspection_id, before.item)
        if now is None or self._signatures(before.inspection_id):
            raise refused(STATE, N_("The inspection is signed; the answer stays."))
        with self._bench.change(N_("undo answer"), Kind.INSPECTIONS):
            self._bench.stores.answers.save(replace(before, id=now.id, version=now.version))

    def _open(self, inspection_id: int, item: str) -> tuple[Inspection, TemplateItem]:
        inspection = self._bench.stores.inspections.get(inspection_id)
        claim = self._bench.stores.claims.get(inspection.claim_id)
        entries = (e for e in self._bench.profile(claim.brand).template if e.code == item)
        entry = next(entries, None)
        if entry is None:
            raise refused(NOT_FOUND, N_("The template has no item {item}."), item=item)
        self._bench.allow("inspections.answer")
        self._must_be_open(inspection, claim)
        return inspection, entry

    def _must_be_open(self, inspection: Inspection, claim: Claim) -> None:
        if claim.state is not State.APPRAISING:
            raise refused(
                STATE, N_("The claim is {state}: its inspection is closed."), state=claim.state
            )
        if self._signatures(inspection.id):
            raise refused(
                STATE, N_("The inspection is signed and frozen. Make a correction to change it.")
            )

    def _fits(self, entry: TemplateItem, value: Decimal | None, choice: str) -> None:
        if value is not None and entry.kind != "measure":
            raise refused(INVALID, N_("This item takes no reading."), "value")
        if choice and choice not in {code for code, _zh, _en in entry.choices}:
            raise refused(INVALID, N_("“{choice}” is not offered here."), "choice", choice=choice)

    def judge(
        self,
        inspection_id: int,
        cause_class: CauseClass | None = None,
        conclusion: Conclusion | None = None,
        reason: str | None = None,
        major: bool | None = None,
    ) -> Inspection:
        """Note cause class, conclusion, reason and weight of the fault before signing."""
        inspection = self._bench.stores.inspections.get(inspection_id)
        self._bench.allow("inspections.judge")
        self._must_be_open(inspection, self._bench.stores.claims.get(inspection.claim_id))
        new = _judged(inspection, cause_class, conclusion, reason)
        new = new if major is None else replace(new, major=major)
        if reason == "":
            new = replace(new, reason="")  # another conclusion has no use for the old ground
        if new == inspection:
            return inspection
        with self._bench.change(
            N_("judge inspection"), Kind.INSPECTIONS, ids=(inspection.claim_id,)
        ):
            return self._bench.stores.inspections.save(new)

    def sign(
        self,
        inspection_id: int,
        as_role: Role,
        cause_class: CauseClass | None = None,
        conclusion: Conclusion | None = None,
        reason: str | None = None,
    ) -> InspectionSignature:
        """Sign a version as the acting person in one of their roles; the first signature
        freezes the answers, the clerk's needs cause class and conclusion."""
        inspection = self._bench.stores.inspections.get(inspection_id)
        claim = self._bench.stores.claims.get(inspection.claim_id)
        self._bench.allow("inspections.sign")
        person = self._bench.person
        if as_role not in SIGNERS or not person.may_act_as(as_role):
            raise refused(
                RIGHT, N_("{name} may not sign as {role}."), name=person.name, role=as_role
            )
        signed = self._signatures(inspection_id)
        if claim.state is not State.APPRAISING or as_role in {s.as_role for s in signed}:
            raise refused(STATE, N_("This signature is given already, or the claim has moved on."))
        judged = _judged(inspection, cause_class, conclusion, reason)
        if signed:
            self._adds_only(inspection, judged)
        self._complete(judged, as_role)
        with self._bench.change(N_("sign inspection"), Kind.INSPECTIONS, ids=(claim.id,)):
            if judged != inspection:
                self._bench.stores.inspections.save(judged)
            return self._bench.stores.inspection_signatures.add(
                InspectionSignature(
                    inspection_id, as_role, person.login, person.name, self._bench.now
                )
            )

    def _adds_only(self, now: Inspection, judged: Inspection) -> None:
        """Let a later signer add what the first left open, but change nothing."""
        for name in ("cause_class", "conclusion", "reason"):
            old = getattr(now, name)
            if old and getattr(judged, name) != old:
                raise refused(
                    STATE,
                    N_(
                        "The inspection is signed with another conclusion. Make "
                        "a correction to change it."
                    ),
                    name,
                )

    def _complete(self, inspection: Inspection, as_role: Role) -> None:
        problems = []
        if as_role is Role.CLERK and inspection.cause_class is None:
            problems.append(Problem("cause_class", N_("Choose the class of the cause.")))
        if as_role is Role.CLERK and inspection.conclusion is None:
            problems.append(Problem("conclusion", N_("Choose the conclusion.")))
        if inspection.conclusion is Conclusion.NOT_COVERED and not inspection.reason:
            problems.append(Problem("reason", N_("A refusal needs its ground.")))
        view = view_of(self._bench, inspection.id, inspection)
        problems += [
            Problem(
                f"items.{item.code}",
                N_("{item}: the reading is outside its tolerance, but the item is marked ok."),
                {"item": item.code},
            )
            for item in view.items
            if view.excess(item) and view.answers[item.code].answer is Answer.OK
        ]
        if problems:
            raise refused_by(INVALID, problems)

    def correct(self, inspection_id: int) -> Inspection:
        """Make the next version of a signed inspection, with its answers and no signature."""
        stores = self._bench.stores
        old = stores.inspections.get(inspection_id)
        claim = stores.claims.get(old.claim_id)
        self._bench.allow("inspections.correct")
        newest = stores.inspections.newest(old.claim_id)
        if claim.state is not State.APPRAISING or newest != old or not self._signatures(old.id):
            raise refused(
                STATE,
                N_(
                    "Only the newest signed version can be corrected, while the "
                    "claim is being appraised."
                ),
            )
        with self._bench.change(N_("correct inspection"), Kind.INSPECTIONS, ids=(claim.id,)):
            new = stores.inspections.add(replace(old, id=0, version=0, number=old.number + 1))
            for answer in stores.answers.find(inspection_id=old.id):
                stores.answers.add(replace(answer, id=0, version=0, inspection_id=new.id))
        return new

    def of_claim(self, claim_id: int) -> Inspection | None:
        """Return the version in force."""
        return self._bench.stores.inspections.newest(claim_id)

    def versions(self, claim_id: int) -> list[Inspection]:
        """Return all versions, oldest first."""
        return self._bench.stores.inspections.find(claim_id=claim_id)

    def view(self, inspection_id: int) -> InspectionView:
        """Return an inspection with everything its page shows."""
        return view_of(self._bench, inspection_id)

    def _signatures(self, inspection_id: int) -> list[InspectionSignature]:
        return self._bench.stores.inspection_signatures.find(inspection_id=inspection_id)


def _judged(
    inspection: Inspection,
    cause_class: CauseClass | None,
    conclusion: Conclusion | None,
    reason: str | None,
) -> Inspection:
    return replace(
        inspection,
        cause_class=cause_class or inspection.cause_class,
        conclusion=conclusion or inspection.conclusion,
        reason=line(reason) if reason else inspection.reason,
    )
