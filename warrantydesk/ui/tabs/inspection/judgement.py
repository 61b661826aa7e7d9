"""The right column: cause and conclusion, photographs, signatures, and the next step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.inspection import Conclusion
from warrantydesk.domain.person import ROLE_NAMES, Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _, local
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.tabs.inspection.asked_card import AskedCard
from warrantydesk.ui.tabs.inspection.case import Case
from warrantydesk.ui.tabs.inspection.conclusion_card import ConclusionCard, OpenParts
from warrantydesk.ui.tabs.inspection.next_step import STEP_TEXTS, Step, needed
from warrantydesk.ui.tabs.inspection.photo_card import PhotoCard
from warrantydesk.ui.tabs.inspection.rows import checks
from warrantydesk.ui.tabs.inspection.signature_card import SignatureCard, SignatureLine
from warrantydesk.ui.tabs.inspection.signing import Signing
from warrantydesk.ui.tabs.inspection.thumbs import Thumbs

SIGNERS = (Role.TECHNICIAN, Role.CLERK, Role.TECHNICAL_MANAGER)
CUSTOMER = "customer"


class Judgement(QWidget):
    """Shows the case at the right; what is chosen goes to the case at once."""

    changed = Signal()
    """A signed version was given what it left open; nothing is stored yet."""

    def __init__(
        self, case: Case, signing: Signing, thumbs: Thumbs, parent: QWidget | None = None
    ) -> None:
        """Show nothing until ``show_case``."""
        super().__init__(parent)
        self._case, self._signing = case, signing
        self._step = Step.SIGN
        self.conclusion = ConclusionCard()
        self.conclusion.cause_chosen.connect(lambda one: self._judge(cause_class=one))
        self.conclusion.conclusion_chosen.connect(lambda one: self._judge(conclusion=one))
        self.conclusion.reason_given.connect(lambda text: self._judge(reason=text))
        self.conclusion.major_set.connect(lambda on: self._judge(major=on))
        self.conclusion.whys_edited.connect(case.save_whys)
        self.asked = AskedCard(case.desk, signing.escalate)
        self.photos = PhotoCard(thumbs, case.desk.attachments.path)
        self.signatures = SignatureCard()
        self.signatures.wanted.connect(self._sign)
        self.signatures.correction_wanted.connect(signing.correct)
        self._state = MarkLabel(delta=-1)
        self._print = Button(_("P&rint inspection sheet"), clicked=signing.print_sheet)
        self.primary = Button(_(STEP_TEXTS[Step.SIGN]), primary=True, clicked=self.take_step)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(10, 8, 10, 8)
        cards.setSpacing(8)
        for card in (self.conclusion, self.asked, self.photos, self.signatures):
            cards.addWidget(card)
        cards.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._print, 1)
        buttons.addWidget(self.primary, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 4, 10, 8)
        foot.setSpacing(4)
        foot.addWidget(self._state)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Scroll(inner), 1)
        column.addLayout(foot)

    def show_case(self) -> None:
        """Show the case as it stands; an inspection must have begun."""
        case = self._case
        given, claim = case.judged, case.claim
        if claim is None or case.view is None:
            return
        parts = OpenParts(case.inspection, case.view.signed, case.closed)
        self.conclusion.show_grounds(list(case.desk.profiles.of(claim.brand).reasons.values()))
        self.conclusion.show_inspection(given, case.whys(), parts)
        self.asked.show_claim(claim, given)
        rows = checks(case.rows)
        numbers = {row.code: row.number for row in rows}
        files = [
            (file, f"{numbers.get(file.item, '')} {file.caption or file.file_name}".strip())
            for file in case.files
        ]
        self.photos.show_photos(files, sum(row.lacks_photo for row in rows), case.frozen)
        self._show_signatures()
        self._show_step()

    def step(self) -> Step:
        """Return the step that the primary button takes."""
        return self._step

    def take_step(self) -> None:
        """Take the next step."""
        self.flush()
        self._signing.take(self._step)

    def flush(self) -> None:
        """Tell what is typed but not yet told."""
        if self._case.view is not None:
            self.conclusion.flush()

    def _judge(self, **given: object) -> None:
        self._case.judge(**given)
        self.changed.emit()

    def _sign(self, key: str) -> None:
        if key == CUSTOMER:
            self._signing.customer_signs(SignedPaper.EXPLANATION)
        else:
            self.flush()
            self._signing.open_dialog(Role(key))

    def _show_signatures(self) -> None:
        case = self._case
        signed = case.view.signed if case.view else False
        number = case.inspection.number
        note = _("frozen when signed") if not signed else _("frozen")
        if number > 1:
            note = _("version {n}, {note}", n=number, note=note)
        lines = [self._line(role) for role in SIGNERS] + [self._customer_line()]
        self.signatures.show_lines(lines, note, signed and not case.closed)

    def _line(self, role: Role) -> SignatureLine:
        name = _(ROLE_NAMES[role])
        given = self._case.signers().get(role)
        if given is not None:
            when = f"{local(given.signed_at):%H:%M}"
            return SignatureLine(role, Mark.OK, name, f"{given.name} · {when}")
        if role not in needed(self._case.judged):
            return SignatureLine(role, Mark.NA, name, _("not needed"))
        if self._case.closed:
            return SignatureLine(role, Mark.NA, name, "—")
        return SignatureLine(role, Mark.TODO, name, "", _("Sign…"))

    def _customer_line(self) -> SignatureLine:
        case, name = self._case, _("Customer")
        given = case.customer_signature()
        if case.judged.conclusion is not Conclusion.NOT_COVERED:
            return SignatureLine(CUSTOMER, Mark.NA, name, _("if not covered"))
        if given is not None:
            words = f"{given.name} · {local(given.signed_at):%H:%M}"
            return SignatureLine(CUSTOMER, Mark.OK, name, words)
        if case.closed:
            return SignatureLine(CUSTOMER, Mark.NA, name, _("did not sign"))
        return SignatureLine(CUSTOMER, Mark.TODO, name, "", _("Sign…"))

    def _show_step(self) -> None:
        self._step = self._signing.step()
        self.primary.setText(_(STEP_TEXTS[self._step]))
        self.primary.updateGeometry()
        words = ""
        if self._step is Step.RECORD:
            words = _("The maker has been asked; the answer leads on")
        elif self._step is Step.CUSTOMER:
            words = _("The explanation is printed; let the customer sign it")
        self._state.show_mark(Mark.INFO if words else None, words)
        self._state.setVisible(bool(words))
