"""A tow or rescue of the car, with its sheet signed by customer and carrier."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.work import Tow
from warrantydesk.i18n import _, pick
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import (
    CheckField,
    ChoiceField,
    DateTimeField,
    MoneyField,
    NumberField,
    TextField,
)
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


def open_tow(page: "ClaimPage") -> None:
    """Show the tow of the visit on a page, or begin one."""
    claim = page.settled()
    if claim is not None:
        tow_of(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def tow_of(shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> "TowDialog":
    """Open the tow of a claim's visit; ``done`` is called after each change."""
    dialog = TowDialog(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class TowDialog(FormDialog):
    """Who towed the car, from where, and what it cost."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Show the newest tow of the visit, else begin one that ends at this station."""
        number = claim.visit.repair_order or claim.claim_number
        super().__init__(shell, _("Tow of {number}", number=number), _("&Save"))
        self._desk, self._claim, self._done = desk, claim, done
        tows = desk.tows.of_visit(claim.visit.id)
        self._old: Tow | None = tows[-1] if tows else None
        form = self.form
        form.section("tow", _("Tow"), _("the signed sheet proves it to the maker"))
        form.add("carrier", _("Carrier"), TextField(), required=True, span=6)
        form.add("sheet_no", _("Sheet no."), TextField(), span=3)
        form.add("amount_fen", _("Costs, net ¥"), MoneyField(), span=3)
        form.add("from_place", _("Fetched from"), TextField(), required=True, span=6)
        form.add("to_place", _("Brought to"), TextField(), required=True, span=6)
        form.add("km", _("Way, km"), NumberField(), required=True, span=3)
        form.add("started_at", _("Fetched at"), DateTimeField(), span=4)
        form.add("ended_at", _("Brought at"), DateTimeField(), span=5)
        form.section("sheet", _("Signed sheet"))
        form.add("customer_signed", "", CheckField(_("The customer has signed")), span=6)
        form.add("carrier_signed", "", CheckField(_("The carrier has signed")), span=6)
        files = [(one.id, one.caption or one.file_name) for one in self._files()]
        form.add(
            "attachment_id", _("Scan of the sheet"), ChoiceField([(None, "—"), *files]), span=12
        )
        site = desk.bench.site
        here = pick(site.name_zh, site.name_en)
        blank = Tow(claim.visit.id, claim.id, "", "", here, 0)
        form.fill(self._old or blank, fresh=True)
        if self._old is None:
            form.field("km").set_value(None)
        else:
            self.foot.insertWidget(0, Button(_("&Void…"), clicked=self._void))
        self.foot.insertWidget(0, Button(_("&Print…"), clicked=self._print))

    def keep(self, values: dict[str, Any]) -> None:
        """Save it."""
        old, files = self._old, {one.id for one in self._files()}
        given = {**values, "amount_fen": values["amount_fen"] or 0}
        if given["attachment_id"] not in files:
            given["attachment_id"] = None
        self._old = self._desk.tows.save(
            self._claim.visit.id,
            **given,
            claim_id=self._claim.id,
            id=old.id if old else None,
            version=old.version if old else None,
        )
        self._done()
        self.shell.toast(_("The tow by {carrier} is saved", carrier=values["carrier"]))

    def _files(self) -> list[Any]:
        return list(self._desk.attachments.of(self._claim.id))

    def _void(self) -> None:
        old = self._old
        reason = self.shell.ask_text(_("Why is the tow void?"))
        if reason is None or old is None:
            return
        if tried(self.shell, lambda: self._desk.tows.void(old.id, reason)) is not None:
            self._done()
            self.done(0)

    def _print(self) -> None:
        open_paper(self.shell, self._desk, "tow_sheet", self._claim.id)
