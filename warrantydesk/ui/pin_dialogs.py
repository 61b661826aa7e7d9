"""Setting, changing and taking away a PIN; and the way out where one is forgotten."""

from typing import Any

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.pin import LONGEST, SHORTEST
from warrantydesk.i18n import N_, _
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.pin_field import PinField
from warrantydesk.ui.shell import Shell

_OWN, _NEW, _AGAIN, _KEY = "own_pin", "pin", "again", "key"


class SetPinDialog(FormDialog):
    """The new PIN, twice; before it the present one where somebody changes the own."""

    def __init__(self, shell: Shell, desk: Any, login: str, *, away: bool = False) -> None:
        """``away`` takes the PIN away."""
        name = desk.people.name_of(login)
        title = (
            _("Take the PIN of {name} away", name=name) if away else _("PIN of {name}", name=name)
        )
        super().__init__(shell, title, _("&Take away") if away else _("&Save"))
        self._desk, self._login, self._away = desk, login, away
        is_own = desk.people.acting.login == login
        self.say(_told(is_own, away))
        form, has_own = self.form, is_own and desk.people.has_pin(login)
        if has_own or not away:
            form.section("pin", _("PIN"))
        if has_own:
            form.add(_OWN, _("Present PIN"), PinField(), required=True, span=12)
        if not away:
            label = _("New PIN, {shortest} to {longest} digits", shortest=SHORTEST, longest=LONGEST)
            form.add(_NEW, label, PinField(), required=True, span=12)
            form.add(_AGAIN, _("The same once more"), PinField(), required=True, span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Set the PIN, or take it away."""
        new = values.get(_NEW, "")
        if new != values.get(_AGAIN, ""):
            raise refused(INVALID, N_("This is not the same PIN. Enter it twice."), _AGAIN)
        self._desk.people.set_pin(self._login, new, values.get(_OWN, ""))
        self.shell.toast(_("The PIN is gone.") if self._away else _("The PIN is set."))


def _told(is_own: bool, away: bool) -> str:
    if away:
        return _("Without a PIN anybody at this computer can act under this name.")
    if is_own:
        return _("The desk then locks when nobody is there, and asks for the PIN to go on.")
    return _("Tell the person in private. At the next unlocking the desk asks for an own one.")


class ResetPinDialog(FormDialog):
    """A forgotten PIN is taken away with the key of the recovery sheet."""

    def __init__(self, shell: Shell, desk: Any, login: str) -> None:
        """Ask for the key as it is printed."""
        name = desk.people.name_of(login)
        super().__init__(shell, _("PIN forgotten: {name}", name=name), _("&Take the PIN away"))
        self._desk, self._login = desk, login
        self.say(_forgotten_words(desk, login))
        self.form.section("key", _("Recovery sheet"))
        label = _("Key of the backups: eight groups of six digits")
        self.form.add(_KEY, label, TextField(), required=True, span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Take the PIN away where the key is right."""
        self._desk.people.reset_pin(self._login, values[_KEY])
        self.shell.toast(_("The PIN is gone."))


def _forgotten_words(desk: Any, login: str) -> str:
    managers = [
        one.name
        for one in desk.people.all()
        if one.may_act_as(Role.SERVICE_MANAGER) and one.login != login
    ]
    if managers:
        return _(
            "{name} can set a new PIN under Tools, People. Where nobody can, the key on the "
            "recovery sheet takes the PIN away; this is noted in the journal.",
            name=managers[0],
        )
    return _(
        "No other service manager can set a new PIN. The key on the recovery sheet takes the "
        "PIN away; this is noted in the journal."
    )


def change_pin(shell: Shell, desk: Any, login: str, *, away: bool = False) -> SetPinDialog:
    """Open the dialog over a person's PIN."""
    dialog = SetPinDialog(shell, desk, login, away=away)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def help_forgotten(shell: Shell, desk: Any, login: str) -> None:
    """Say how a forgotten PIN is replaced, and take the key of the recovery sheet."""
    dialog = ResetPinDialog(shell, desk, login)
    dialog.exec()
    dialog.deleteLater()
