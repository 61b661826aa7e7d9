"""The contact log: what was said to whom and what came of it, and texts to be sent."""

from dataclasses import replace
from datetime import date, datetime

from warrantydesk.domain.care import Channel, ContactNote, Outcome, Party
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_, language
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.care_subject import Subject, must_be_past, subject_of
from warrantydesk.services.change import Kind
from warrantydesk.services.progress import ProgressText, progress_texts


class CareService:
    """Keeps the contact log."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def note(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        party: Party,
        channel: Channel,
        text: str,
        claim_id: int | None = None,
        visit_id: int | None = None,
        customer_id: int | None = None,
        incoming: bool = False,
        outcome: Outcome = Outcome.NOTED,
        with_whom: str = "",
        at: datetime | None = None,
        again_on: date | None = None,
        amount_fen: int | None = None,
        attachment_id: int | None = None,
    ) -> ContactNote:
        """Write down what was said about a claim, a visit or with a customer.

        With the maker it is the claim's negotiation, ``amount_fen`` an offer. ``again_on`` puts
        it into the list of today until somebody has spoken again.
        """
        bench = self._bench
        about = subject_of(bench, claim_id, visit_id, customer_id)
        if attachment_id is not None:
            bench.stores.attachments.get(attachment_id)
        bench.allow("care.note")
        text = needs(text, "text", N_("Write what was said."))
        made = ContactNote(
            party=party,
            channel=channel,
            text=text,
            at=at or bench.now,
            by=bench.person.login,
            incoming=incoming,
            outcome=outcome,
            with_whom=line(with_whom) or (about.customer_name if party is Party.CUSTOMER else ""),
            visit_id=about.visit_id,
            claim_id=about.claim_id,
            customer_id=about.customer_id,
            attachment_id=attachment_id,
            amount_fen=amount_fen,
            again_on=again_on,
        )
        self._must_be_possible(made, about)
        with bench.change(N_("note contact"), Kind.CARE) as touched:
            touched.extend(about.claims)
            return bench.stores.contact_notes.add(made)

    def _must_be_possible(self, made: ContactNote, about: Subject) -> None:
        if (about.claim_id, about.visit_id, about.customer_id) == (None, None, None):
            raise refused(
                INVALID, N_("Say which claim, visit or customer it is about."), "claim_id"
            )
        must_be_past(self._bench, made.at, "at")
        if made.again_on is not None and made.again_on < self._bench.today:
            raise refused(INVALID, N_("Choose today or a later day."), "again_on")
        if made.amount_fen is not None and made.amount_fen < 0:
            raise refused(INVALID, N_("An amount cannot be negative."), "amount_fen")
        if made.attachment_id is not None:
            kept = self._bench.stores.attachments.get(made.attachment_id)
            if kept.claim_id != about.claim_id:
                raise refused(INVALID, N_("This file belongs to another claim."), "attachment_id")

    def void_note(self, note_id: int, reason: str) -> ContactNote:
        """Strike an entry out with a reason; it stays to be read."""
        found = self._bench.stores.contact_notes.get(note_id)
        self._bench.allow("care.void_note")
        if found.void_reason:
            raise refused(STATE, N_("This entry is struck out already."))
        reason = needs(reason, "reason", N_("Give the reason."))
        with self._bench.change(N_("strike out contact"), Kind.CARE) as touched:
            if found.claim_id is not None:
                touched.append(found.claim_id)
            return self._bench.stores.contact_notes.save(replace(found, void_reason=reason))

    def of_claim(
        self, claim_id: int, party: Party | None = None, struck: bool = False
    ) -> list[ContactNote]:
        """Return the entries about a claim and those of its visit that name no other claim.

        Oldest first; with one party only its entries, with ``struck`` those struck out as well.
        """
        stores = self._bench.stores
        visit_id = stores.claims.get(claim_id).visit.id
        found = {one.id: one for one in stores.contact_notes.find(claim_id=claim_id)}
        for one in stores.contact_notes.find(visit_id=visit_id):
            if one.claim_id is None:
                found[one.id] = one
        return _ordered(list(found.values()), party, struck)

    def of_visit(self, visit_id: int, struck: bool = False) -> list[ContactNote]:
        """Return the entries of a visit and of all its claims, oldest first."""
        stores = self._bench.stores
        stores.visits.get(visit_id)
        return _ordered(stores.contact_notes.find(visit_id=visit_id), None, struck)

    def progress_texts(self, claim_id: int) -> tuple[ProgressText, ...]:
        """Return the texts for the customer, the one that fits where the claim stands first."""
        return progress_texts(self._bench, self._bench.stores.claims.get(claim_id))

    def progress_text(self, claim_id: int, lang: str = "") -> str:
        """Return the text that fits where a claim stands; ``lang`` zh or en, else that in use."""
        wanted = lang or language().code
        fits = self.progress_texts(claim_id)[0]
        return fits.zh if wanted.startswith("zh") else fits.en


def _ordered(notes: list[ContactNote], party: Party | None, struck: bool) -> list[ContactNote]:
    chosen = [
        one
        for one in notes
        if (struck or not one.void_reason) and (party is None or one.party is party)
    ]
    return sorted(chosen, key=lambda one: (one.at, one.id))
