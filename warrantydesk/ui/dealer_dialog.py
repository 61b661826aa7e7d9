"""The dealer's own data: name, number, address, logo on all papers."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import ChoiceField, CodeField, TextField
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


class DealerDialog(AskDialog):
    """Edits the site; everything is saved at once by the primary button."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Show the site as it is."""
        super().__init__(_("Dealer"), _("&Save"), shell.widget())
        self._shell, self._desk = shell, desk
        self.form = form = Form()
        form.section("dealer", _("Dealer"), _("stands on every paper and label"))
        form.add("name_zh", _("Name in Chinese"), TextField(), span=6)
        form.add("name_en", _("Name in English"), TextField(), span=6)
        form.add("dealer_code", _("Dealer code"), CodeField(), span=4)
        form.add("code", _("Site number, 00 to 98"), CodeField(), span=4)
        brands = [(code, desk.profiles.maker_name(code)) for code in desk.profiles.brands()]
        form.add("brand", _("Brand"), ChoiceField(brands), span=4)
        form.add("address", _("Address"), TextField(), span=8)
        form.add("phone", _("Phone"), TextField(), span=4)
        form.fill(desk.settings.site, fresh=True)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(form, 1)
        self.foot.insertWidget(0, Button(_("&Logo…"), clicked=self._choose_logo))
        self.resize(theme.h(34), self.sizeHint().height())

    def _choose_logo(self) -> None:
        files = self._shell.pick_files(
            _("Logo"), _("Pictures") + " (*.png *.jpg *.jpeg)", many=False
        )
        if files and tried(self._shell, lambda: self._desk.settings.save_logo(Path(files[0]))):
            self._shell.toast(_("The logo stands on new papers from now on."))

    def accept(self) -> None:
        """Save the site and close; a refusal is said and the dialog stays."""
        site = replace(self._desk.settings.site, **self.form.read())
        if tried(self._shell, lambda: self._desk.settings.save_site(site)) is not None:
            super().accept()
