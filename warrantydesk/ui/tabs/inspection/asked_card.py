"""Who else was asked: the maker with what he allowed, the technical manager with his word."""

from collections.abc import Callable, Iterator
from typing import Any

from warrantydesk.domain.authorisation import AuthorisationState
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.inspection import Inspection
from warrantydesk.i18n import _, date_text
from warrantydesk.ui.authorisation_words import mark_of, told
from warrantydesk.ui.escalation_dialog import decided_words
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.note_list import Note, NoteList

MANAGER = "manager"
"""Key of the note whose link leads to the technical manager."""


class AskedCard(Card):
    """Shown where somebody was asked, or where a major fault still has to be laid before him."""

    def __init__(self, desk: Any, escalate: Callable[[], object]) -> None:
        """Start hidden; ``escalate`` opens what leads on with the technical manager."""
        super().__init__(_("Asked"), _("the maker, the technical manager"))
        self._desk = desk
        self.notes = NoteList(_("Asked"))
        self.notes.asked.connect(lambda _key: escalate())
        self.add(self.notes)
        self.hide()

    def show_claim(self, claim: Claim, inspection: Inspection) -> None:
        """Show what was asked about a claim; hidden where nothing was and nothing must be."""
        notes = [*self._maker(claim), *self._manager(claim, inspection)]
        self.notes.show_notes(notes)
        self.setVisible(bool(notes))

    def _maker(self, claim: Claim) -> Iterator[Note]:
        desk = self._desk
        waits = desk.authorisations.waiting(claim.id)
        if waits is not None:
            due = desk.authorisations.answer_due(claim.brand, waits)
            late = due is not None and due < desk.bench.today
            words = _("The maker is asked; answer expected by {day}", day=date_text(due))
            yield Note(Mark.WARN if late else Mark.INFO, words)
            return
        given = desk.authorisations.granted(claim.id)
        if given is not None:
            yield Note(mark_of(desk, given), told(desk, given))
            return
        answered = desk.authorisations.of_claim(claim.id)
        if answered and answered[-1].state is AuthorisationState.RETURNED:
            answer = answered[-1].answer or "—"
            words = _("The maker sent the request back: {answer}", answer=answer)
            yield Note(Mark.WARN, words)

    def _manager(self, claim: Claim, inspection: Inspection) -> Iterator[Note]:
        desk = self._desk
        waits = desk.escalations.open_of(claim.id)
        decided = desk.escalations.decided_of(claim.id)
        if waits is not None:
            name = desk.people.name_of(waits.to_login)
            words = (
                _("Lies before {name}", name=name)
                if name
                else _("Lies before the technical manager")
            )
            yield Note(Mark.WARN, words, link=_("Decide…"), key=MANAGER)
        elif decided is not None:
            yield Note(Mark.OK, decided_words(desk, decided))
        elif inspection.major:
            words = _("Major fault: lay it before the technical manager")
            yield Note(Mark.INFO, words, link=_("Ask…"), key=MANAGER)
