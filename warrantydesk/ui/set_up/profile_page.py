"""The brand profile: which brand the desk works for, and what its profile holds in numbers."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.i18n import N_, _, pick
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.table_titles import table_title
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import KeyValue, KeyValues
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.fields_choice import ChoiceField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.set_up.captions import TITLES
from warrantydesk.ui.set_up.page import Page, PartHead

_TABLES = (
    "models",
    "parts",
    "labour",
    "faults",
    "policies",
    "checks",
    "campaigns",
    "deadlines",
    "documents",
    "portal",
)
"""Tables whose rows are counted, in this order."""
DEMO = "demo"


class ProfilePage(Page):
    """A choice among the loaded brands; another profile comes from a folder or a ZIP."""

    KEY = "profile"
    TITLE = TITLES["profile"]
    INTRO = N_(
        "A profile holds what the maker lays down: models, parts, labour times, fault codes, "
        "policies, deadlines. The maker's own comes as a folder or a ZIP file."
    )

    def build(self) -> None:
        """Lay the choice over the numbers."""
        self.brand = ChoiceField()
        self.brand.setAccessibleName(_("Brand"))
        self.brand.edited.connect(self._choose)
        self.bring = Button(_("&Import a profile…"), icon="import", clicked=self._bring)
        self.chip = StatusChip()
        self.told_of = Words("", token="ink2", delta=-0.5, wrap=True)
        self.numbers = KeyValues()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.brand, 1)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.bring)
        self.content.addWidget(PartHead(1, _("Brand of this desk")))
        self.content.addLayout(row)
        self.content.addWidget(self.told_of)
        self.content.addSpacing(6)
        self.content.addWidget(PartHead(2, _("What the profile holds"), _("rows in force today")))
        self.content.addWidget(self.numbers)
        self.content.addStretch(1)
        self.desk.listen(self._heard)
        self.destroyed.connect(lambda *_gone, desk=self.desk, heard=self._heard: desk.forget(heard))

    def arrive(self) -> None:
        """Read the profiles anew."""
        found = self.desk.policies.profiles()
        brands = set(self.desk.profiles.brands())
        choices = [(one.code, self._name(one)) for one in found if one.code in brands]
        self.brand.set_choices(choices)
        self.brand.set_value(self.desk.settings.site.brand)
        self._show()

    def _name(self, head: Any) -> str:
        return _("{name} ({code})", name=pick(head.name_zh, head.name_en), code=head.code)

    def _show(self) -> None:
        tables = {one.name: one for one in self.desk.policies.tables(self.brand.value() or "")}
        shown = [tables[name] for name in _TABLES if name in tables]
        rows = [KeyValue(_(table_title(one.name)), f"{one.row_count:,}") for one in shown]
        self.numbers.show_rows(rows)
        sources = {one.in_force.source for one in shown if one.in_force is not None}
        is_demo = DEMO in sources
        self.chip.show_state(_("invented, for practising") if is_demo else "", Tone.WARN)
        self.told_of.setText(
            _("This brand is invented. Import the profile of your maker before the first claim.")
            if is_demo
            else ""
        )
        self.told_of.setVisible(is_demo)

    def _choose(self) -> None:
        site = replace(self.desk.settings.site, brand=self.brand.value())
        tried(self.shell, lambda: self.desk.settings.save_site(site))
        self._show()
        self.changed.emit()

    def _bring(self) -> None:
        from warrantydesk.ui.tabs.policies.profile_verbs import ProfileVerbs

        self._verbs = ProfileVerbs(self.shell, self.desk)
        self._verbs.bring()

    def _heard(self, change: Change) -> None:
        if Kind.PROFILES in change.kinds:
            self.arrive()
            self.changed.emit()
