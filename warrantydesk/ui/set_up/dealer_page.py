"""The dealer: name and numbers as they stand on every paper and label."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.services.setting_table import LOGO
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import CodeField, TextField
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.set_up.captions import TITLES
from warrantydesk.ui.set_up.page import FormPage


class DealerPage(FormPage):
    """The site's data without its brand, which has a step of its own."""

    KEY = "dealer"
    TITLE = TITLES["dealer"]
    INTRO = N_(
        "It stands on every paper, label and claim. The site number is part of every number the "
        "desk gives: choose it before the first claim."
    )

    def declare(self, form: Form) -> None:
        """Declare name, numbers, address and logo."""
        form.section("name", _("Dealer"))
        form.add("name_zh", _("Name in Chinese"), TextField(), span=6)
        form.add("name_en", _("Name in English"), TextField(), span=6)
        form.add("dealer_code", _("Dealer code"), CodeField(_("as the maker names you")), span=6)
        form.add("code", _("Site number, 00 to 98"), CodeField(), span=6)
        form.section("reach", _("Address"))
        form.add("address", _("Address"), TextField(), span=8)
        form.add("phone", _("Phone"), TextField(), span=4)
        form.section("logo", _("Logo"), _("at the head of every paper"))
        self.logo = MarkLabel()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        self.choose = Button(_("&Choose a picture…"), icon="image", clicked=self._choose)
        line.addWidget(self.choose)
        line.addWidget(self.logo, 1)
        form.add_block(row)

    def arrive(self) -> None:
        """Show the site as it is."""
        self.form.fill(self.desk.settings.site, fresh=True)
        self._show_logo()

    def write(self, values: dict[str, Any]) -> None:
        """Save the site."""
        self.desk.settings.save_site(replace(self.desk.settings.site, **values))

    def _show_logo(self) -> None:
        has = bool(self.desk.settings.get(LOGO, ""))
        said = _("A logo stands on the papers.") if has else _("None yet: papers have no logo.")
        self.logo.show_mark(Mark.DONE if has else Mark.TODO, said)

    def _choose(self) -> None:
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
        files = self.shell.pick_files(_("Logo"), kinds, many=False)
        if files:
            tried(self.shell, lambda: self.desk.settings.save_logo(Path(files[0])))
            self._show_logo()
