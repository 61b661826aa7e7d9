"""Facts of the letter of appeal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.care import CHANNEL_NAMES, OUTCOME_NAMES, Party
from warrantydesk.domain.claim.answer import AnswerKind, ClaimAnswer, LineAmount, LineKind
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.deadlines import APPEAL_BY, due_on
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.amounts import amounts_of
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.fault_case import enclosed, fault_case
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.shelf.life import holidays

if TYPE_CHECKING:
    from warrantydesk.documents.appeal_letter import AskedLine, SentVersion, SpokenNote

_AGAINST = frozenset({AnswerKind.REJECTION, AnswerKind.APPROVAL})
_SURCHARGES = {
    LineKind.HANDLING: N_("Parts handling"),
    LineKind.MATERIALS: N_("Small materials"),
}


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the newest appeal, or what one would ask for, and return what draws the letter."""
    from warrantydesk.documents import appeal_letter as document

    claim = bench.stores.claims.get(claim_id)
    answer = _answer(bench, claim_id)
    appeal = bench.stores.appeals.newest(claim_id) or _draft(bench, claim, answer)
    facts = document.AppealLetter(
        fault_case(bench, claim),
        appeal,
        answer,
        lines=tuple(_lines(bench, claim, appeal)),
        evidence=enclosed(bench, claim, _evidence(bench, appeal)),
        versions=tuple(_versions(bench, claim_id)),
        notes=tuple(_notes(bench, claim_id)),
        service_manager=_manager(bench, appeal),
    )
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what weakens the letter: no decision to appeal, no grounds, no evidence, no time."""
    return tuple(_gaps(bench, bench.stores.claims.get(claim_id)))


def _gaps(bench: Bench, claim: Claim) -> Iterator[Problem]:
    appeal = bench.stores.appeals.newest(claim.id)
    if _answer(bench, claim.id) is None:
        yield Problem("answer", N_("The maker has refused nothing of this claim yet."))
    if appeal is None or not appeal.grounds.strip():
        yield Problem("grounds", N_("The letter has no grounds yet: write them with the appeal."))
    if appeal is None or not appeal.evidence:
        yield Problem("evidence", N_("No evidence is chosen: tick what is enclosed."))
    if not claim.codes.maker_claim_number:
        yield Problem("codes.maker_claim_number", N_("The maker's claim number is missing."))
    is_open = appeal is not None and appeal.filed_on is None and not appeal.override_reason
    if appeal is not None and is_open and appeal.due_on and appeal.due_on < bench.today:
        yield Problem(
            "due_on",
            N_("The last day to appeal was {day}: the service manager must let it go out."),
            {"day": appeal.due_on.isoformat()},
        )


def _answer(bench: Bench, claim_id: int) -> ClaimAnswer | None:
    """Return the newest answer that an appeal can be against."""
    found = bench.stores.claim_answers.find(claim_id=claim_id)
    against = [one for one in found if one.kind in _AGAINST]
    return max(against, key=lambda one: one.id, default=None)


def _draft(bench: Bench, claim: Claim, answer: ClaimAnswer | None) -> Appeal:
    short = sum(max(one.short_fen, 0) for one in amounts_of(bench, claim))
    due = None
    if answer is not None:
        profile = bench.profile(claim.brand)
        due = due_on(profile, APPEAL_BY, answer.received_on, holidays(bench))
    return Appeal(claim.id, asked_fen=short, due_on=due)


def _lines(bench: Bench, claim: Claim, appeal: Appeal) -> "Iterator[AskedLine]":
    """Yield the lines that are asked for: those of the appeal, else every short one."""
    from warrantydesk.documents.appeal_letter import AskedLine

    chosen = {(one.kind, one.line): one for one in appeal.lines}
    for amount in amounts_of(bench, claim):
        asked = chosen.get((amount.kind, amount.line))
        if asked is None and (appeal.lines or amount.short_fen <= 0):
            continue
        given = asked.asked_fen if asked is not None else None
        yield AskedLine(
            _(_SURCHARGES[amount.kind]) if amount.kind in _SURCHARGES else amount.title,
            amount.detail,
            amount.claimed_fen,
            amount.approved_fen,
            amount.short_fen if given is None else given,
            _refusal(bench, claim, amount),
            asked.reason if asked is not None else "",
        )


def _refusal(bench: Bench, claim: Claim, amount: LineAmount) -> str:
    row = bench.profile(claim.brand).reasons.get(amount.reason_code)
    words = (amount.reason_code, named(row) if row else "", amount.reason_text)
    return " ".join(word for word in words if word)


def _evidence(bench: Bench, appeal: Appeal) -> list[Attachment]:
    found = {one.id: one for one in bench.stores.attachments.several(appeal.evidence)}
    return [found[number] for number in appeal.evidence if number in found]


def _versions(bench: Bench, claim_id: int) -> "Iterator[SentVersion]":
    from warrantydesk.documents.appeal_letter import SentVersion

    for one in bench.stores.submissions.find(claim_id=claim_id):
        by = name_of(bench, one.submitted_by)
        yield SentVersion(one.number, one.taken_at, one.sha256, by)


def _notes(bench: Bench, claim_id: int) -> "Iterator[SpokenNote]":
    """Yield what was said with the maker, oldest first; notes are kept by customer care."""
    from warrantydesk.documents.appeal_letter import SpokenNote

    notes = bench.stores.contact_notes.find(claim_id=claim_id, party=Party.MAKER, void_reason="")
    for one in sorted(notes, key=lambda one: one.at):
        yield SpokenNote(
            one.at,
            _(CHANNEL_NAMES[one.channel]),
            one.with_whom,
            one.text,
            _(OUTCOME_NAMES[one.outcome]),
        )


def _manager(bench: Bench, appeal: Appeal) -> str:
    """Return the service manager who signs: who let it go out late, or the only one there is."""
    if appeal.override_by:
        return name_of(bench, appeal.override_by)
    people = bench.stores.people.find(active=1)
    fit = [one.name for one in people if one.may_act_as(Role.SERVICE_MANAGER)]
    return fit[0] if len(fit) == 1 else ""
