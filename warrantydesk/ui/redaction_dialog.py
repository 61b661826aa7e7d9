"""A person's values taken out for good: first what would go and what stands against it, then the
name typed once more, then the certificate."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.person import Role
from warrantydesk.domain.redaction import Preview, Redaction, Standing
from warrantydesk.i18n import N_, _, date_text
from warrantydesk.services.papers.redaction_certificate import CERTIFICATE, told
from warrantydesk.ui.acting_as import likely, people_of, prove
from warrantydesk.ui.final_dialog import FinalDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.cards import KeyValue, KeyValues
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, DateField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_MOST_SHOWN = 12


class AgainstList(QWidget):
    """What stands against it, one sentence a line."""

    def __init__(self, against: tuple[Standing, ...]) -> None:
        """Show the sentences; a long list says how many more there are."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if not against:
            column.addWidget(MarkLabel(Mark.DONE, _("Nothing: no record must be kept any more.")))
        for one in against[:_MOST_SHOWN]:
            column.addWidget(_sentence(one))
        if (more := len(against) - _MOST_SHOWN) > 0:
            column.addWidget(Words(_("and {n} more", n=more), token="ink2"))
        column.addStretch(1)


def _sentence(one: Standing) -> QWidget:
    values = {
        name: date_text(value) if isinstance(value, date) else value
        for name, value in one.values.items()
    }
    return MarkLabel(Mark.WARN, _(one.message, **values))


class RedactionDialog(FinalDialog):
    """What would go beside what stands against it; below, why, and the name typed once more."""

    LABEL = N_("Taking values out")
    TYPED = "name"
    WRONG = N_("This is not the name shown above.")

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        preview: Preview,
        customer_id: int | None,
        claim_ids: tuple[int, ...],
    ) -> None:
        """Show a preview that was read before."""
        super().__init__(
            shell,
            desk,
            _("Take a person's data out: {name}", name=preview.name or "—"),
            _("&Take out for good"),
            _(
                "Name, phones, address, plates, signatures and files of this person leave the "
                "desk for good. Claims, parts and money stay, without the person. This cannot be "
                "undone."
            ),
        )
        self._preview = preview
        self._customer_id, self._claim_ids = customer_id, claim_ids
        self._declare()
        self.resize(theme.h(46), theme.h(36))

    def _seen(self) -> QWidget:
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        going = KeyValues()
        going.show_rows(self._rows())
        going.setFixedWidth(theme.h(13))
        row.addWidget(going, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(AgainstList(self._preview.against), 1)
        return ground

    def _rows(self) -> list[KeyValue]:
        seen = self._preview
        rows = [KeyValue(name, f"{count:,}") for name, count in told(dict(seen.rows))]
        rows.append(KeyValue(_("Files"), f"{seen.files:,}"))
        if seen.mentioned_ids:
            rows.append(KeyValue(_("Claims of others"), f"{len(seen.mentioned_ids):,}"))
        return rows

    def _declare(self) -> None:
        form, desk = self.form, self._desk
        form.section("seen", _("What would go, and what stands against it"))
        form.add_block(self._seen())
        form.section("why", _("Why"))
        form.add("reason", _("Reason"), TextField(), required=True, span=9)
        form.add("asked_on", _("Asked for on"), DateField(), span=3)
        if self._preview.against:
            form.add(
                "despite_reason",
                _("Why it goes all the same"),
                AreaField(lines=2),
                required=True,
                span=12,
            )
        form.section("sure", _("Confirmation"))
        form.add("name", _("Type {name} once more", name=self._typed), TextField(), span=6)
        people = people_of(desk, Role.SERVICE_MANAGER)
        form.add("by", _("Service manager"), ChoiceField(people), required=True, span=6)
        by = likely(people, desk.people.acting.login)
        blank = {"reason": "", "despite_reason": "", "name": "", "by": by, "asked_on": None}
        form.fill({name: value for name, value in blank.items() if self._has(name)}, fresh=True)

    def _has(self, path: str) -> bool:
        return self.form.section_of(path) is not None

    @property
    def _typed(self) -> str:
        """What must be typed: the person's name, else the number of the claim."""
        if self._preview.name:
            return self._preview.name
        return str(self._desk.claims.get(self._preview.claim_ids[0]).claim_number)

    def is_typed(self, text: str) -> bool:
        """Tell whether the name was typed."""
        return text == self._typed

    def work(self, values: dict[str, Any]) -> Callable[[], Redaction]:
        """Return what takes the values out, as the service manager who says so."""
        prove(self._desk, values["by"])
        return lambda: self._write(values)

    def _write(self, values: dict[str, Any]) -> Redaction:
        with self._desk.people.in_place(values["by"]):
            made: Redaction = self._desk.privacy.redact(
                values["reason"],
                self._customer_id,
                self._claim_ids,
                values["asked_on"],
                values.get("despite_reason", ""),
            )
        return made

    def show_made(self, made: Redaction) -> None:
        """Show the certificate."""
        self.shell.toast(_("The values are gone: certificate {number}", number=made.number))
        open_paper(self.shell, self._desk, CERTIFICATE, made.id)


def open_redaction(
    shell: Shell, desk: Any, customer_id: int | None = None, claim_ids: tuple[int, ...] = ()
) -> RedactionDialog | None:
    """Read what would go for a customer or for claims, and open the dialog over it."""
    seen = tried(shell, lambda: desk.privacy.preview(customer_id, claim_ids))
    if seen is None:
        return None
    dialog = RedactionDialog(shell, desk, seen, customer_id, claim_ids)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def open_redaction_of_claim(shell: Shell, desk: Any, claim_id: int) -> RedactionDialog | None:
    """Open the dialog for the owner of a claim, where only the claim knows him for the claim."""
    customer = desk.privacy.owner_of(claim_id)
    if customer is None:
        return open_redaction(shell, desk, None, (claim_id,))
    return open_redaction(shell, desk, customer)
