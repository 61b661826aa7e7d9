"""An entry of the correspondence with the maker: who spoke, how, and what was said or offered."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.care import CHANNEL_NAMES, OUTCOME_NAMES, Channel, Outcome, Party
from warrantydesk.i18n import _
from warrantydesk.services.answered import Answered
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import (
    AreaField,
    ChoiceField,
    DateField,
    DateTimeField,
    MoneyField,
    TextField,
)
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.shell import Shell


class NoteDialog(FormDialog):
    """Keeps what was said between the desk and the maker about one claim."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        view: Answered,
        done: Callable[[Callable[[], object]], bool],
    ) -> None:
        """``done`` runs the verb."""
        number = view.claim.claim_number
        super().__init__(shell, _("Correspondence about {number}", number=number), _("&Keep"))
        self._desk, self._view, self._run = desk, view, done
        form = self.form
        form.section("said", _("What was said"))
        form.add("text", _("In a few sentences"), AreaField(lines=4), required=True, span=12)
        form.section("how", _("How"))
        ways = [Segment(False, _("To the maker")), Segment(True, _("From the maker"))]
        form.add("incoming", _("Direction"), Segmented(ways), span=6)
        channels = [(one, _(name)) for one, name in CHANNEL_NAMES.items()]
        form.add("channel", _("Channel"), ChoiceField(channels), span=6)
        form.add("with_whom", _("With whom"), TextField(), span=6)
        form.add("at", _("When"), DateTimeField(), required=True, span=6)
        outcomes = [(one, _(name)) for one, name in OUTCOME_NAMES.items()]
        form.add("outcome", _("Outcome"), ChoiceField(outcomes), span=6)
        form.add("amount_fen", _("Amount offered, ¥"), MoneyField(), span=3)
        form.add("again_on", _("Speak again on"), DateField(), span=3)
        form.fill(
            {
                "incoming": False,
                "channel": Channel.PORTAL,
                "outcome": Outcome.NOTED,
                "at": desk.bench.now,
            },
            fresh=True,
        )

    def keep(self, values: dict[str, Any]) -> None:
        """Write the entry down."""
        self._run(
            lambda: self._desk.care.note(
                Party.MAKER,
                values["channel"],
                values["text"],
                claim_id=self._view.claim.id,
                incoming=bool(values["incoming"]),
                outcome=values["outcome"],
                with_whom=values["with_whom"],
                at=values["at"],
                again_on=values["again_on"],
                amount_fen=values["amount_fen"],
            )
        )
