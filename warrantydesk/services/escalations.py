"""Escalations: a major fault is laid before the technical manager, and he decides."""

from dataclasses import replace

from warrantydesk.domain.authorisation import Escalation
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import EDITABLE, OPEN
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.inspection import Conclusion
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind


class EscalationService:
    """Lays faults before the technical manager and keeps what he decided."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def ask(self, claim_id: int, question: str, to_login: str = "") -> Escalation:
        """Lay the fault of a claim before the technical manager; one question at a time.

        ``to_login`` names one of several managers; empty: whoever is there.
        """
        stores = self._bench.stores
        claim = stores.claims.get(claim_id)
        self._bench.allow("escalations.ask")
        _must_be_editable(claim)
        if self.open_of(claim_id) is not None:
            raise refused(
                STATE, N_("A question to the technical manager is open already: wait or void it.")
            )
        to_login = line(to_login)
        if to_login and to_login not in {one.login for one in self.managers()}:
            raise refused(
                INVALID,
                N_("“{login}” is no technical manager: choose one from the list."),
                "to_login",
                login=to_login[:40],
            )
        question = needs(question, "question", N_("Write what the technical manager is to decide."))
        with self._bench.change(N_("ask technical manager"), *_KINDS) as touched:
            touched.append(claim_id)
            return stores.escalations.add(
                Escalation(claim_id, question, self._bench.person.login, self._bench.now, to_login)
            )

    def decide(self, escalation_id: int, decision: Conclusion, text: str) -> Escalation:
        """Decide an open question as technical manager; ``text`` is the reason for the file."""
        found = self._bench.stores.escalations.get(escalation_id)
        self._bench.allow("escalations.decide")
        _must_be_open(found)
        text = needs(text, "text", N_("Write on what the decision rests."))
        decided = replace(
            found,
            decision=str(decision),
            decision_text=text,
            decided_by=self._bench.person.login,
            decided_at=self._bench.now,
        )
        return self._kept(N_("technical manager decides"), decided)

    def void(self, escalation_id: int, reason: str) -> Escalation:
        """Take an open question back with a reason; what is decided stays."""
        found = self._bench.stores.escalations.get(escalation_id)
        self._bench.allow("escalations.void")
        _must_be_open(found)
        reason = needs(reason, "reason", N_("Give the reason."))
        return self._kept(N_("void escalation"), replace(found, void_reason=reason))

    def of_claim(self, claim_id: int) -> list[Escalation]:
        """Return what was laid before the technical manager, oldest first."""
        return self._bench.stores.escalations.find(claim_id=claim_id)

    def open_of(self, claim_id: int) -> Escalation | None:
        """Return the question of a claim that still waits."""
        return next((one for one in self.of_claim(claim_id) if is_open(one)), None)

    def decided_of(self, claim_id: int) -> Escalation | None:
        """Return the newest decision about a claim."""
        decided = [one for one in self.of_claim(claim_id) if one.decision and not one.void_reason]
        return decided[-1] if decided else None

    def open_ones(self) -> list[Escalation]:
        """Return every question that waits for a decision, oldest first; a void or closed claim
        asks nothing any more."""
        stores = self._bench.stores
        waiting = stores.escalations.find(decision="", void_reason="")
        heads = stores.claims.heads(one.claim_id for one in waiting)
        alive = {claim.id for claim in heads if claim.state in OPEN}
        return [one for one in waiting if one.claim_id in alive]

    def managers(self) -> list[Person]:
        """Return the people who may decide."""
        people = self._bench.stores.people.find(active=1)
        return [one for one in people if one.may_act_as(Role.TECHNICAL_MANAGER)]

    def _kept(self, action: str, changed: Escalation) -> Escalation:
        with self._bench.change(action, *_KINDS) as touched:
            touched.append(changed.claim_id)
            return self._bench.stores.escalations.save(changed)


_KINDS = (Kind.AUTHORISATIONS,)


def is_open(one: Escalation) -> bool:
    """Tell whether a question still waits for its decision."""
    return not one.decision and not one.void_reason


def _must_be_open(one: Escalation) -> None:
    if not is_open(one):
        raise refused(STATE, N_("This question is decided or void already."))


def _must_be_editable(claim: Claim) -> None:
    if claim.state not in EDITABLE:
        raise refused(
            STATE,
            N_("The claim is {state}: nothing is laid before the technical manager any more."),
            state=claim.state,
        )
