"""Who signs: a person for each role that is still to sign, and what stands in the way."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from warrantydesk.domain.person import ROLE_NAMES, Person, Role
from warrantydesk.i18n import _
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel


class SignDialog(AskDialog):
    """One tick and one person per role; accepted with ``signers()``."""

    def __init__(
        self,
        roles: Sequence[Role],
        people: Sequence[Person],
        likely: Mapping[Role, str],
        notes: Sequence[tuple[Mark, str]],
        parent: QWidget | None = None,
    ) -> None:
        """``likely`` names the login that probably signs; ``notes`` say what is still open."""
        super().__init__(_("Sign and freeze"), _("&Sign"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ticks: dict[Role, CheckField] = {}
        self.names: dict[Role, ChoiceField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for number, role in enumerate(roles):
            self._add_role(grid, number, role, people, likely.get(role, ""))
        self._fill(grid, notes)
        self._look()

    def _add_role(
        self, grid: QGridLayout, number: int, role: Role, people: Sequence[Person], likely: str
    ) -> None:
        tick = CheckField(_(ROLE_NAMES[role]))
        fit = [(one.login, one.name) for one in people if one.may_act_as(role)]
        name = ChoiceField(fit, _("Who signs?"))
        name.setAccessibleName(_("Signs as {role}", role=_(ROLE_NAMES[role])))
        if likely in {login for login, _name in fit}:
            name.set_value(likely)
        elif len(fit) == 1:
            name.set_value(fit[0][0])
        tick.set_value(name.value() is not None)
        name.edited.connect(lambda: self._tick(role))
        tick.edited.connect(self._look)
        grid.addWidget(tick, number, 0)
        grid.addWidget(name, number, 1)
        self.ticks[role], self.names[role] = tick, name

    def _fill(self, grid: QGridLayout, notes: Sequence[tuple[Mark, str]]) -> None:
        words = _("After the first signature the answers are frozen; a change is a new version.")
        self.content.addWidget(Words(words, token="ink2", wrap=True))
        self.content.addLayout(grid)
        if notes:
            self.content.addWidget(Hairline())
        for mark, text in notes:
            self.content.addWidget(MarkLabel(mark, text))

    def signers(self) -> list[tuple[Role, str]]:
        """Return role and login of everyone who signs now."""
        return [
            (role, str(self.names[role].value()))
            for role, tick in self.ticks.items()
            if tick.value()
        ]

    def _tick(self, role: Role) -> None:
        self.ticks[role].set_value(True)
        self._look()

    def _look(self) -> None:
        ticked = [role for role, tick in self.ticks.items() if tick.value()]
        nameless = [role for role in ticked if not self.names[role].value()]
        if not ticked:
            words = _("Tick who signs.")
        else:
            words = (
                _("Choose who signs as {role}.", role=_(ROLE_NAMES[nameless[0]]))
                if nameless
                else ""
            )
        self.hold(words)
