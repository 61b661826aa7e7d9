"""A bulletin is written: code, day, topic, title and text in both languages."""

from collections.abc import Callable, Mapping
from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, CodeField, DateField, TextField
from warrantydesk.ui.tabs.policies.value_words import TOPICS, value_word

NEEDED = ("code", "issued_on", "title_zh", "text_zh")


class BulletinDialog(AskDialog):
    """Saves through ``save``; a refusal leaves everything as it was typed."""

    def __init__(
        self, save: Callable[[Mapping[str, Any]], Any], values: Mapping[str, Any], parent: Any
    ) -> None:
        """Start with ``values``; ``save`` returns None where it was refused."""
        super().__init__(_("Bulletin"), _("&Save the bulletin"), parent)
        self._save = save
        self.form = form = Form()
        form.section("bulletin", _("Bulletin"), _("what the maker has told its dealers"))
        form.add("code", _("Code"), CodeField(), required=True, span=4)
        form.add("issued_on", _("Issued on"), DateField(), required=True, span=4)
        topic = str(values.get("topic") or "")
        topics = {"": "—", **{one: value_word("topic", one) for one in (*TOPICS, topic) if one}}
        form.add("topic", _("Topic"), ChoiceField(list(topics.items())), span=4)
        form.add("title_zh", _("Title in Chinese"), TextField(), required=True, span=6)
        form.add("title_en", _("Title in English"), TextField(), span=6)
        form.add("text_zh", _("Text in Chinese"), AreaField(), required=True, span=12)
        form.add("text_en", _("Text in English"), AreaField(), span=12)
        form.fill({**values, "topic": topic}, fresh=True)
        self._begun = self.values()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(form, 1)
        self.resize(theme.h(40), theme.h(25))
        for name in NEEDED:
            form.field(name).edited.connect(self._judge)
        self._judge()

    def values(self) -> dict[str, Any]:
        """Return what was written."""
        names = ("code", "issued_on", "topic", "title_zh", "title_en", "text_zh", "text_en")
        return {name: self.form.field(name).value() for name in names}

    def accept(self) -> None:
        """Save and close."""
        if self._save(self.values()) is not None:
            super().accept()

    def reject(self) -> None:
        """Close, but ask before what was typed is lost."""
        if self.values() == self._begun or self.may_lose():
            super().reject()

    def _judge(self) -> None:
        told = self.values()
        missing = [name for name in NEEDED if not told[name]]
        self.hold(_("Code, day, title and text in Chinese are needed.") if missing else "")
