"""A person's values taken out of the desk (PIPL article 47)."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from warrantydesk.domain.claim.states import OPEN, State
from warrantydesk.domain.disposal import AGAINST_WORDS
from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.mentions import Mentions
from warrantydesk.domain.redaction import Preview, Redaction, RedactionKind, Standing
from warrantydesk.domain.text import is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.keeping.retention import records_of
from warrantydesk.services.keeping.subject import Subject, of_claims, of_customer
from warrantydesk.services.keeping.taking import carried_out, redacting
from warrantydesk.storage.person_rows import PersonRows
from warrantydesk.storage.redacting import Redacting

_RUNNING = {
    "complaint": N_("Complaint {number} is not solved yet."),
    "demand": N_("A demand of {number} to replace or return the car runs."),
    "appointment": N_("An appointment is booked."),
}


class PrivacyService:
    """Takes a person's values out of rows, snapshots, files and the search."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def preview(self, customer_id: int | None = None, claim_ids: tuple[int, ...] = ()) -> Preview:
        """Return what would be taken out of a customer's records, or of claims, and what stands
        against it; nothing is written."""
        subject = self._subject(customer_id, claim_ids, "privacy.preview")
        hands = redacting(self._bench, Mentions(()), write=False)
        _take(hands, subject)
        return Preview(
            name=subject.name,
            customer_ids=tuple(sorted(subject.customers)),
            claim_ids=tuple(sorted(subject.claims)),
            mentioned_ids=tuple(sorted(subject.mentioned)),
            rows={name: count for name, count in hands.rows.items() if name[0] != "."},
            files=len(hands.hashes),
            against=self._against(subject),
        )

    def redact(
        self,
        reason: str,
        customer_id: int | None = None,
        claim_ids: tuple[int, ...] = (),
        asked_on: date | None = None,
        despite_reason: str = "",
    ) -> Redaction:
        """Take a customer's values out for good, or those of claims; returns the certificate.

        What the law or a running matter keeps is refused with its day, unless the manager says
        why it goes all the same (``despite_reason``). Rows, money and the journal stay.
        """
        bench = self._bench
        subject = self._subject(customer_id, claim_ids, "privacy.redact")
        self._must_stand(subject)
        reason = line(needs(reason, "reason", N_("Give the reason.")))
        if asked_on is not None and asked_on > bench.today:
            raise refused(
                INVALID, N_("The day {day} lies in the future."), "asked_on", day=asked_on
            )
        despite = line(despite_reason)
        against = self._against(subject)
        if against and not is_visible(despite):
            raise Refused(
                Finding(STATE, "despite_reason", one.message, one.values) for one in against
            )
        certificate = Redaction(
            number="",
            kind=RedactionKind.PERSON,
            customer_id=customer_id,
            claim_ids=tuple(sorted({*subject.claims, *subject.mentioned})),
            reason=f"{reason} / {despite}" if against else reason,
            asked_on=asked_on,
        )
        return carried_out(
            bench, N_("take values out"), certificate, lambda hands: _take(hands, subject)
        )

    def get(self, redaction_id: int) -> Redaction:
        """Return a certificate; Refused(NOT_FOUND) where there is none."""
        return self._bench.stores.redactions.get(redaction_id)

    def all(self) -> list[Redaction]:
        """Return every certificate, the newest first."""
        return sorted(self._bench.stores.redactions.find(), key=lambda one: -one.id)

    def certificate(self, redaction_id: int, file: Path) -> None:
        """Draw a certificate into a PDF file; counts as printed. Raises as papers do."""
        from warrantydesk.services.papers import PaperService
        from warrantydesk.services.papers.redaction_certificate import CERTIFICATE

        PaperService(self._bench).save(CERTIFICATE, redaction_id, file)

    def owner_of(self, claim_id: int) -> int | None:
        """Return the customer behind a claim, None where only the claim knows its owner: also
        for a customer whose values are gone, and who came again since."""
        stores = self._bench.stores
        claim = stores.claims.get(claim_id)
        number = claim.visit.customer_id
        if number is None and claim.vehicle_id is not None and claim.opened_on is not None:
            owned = stores.ownerships.at(claim.vehicle_id, claim.opened_on)
            number = owned.customer_id if owned else None
        if number is None or stores.customers.get(number).redaction_id is not None:
            return None
        return number

    def _subject(self, customer_id: int | None, claim_ids: Collection[int], verb: str) -> Subject:
        """Return whom it is about; who may not do it hears that before what is missing."""
        if customer_id is None and not claim_ids:
            self._bench.allow(verb)
        about = (
            of_claims(self._bench, claim_ids)
            if customer_id is None
            else of_customer(self._bench, customer_id)
        )
        self._bench.allow(verb)
        return about

    def _must_stand(self, subject: Subject) -> None:
        """Refuse claims that lost everything already."""
        if subject.customers or any(one.values != ("",) * 8 for one in subject.claims.values()):
            return
        raise refused(STATE, N_("The values of these claims were taken out already."))

    def _against(self, subject: Subject) -> tuple[Standing, ...]:
        bench, found = self._bench, list[Standing]()
        records = records_of(bench, subject.claims)
        for number, record in records.items():
            values = {"number": record.claim_number}
            if State(record.state) in OPEN:
                found.append(Standing(N_("Claim {number} is still open."), values, number))
                continue
            found += [Standing(AGAINST_WORDS[one], values, number) for one in record.against]
            if record.keep_until >= bench.today:
                found.append(
                    Standing(
                        N_("The law keeps the record of claim {number} until {day}."),
                        {**values, "day": record.keep_until},
                        number,
                        record.keep_until,
                    )
                )
        rows = PersonRows(bench.stores.db)
        for kind, what in rows.running(subject.customers, subject.vehicles):
            found.append(Standing(_RUNNING[kind], {"number": what}))
        return tuple(found)


def _take(hands: Redacting, subject: Subject) -> None:
    own, every = Mentions(subject.own), Mentions(subject.values)
    hands.mentions = own
    hands.claims(subject.mentioned, whole=False)
    hands.visits({one.visit_id for one in subject.mentioned.values()}, whole=False)
    lines, strong = subject.lines_of(), Mentions(subject.strong)
    hands.sheets(lambda text: own if lines.stand_in(text) else None, strong)
    hands.desk(strong)
    hands.mentions = every
    hands.claims(subject.claims)
    hands.visits(subject.visits)
    hands.customers(subject.customers)
    hands.vehicles(subject.vehicles, subject.plates)
