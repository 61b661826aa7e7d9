"""The maker's answer to a request, or an authorisation that came without one."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from warrantydesk.domain.authorisation import (
    AUTHORISATION_NAMES,
    Authorisation,
    AuthorisationOutcome,
    AuthorisationState,
)
from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.states import EDITABLE, STATE_NAMES
from warrantydesk.i18n import N_, _, date_text
from warrantydesk.ui.authorisation_words import told
from warrantydesk.ui.claim_in_hand import ClaimInHand
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import (
    AreaField,
    ChoiceField,
    CodeField,
    DateField,
    MoneyField,
    TextField,
)
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

OUTCOME_NAMES = {
    AuthorisationOutcome.APPROVED: N_("Authorised: the repair may begin"),
    AuthorisationOutcome.RETURNED: N_("Sent back: the maker wants to know more"),
    AuthorisationOutcome.REJECTED: N_("Refused: the maker does not pay"),
}
GRANTED = ("number", "expires_on", "approved_fen")
"""Fields that only an authorisation has."""


def open_record(page: ClaimInHand) -> None:
    """Record the answer that the claim on a page waits for, or note one obtained otherwise."""
    claim = page.settled()
    if claim is not None:
        record(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def record(
    shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]
) -> "RecordDialog | NoteDialog | None":
    """Open the dialog that fits the claim's state; ``done`` is called once it is recorded."""
    if claim.state not in EDITABLE:
        state = _(STATE_NAMES[claim.state])
        shell.tell(
            _("The claim is {state}: no authorisation is written into it any more.", state=state)
        )
        return None
    waits = claim.state is State.PREAUTH_WAIT
    dialog = (RecordDialog if waits else NoteDialog)(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class _Answer(FormDialog):
    """The fields of an answer; the last day follows from the day of the answer."""

    def __init__(
        self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object], yes: str
    ) -> None:
        """Declare the fields and begin with today."""
        number = claim.claim_number
        super().__init__(shell, _("Authorisation for {number}", number=number), yes)
        self._desk, self._claim, self._done = desk, claim, done
        form = self.form
        form.section("answer", _("Answer of the maker"))
        self.declare()
        form.add("number", _("Authorisation no."), CodeField(), span=6)
        form.add("expires_on", _("Valid until"), DateField(), span=6)
        form.add("approved_fen", _("Limit, net ¥ (empty: none named)"), MoneyField(), span=6)
        form.add("answered_on", _("Answered on"), DateField(), span=6)
        form.add("answered_by", _("Who answered at the maker's"), TextField(), span=12)
        form.add("answer", _("Conditions and words of the answer"), AreaField(lines=2), span=12)
        today = desk.bench.today
        self._offered = self._expiry(today)
        form.fill(
            {
                "number": self._typed_number(),
                "answered_on": today,
                "expires_on": self._offered,
                "approved_fen": None,
                "answered_by": "",
                "answer": "",
            },
            fresh=True,
        )
        form.changed.connect(self._follow)

    def declare(self) -> None:
        """Add what stands before the common fields."""

    def _typed_number(self) -> str:
        """Return the number that stands on the claim and is not noted yet."""
        number = self._claim.codes.authorisation_no
        noted = {one.number for one in self._desk.authorisations.of_claim(self._claim.id)}
        return "" if number in noted else number

    def _expiry(self, day: date | None) -> date | None:
        if day is None:
            return None
        found: date | None = self._desk.authorisations.expiry(self._claim, day)
        return found

    def _follow(self, path: str) -> None:
        """Offer the last day anew where the day of the answer changes and nobody chose one."""
        if path != "answered_on":
            return
        held = self.form.field("expires_on")
        if held.value() == self._offered:
            self._offered = self._expiry(self.form.field("answered_on").value())
            held.set_value(self._offered)


class RecordDialog(_Answer):
    """What the maker answered to the request that the claim waits for."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Begin without an answer: an Enter too many allows nothing."""
        super().__init__(shell, desk, claim, done, _("&Record the answer"))
        asked = desk.authorisations.waiting(claim.id)
        if asked is not None:
            self.say(self._asked(asked))
        self._show_granted()
        self.form.changed.connect(lambda _path: self._show_granted())

    def declare(self) -> None:
        """Put the outcome first."""
        outcomes = [(one, _(name)) for one, name in OUTCOME_NAMES.items()]
        self.form.add("outcome", _("The request is"), ChoiceField(outcomes), required=True, span=12)

    def _asked(self, asked: Authorisation) -> str:
        day = asked.asked_at.astimezone(self._desk.bench.clock.zone) if asked.asked_at else None
        due = self._desk.authorisations.answer_due(self._claim.brand, asked)
        return _(
            "Asked on {day} by {name}; the answer is expected by {due}.",
            day=date_text(day.date() if day else None),
            name=self._desk.people.name_of(asked.asked_by),
            due=date_text(due),
        )

    def _show_granted(self) -> None:
        outcome = self.form.field("outcome").value()
        granted = outcome in (None, AuthorisationOutcome.APPROVED)
        for path in GRANTED:
            self.form.cell(path).setVisible(granted)

    def keep(self, values: dict[str, Any]) -> None:
        """Record the answer; the claim goes on, or is not covered where the maker refuses."""
        outcome = AuthorisationOutcome(values["outcome"])
        granted = outcome is AuthorisationOutcome.APPROVED
        self._desk.authorisations.record(
            self._claim.id,
            outcome,
            number=values["number"] if granted else "",
            expires_on=values["expires_on"] if granted else None,
            approved_fen=values["approved_fen"] if granted else None,
            answered_on=values["answered_on"],
            answered_by=values["answered_by"],
            answer=values["answer"],
        )
        self._done()
        now = self._desk.claims.get(self._claim.id)
        self.shell.toast(
            _(
                "{number} is now: {state}",
                number=now.claim_number,
                state=_(STATE_NAMES[now.state]),
            )
        )


class NoteDialog(_Answer):
    """An authorisation that came by phone, letter or portal; the claim stays where it is."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Show what is there already; the newest may be voided."""
        super().__init__(shell, desk, claim, done, _("&Note the authorisation"))
        self.form.add("vin", _("VIN on the maker's paper"), CodeField(), span=12)
        self.form.field("vin").set_value(claim.vehicle.vin)
        self._held: Authorisation | None = desk.authorisations.granted(claim.id)
        self.say("\n".join(self._lines()))
        if self._held is not None:
            self.foot.insertWidget(0, Button(_("&Void the last…"), clicked=self._void))

    def _lines(self) -> Iterator[str]:
        yield _("Obtained by phone, letter or portal: it is noted, the claim stays where it is.")
        for one in self._desk.authorisations.of_claim(self._claim.id):
            if one.state is AuthorisationState.APPROVED:
                yield told(self._desk, one)
            elif one.state is not AuthorisationState.VOID:
                yield _(AUTHORISATION_NAMES[one.state])

    def keep(self, values: dict[str, Any]) -> None:
        """Note it; a number that another car's claim carries is pointed out."""
        noted = self._desk.authorisations.note(
            self._claim.id,
            values["number"],
            approved_fen=values["approved_fen"],
            answered_on=values["answered_on"],
            answered_by=values["answered_by"],
            expires_on=values["expires_on"],
            answer=values["answer"],
            vin=values["vin"] or "",
        )
        self._done()
        if noted.vin != self._claim.vehicle.vin:
            self.shell.toast(
                _("{number} was given for another car: {vin}.", number=noted.number, vin=noted.vin),
                warn=True,
            )
            return
        others = self._desk.authorisations.elsewhere(noted.number, self._claim.id)
        foreign = next((one for one in others if one.vin != noted.vin), None)
        if foreign is None:
            self.shell.toast(told(self._desk, noted))
            return
        other = self._desk.claims.get(foreign.claim_id)
        self.shell.toast(
            _(
                "{number} also stands on claim {claim} for another car: look at the paper again.",
                number=noted.number,
                claim=other.claim_number,
            ),
            warn=True,
        )

    def _void(self) -> None:
        reason = self.shell.ask_text(_("Why is this authorisation void?"))
        held = self._held
        if reason is None or held is None:
            return
        verb = self._desk.authorisations.void
        if tried(self.shell, lambda: verb(held.id, reason)) is not None:
            self._done()
            self.done(0)
