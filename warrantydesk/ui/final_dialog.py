"""A dialog for what cannot be undone: a name typed once more, a worker, then the certificate."""

from collections.abc import Callable
from typing import Any, ClassVar

from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.i18n import _
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.shell import Shell


class FinalDialog(FormDialog):
    """Stays open while the work goes on: what comes of it is still to be shown."""

    LABEL: ClassVar[str] = ""
    """What the worker does (``N_``)."""
    TYPED: ClassVar[str] = ""
    """The field in which the name is typed once more."""
    WRONG: ClassVar[str] = ""
    """What is said there where it is another one (``N_``)."""

    def __init__(self, shell: Shell, desk: Any, title: str, yes: str, intro: str = "") -> None:
        """As a ``FormDialog``, over a desk that is lent to the worker."""
        super().__init__(shell, title, yes, intro)
        self._desk = desk

    def is_typed(self, text: str) -> bool:
        """Tell whether what was typed is the name."""
        raise NotImplementedError

    def work(self, values: dict[str, Any]) -> Callable[[], Any]:
        """Return what the worker does with the values of the fields.

        What must be asked first is asked here, on the window's thread; it may refuse.
        """
        raise NotImplementedError

    def show_made(self, made: Any) -> None:
        """Show what came of it; the dialog is closed."""
        raise NotImplementedError

    def accept(self) -> None:
        """Let a worker do it; what is refused stands at its field."""
        if wrong := {**self._missing(), **self.form.problems()}:
            self._show({path: [text] for path, text in wrong.items()})
            return
        values = self.values()
        if not self.is_typed(values[self.TYPED].strip()):
            self._refuse(refused(INVALID, self.WRONG, self.TYPED))
            return
        try:
            work = self.work(values)
        except Refused as error:
            self._refuse(error)
            return
        self._hold_open(True)
        Borrowed(self.shell, self._desk).run(
            lambda _step: work(), _(self.LABEL), self._end, self._failed
        )

    def reject(self) -> None:
        """Close, unless the work goes on."""
        if self.no.isEnabled():
            super().reject()

    def _hold_open(self, held: bool) -> None:
        self.yes.setEnabled(not held)
        self.no.setEnabled(not held)

    def _end(self, made: Any) -> None:
        self.done(1)
        self.show_made(made)

    def _failed(self, error: BaseException | None) -> bool:
        self._hold_open(False)
        if isinstance(error, Refused):
            self._refuse(error)
            return True
        return False
