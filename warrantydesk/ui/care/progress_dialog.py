"""Tell the customer how the repair goes: a ready text, copied and written down in one step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication

from warrantydesk.domain.care import CHANNEL_NAMES, Channel, Outcome, Party
from warrantydesk.domain.claim import Claim
from warrantydesk.i18n import _, language
from warrantydesk.services.progress import PROGRESS_NAMES
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.masks import seen_claim
from warrantydesk.ui.shell import Shell

_WAYS = (Channel.MESSENGER, Channel.SMS, Channel.MAIL, Channel.PHONE, Channel.DESK)


def tell_customer(
    shell: Shell, desk: Any, claim: Claim, done: Callable[[], object] = lambda: None
) -> "ProgressDialog":
    """Open the texts for the customer of a claim; ``done`` is called after one was taken."""
    dialog = ProgressDialog(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class ProgressDialog(FormDialog):
    """The text that fits where the claim stands; another one may be chosen, all can be edited."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Begin with the text that fits, in Chinese where the desk speaks Chinese."""
        number = claim.claim_number
        super().__init__(
            shell, _("Tell the customer: {number}", number=number), _("&Copy and write down")
        )
        self._desk, self._claim, self._done = desk, claim, done
        self._texts = {one.code: one for one in desk.care.progress_texts(claim.id)}
        first = next(iter(self._texts))
        owner = seen_claim(desk, claim).owner
        who = owner.contact or owner.name or "—"
        phone = owner.contact_phone or owner.phone or "—"
        self.say(_("For {who}, {phone}. Copy it into the messenger.", who=who, phone=phone))
        form = self.form
        form.section("text", _("Text"))
        texts = [(code, _(PROGRESS_NAMES[code])) for code in self._texts]
        ways = [(one, _(CHANNEL_NAMES[one])) for one in _WAYS]
        tongues = [Segment("zh", "中文"), Segment("en", "English")]
        form.add("code", _("What is to be told"), ChoiceField(texts), span=5)
        form.add("lang", _("Language of the text"), Segmented(tongues), span=3)
        form.add("channel", _("Sent through"), ChoiceField(ways), span=4)
        form.add("text", _("Text"), AreaField(lines=5, most_lines=12), required=True, span=12)
        form.fill(
            {"code": first, "lang": language().code[:2], "channel": Channel.MESSENGER},
            fresh=True,
        )
        form.changed.connect(self._follow)
        self.setMinimumWidth(theme.h(36))
        self._write()

    def _follow(self, path: str) -> None:
        if path in ("code", "lang"):
            self._write()

    def _write(self) -> None:
        found = self._texts[self.form.field("code").value()]
        chinese = self.form.field("lang").value() == "zh"
        self.form.field("text").set_value(found.zh if chinese else found.en)

    def keep(self, values: dict[str, Any]) -> None:
        """Write down what is sent, and put it on the clipboard."""
        self._desk.care.note(
            Party.CUSTOMER,
            values["channel"],
            values["text"],
            claim_id=self._claim.id,
            outcome=Outcome.NOTED,
            with_whom=self._claim.owner.contact or self._claim.owner.name,
        )
        QGuiApplication.clipboard().setText(values["text"])
        self._done()
        self.shell.toast(_("Copied: paste it into the messenger. It is written down already."))
