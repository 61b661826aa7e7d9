"""The claim at the right: who and what, its life line, its sums, its folder, the journal."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.lifeline import LifeLine
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.archive.columns import RowWords
from warrantydesk.ui.tabs.archive.file_rows import FileRows, rows_of
from warrantydesk.ui.tabs.archive.life import life_of
from warrantydesk.ui.tabs.archive.thumbs import Thumb, Thumbs
from warrantydesk.ui.words import claim_tone, claim_word


class ClaimCard(Card):
    """Number, state, one line, life line and sums of a claim."""

    def __init__(self, say: RowWords, parent: QWidget | None = None) -> None:
        """Start empty; ``say`` has the names."""
        super().__init__(parent=parent)
        self._say = say
        self._number = Words(delta=1.5, bold=True).selectable()
        self._state = StatusChip()
        self._line = ElidedWords(token="ink2", delta=-0.5)
        self.life = LifeLine()
        self._sums = [Words(bold=True, delta=0.5) for _sum in range(3)]
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._state)
        self.content.addLayout(head)
        for widget in (self._line, self.life, Hairline()):
            self.add(widget)
        self.content.addLayout(self._sum_row())

    def _sum_row(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(1)
        names = (_("Claimed"), _("Approved"), _("Paid"))
        for column, (name, amount) in enumerate(zip(names, self._sums, strict=True)):
            grid.addWidget(Words(name, token="ink2", delta=-1), 0, column)
            grid.addWidget(amount, 1, column)
            grid.setColumnStretch(column, 1)
            amount.setAccessibleName(name)
        return grid

    def show_claim(self, claim: Claim, entries: Sequence[Any], money: Any) -> None:
        """Show a claim with its journal and its account."""
        self._number.setText(claim.claim_number)
        self._state.show_state(claim_word(claim.state), claim_tone(claim.state))
        mileage = claim.visit.mileage_km
        words = (
            self._say.plate(claim.vehicle.plate),
            self._say.model(claim.brand, claim.vehicle.model_code),
            claim.owner.name,
            f"{mileage:,} km" if mileage is not None else "",
        )
        self._line.setText(" · ".join(word for word in words if word))
        self.life.show_steps(life_of(claim, entries))
        answered = claim.approved_fen is not None
        paid = _("paid on {day}", day=date_text(money.paid_on)) if money.paid_on else ""
        sums = (
            (claim.total_fen, True, ""),
            (money.approved_fen, answered, ""),
            (money.paid_fen, answered, " · ".join(filter(None, (money.statement, paid)))),
        )
        for amount, (fen, known, told) in zip(self._sums, sums, strict=True):
            amount.setText(_("¥{amount}", amount=yuan(fen)) if known else "—")
            amount.setToolTip(told)

    def amounts(self) -> tuple[Words, ...]:
        """Return what was claimed, approved and paid."""
        return tuple(self._sums)


class FolderCard(Card):
    """The papers as sheets, then every paper and file of the claim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_("Folder"), parent=parent)
        self.print_link = self.add_link(_("Print ▾"), lambda: None, icon="print")
        self.dossier_link = self.add_link(_("Dossier PDF"), lambda: None, icon="pdf")
        self.dossier_link.setToolTip(_("All papers of the claim in one file"))
        self.thumbs, self.files = Thumbs(), FileRows()
        self.add(self.thumbs)
        self.add(self.files)

    def show_folder(self, documents: Sequence[Any], files: Sequence[Any]) -> None:
        """Show what is there and what is missing."""
        self.files.show_rows(rows_of(documents, files))
        missing = sum(document.mandatory and not document.present for document in documents)
        if missing:
            chip = (ngettext_("{n} missing", "{n} missing", missing), Tone.WARN)
        else:
            chip = (_("Complete"), Tone.OK)
        self.set_chips([chip])

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Show the sheets."""
        self.thumbs.show_thumbs(thumbs)


class JournalLine(Card):
    """Where the journal stands; a click walks the whole chain."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent=parent)
        self._walked = ""
        self._state = MarkLabel(Mark.DONE)
        self._link = LinkButton(_("Verify"), clicked=self.asked.emit)
        row = QHBoxLayout()
        row.addWidget(self._state, 1)
        row.addWidget(self._link)
        self.content.addLayout(row)

    def show_anchor(self, anchor: str) -> None:
        """Show how far the journal goes; what a walk up to there found stays."""
        if anchor == self._walked:
            return
        seq, _colon, head = anchor.partition(":")
        self._state.show_mark(
            Mark.DONE, _("Journal at {seq} · {head}", seq=f"{int(seq):,}", head=head[:8])
        )
        self._link.setEnabled(True)

    def show_walking(self) -> None:
        """Say that the chain is being walked."""
        self._state.show_mark(Mark.RUNNING, _("Reading the journal…"))
        self._link.setEnabled(False)

    def show_result(self, problems: Sequence[str], anchor: str) -> None:
        """Say what the walk up to ``anchor`` found."""
        self._walked = anchor
        self._link.setEnabled(True)
        if problems:
            self._state.show_mark(Mark.BLOCK, problems[0])
        else:
            seq = f"{int(anchor.partition(':')[0]):,}"
            self._state.show_mark(Mark.OK, _("Journal unbroken, {seq} entries", seq=seq))

    def text(self) -> str:
        """Return the sentence shown."""
        return self._state.text()


class Preview(QWidget):
    """The right column: three cards, or a hint while no claim is chosen."""

    def __init__(self, say: RowWords, parent: QWidget | None = None) -> None:
        """Start with the hint."""
        super().__init__(parent)
        self.claim, self.folder, self.journal = ClaimCard(say), FolderCard(), JournalLine()
        self._hint = Words(_("Choose a claim to see its folder."), token="ink2", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        for widget in (self._hint, self.claim, self.folder, self.journal):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show the hint alone."""
        for card in (self.claim, self.folder, self.journal):
            card.hide()
        self._hint.show()

    def show_claim(self, desk: Any, claim: Claim) -> None:
        """Show a claim as the desk has it now; the sheets come later."""
        entries, money = desk.archive.timeline(claim.id), desk.receivables.balance(claim.id)
        self.claim.show_claim(claim, entries, money)
        documents = desk.claims.documents(desk.claims.facts(claim.id))
        self.folder.show_folder(documents, desk.attachments.of(claim.id))
        self.journal.show_anchor(desk.archive.anchor)
        self._hint.hide()
        for card in (self.claim, self.folder, self.journal):
            card.show()
