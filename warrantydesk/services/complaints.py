"""Complaints of customers about the house: who cares for one, by when, and how it ended."""

from dataclasses import replace
from datetime import date, datetime

from warrantydesk.domain.care import UNSOLVED, Channel, Complaint, ComplaintStage
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.deadlines import COMPLAINT_BY, due_on
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.care_subject import Subject, must_be_past, subject_of
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.numbers import COMPLAINT

_KINDS = (Kind.CARE,)
_UNSOLVED = N_("Complaint {number} is not solved yet: write down the solution first.")
_AT = {
    ComplaintStage.OPEN: _UNSOLVED,
    ComplaintStage.HANDLING: _UNSOLVED,
    ComplaintStage.SOLVED: N_("Complaint {number} is solved: close it, or open it again."),
    ComplaintStage.CLOSED: N_("Complaint {number} is closed: it stays as it is."),
    ComplaintStage.VOID: N_("Complaint {number} is void."),
}
"""Why a verb of another stage is refused."""


class ComplaintService:
    """Keeps complaints with their stages: open, in hand, solved, closed."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def open(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        text: str,
        claim_id: int | None = None,
        visit_id: int | None = None,
        customer_id: int | None = None,
        channel: Channel = Channel.DESK,
        customer_name: str = "",
        owner: str = "",
        received_at: datetime | None = None,
    ) -> Complaint:
        """Take a complaint down; its last day comes from the maker's deadline ``complaint_by``.

        It may be about a claim, a visit, or only name a customer. ``owner`` is who cares for it,
        the acting person where nobody is named.
        """
        bench = self._bench
        about = subject_of(bench, claim_id, visit_id, customer_id)
        bench.allow("complaints.open")
        text = needs(text, "text", N_("Write what the customer complains about."))
        received = received_at or bench.now
        must_be_past(bench, received, "received_at")
        name = needs(
            line(customer_name) or about.customer_name,
            "customer_name",
            N_("Write who complains, or name the claim or visit."),
        )
        owner = self._owner(owner) or bench.person.login
        with bench.change(N_("open complaint"), *_KINDS) as touched:
            touched.extend(about.claims)
            return bench.stores.complaints.add(
                Complaint(
                    number=bench.stores.numbers.short(
                        COMPLAINT, bench.site_number, bench.today.year
                    ),
                    text=text,
                    received_at=received,
                    channel=channel,
                    visit_id=about.visit_id,
                    claim_id=about.claim_id,
                    customer_id=about.customer_id,
                    customer_name=name,
                    owner=owner,
                    due_on=self._due_on(about, received),
                    opened_by=bench.person.login,
                )
            )

    def handle(self, complaint_id: int, owner: str = "") -> Complaint:
        """Take a complaint in hand, or give one that is in hand to another person."""
        found = self._standing(complaint_id, "complaints.handle", *UNSOLVED)
        owner = self._owner(owner) or (
            self._bench.person.login if found.stage is ComplaintStage.OPEN else found.owner
        )
        return self._kept(
            N_("handle complaint"), replace(found, stage=ComplaintStage.HANDLING, owner=owner)
        )

    def solve(self, complaint_id: int, solution: str) -> Complaint:
        """Write down how a complaint was solved; the customer still has to be asked."""
        found = self._standing(complaint_id, "complaints.solve", *UNSOLVED)
        solution = needs(solution, "solution", N_("Write what was done for the customer."))
        return self._kept(
            N_("solve complaint"),
            replace(
                found,
                stage=ComplaintStage.SOLVED,
                solution=solution,
                solved_at=self._bench.now,
            ),
        )

    def close(self, complaint_id: int, satisfied: bool) -> Complaint:
        """Close a solved complaint with whether the customer is satisfied."""
        found = self._standing(complaint_id, "complaints.close", ComplaintStage.SOLVED)
        return self._kept(
            N_("close complaint"),
            replace(
                found,
                stage=ComplaintStage.CLOSED,
                satisfied=satisfied,
                closed_at=self._bench.now,
            ),
        )

    def reopen(self, complaint_id: int, reason: str) -> Complaint:
        """Take a solved complaint in hand again: the customer is not satisfied.

        The reason is added to the complaint's words; the last day stays.
        """
        found = self._standing(complaint_id, "complaints.reopen", ComplaintStage.SOLVED)
        reason = needs(reason, "reason", N_("Write what the customer is not satisfied with."))
        return self._kept(
            N_("reopen complaint"),
            replace(
                found,
                stage=ComplaintStage.HANDLING,
                text=f"{found.text}\n{reason}",
                solved_at=None,
            ),
        )

    def void(self, complaint_id: int, reason: str) -> Complaint:
        """Void a complaint that was taken down by mistake; what is closed stays."""
        stages = (*UNSOLVED, ComplaintStage.SOLVED)
        found = self._standing(complaint_id, "complaints.void", *stages)
        reason = needs(reason, "reason", N_("Give the reason."))
        return self._kept(
            N_("void complaint"),
            replace(found, stage=ComplaintStage.VOID, void_reason=reason),
        )

    def get(self, complaint_id: int) -> Complaint:
        """Return a complaint."""
        return self._bench.stores.complaints.get(complaint_id)

    def open_ones(self) -> list[Complaint]:
        """Return the complaints that are not closed, the nearest last day first."""
        stages = (*UNSOLVED, ComplaintStage.SOLVED)
        found = self._bench.stores.complaints.at(stages)
        return sorted(found, key=lambda one: (one.due_on or date.max, one.id))

    def of_claim(self, claim_id: int) -> list[Complaint]:
        """Return the complaints about a claim or its visit, oldest first; without void ones."""
        stores = self._bench.stores
        visit_id = stores.claims.get(claim_id).visit.id
        found = {one.id: one for one in stores.complaints.find(claim_id=claim_id)}
        found |= {one.id: one for one in stores.complaints.find(visit_id=visit_id)}
        return [found[key] for key in sorted(found) if not found[key].void_reason]

    def _standing(self, complaint_id: int, verb: str, *stages: ComplaintStage) -> Complaint:
        found = self._bench.stores.complaints.get(complaint_id)
        self._bench.allow(verb)
        if found.stage not in stages:
            raise refused(STATE, _AT[found.stage], number=found.number)
        return found

    def _owner(self, login: str) -> str:
        login = line(login)
        person = self._bench.stores.people.by_login(login) if login else None
        if login and (person is None or not person.active):
            raise refused(
                INVALID,
                N_("“{login}” is nobody of this desk: choose from the list."),
                "owner",
                login=login[:40],
            )
        return login

    def _due_on(self, about: Subject, received: datetime) -> date | None:
        bench = self._bench
        day = local_date(received, bench.clock.zone) or bench.today
        return due_on(bench.profile(about.brand), COMPLAINT_BY, day, holidays(bench))

    def _kept(self, action: str, changed: Complaint) -> Complaint:
        with self._bench.change(action, *_KINDS) as touched:
            if changed.claim_id is not None:
                touched.append(changed.claim_id)
            return self._bench.stores.complaints.save(changed)
