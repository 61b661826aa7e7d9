"""What a tab may ask of the window; it knows the window only by the verbs below."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.jobs import Job, Jobs, OnError, Then, Work
from warrantydesk.ui.kit.memory import Forgetful, Memory


class Window(Protocol):
    """The verbs that the main window has for the shell."""

    def open_tab(self, tab_key: str, kind: str, key: Any) -> None:
        """Show a tab and let it open a thing."""

    def show_toast(self, text: str, undo: Callable[[], object] | None, warn: bool = False) -> None:
        """Say what happened, for a few seconds."""

    def take_scan(self, text: str) -> None:
        """Go to what was scanned or searched."""

    def badges_changed(self) -> None:
        """Read the badges of the tabs again."""


class Shell(QObject):
    """Open another tab, ask, tell, run in the background."""

    failed = Signal(object)
    stood = Signal(object)
    """How the desk stands with its backups, a BackupStanding, whenever somebody has looked."""

    def __init__(self, memory: Memory | None = None, parent: QObject | None = None) -> None:
        """``memory`` keeps widths and sizes; the window arrives later through ``attach``."""
        super().__init__(parent)
        self.memory: Memory = memory if memory is not None else Forgetful()
        self.jobs = Jobs(self)
        self.jobs.failed.connect(self.failed)
        self._window: Window | None = None

    def attach(self, window: Window) -> None:
        """Receive the window; called once by the composition root."""
        from warrantydesk.ui.help.key import watch_dialogs
        from warrantydesk.ui.kit.focus_mark import watch_focus

        self._window = window
        watch_dialogs()
        watch_focus()

    def widget(self) -> QWidget | None:
        """Return the window as the parent of dialogs."""
        return self._window if isinstance(self._window, QWidget) else None

    def open(self, tab_key: str, kind: str = "", key: Any = None) -> None:
        """Show the tab ``tab_key`` and let it open the thing of that kind."""
        if self._window is not None:
            self._window.open_tab(tab_key, kind, key)

    def scan(self, text: str) -> None:
        """Go to what was scanned, as if it came from the scan line."""
        if self._window is not None:
            self._window.take_scan(text)

    def toast(
        self, text: str, undo: Callable[[], object] | None = None, *, warn: bool = False
    ) -> None:
        """Say what happened; with ``undo`` offer to take it back, ``warn`` for what went wrong."""
        if self._window is not None:
            self._window.show_toast(text, undo, warn)

    def badges_changed(self) -> None:
        """Let the window read the badges again."""
        if self._window is not None:
            self._window.badges_changed()

    def run(
        self,
        work: Work,
        then: Then | None = None,
        label: str = "",
        on_error: OnError | None = None,
    ) -> Job:
        """Run ``work(step)`` in the background, then ``then(result)`` here; see ``Jobs.run``."""
        return self.jobs.run(work, then, label, on_error)

    def tell(self, text: str, detail: str = "", *, warn: bool = False) -> None:
        """Say something that must be read."""
        messages.tell(self.widget(), text, detail, warn=warn)

    def ask(self, question: str, yes: str, detail: str = "", *, danger: bool = False) -> bool:
        """Ask a question whose yes is the verb ``yes``."""
        return messages.ask(self.widget(), question, yes, detail, danger=danger)

    def ask_text(self, question: str, value: str = "", *, secret: bool = False) -> str | None:
        """Ask for a line of text; None when cancelled."""
        return messages.ask_text(self.widget(), question, value, secret=secret)

    def ask_choice(
        self, question: str, choices: Sequence[tuple[Any, str]], current: Any = None
    ) -> Any:
        """Ask for one of several; None when cancelled."""
        return messages.ask_choice(self.widget(), question, choices, current)

    def pick_files(self, title: str, kinds: str = "", *, many: bool = True) -> list[str]:
        """Let files be picked."""
        return messages.pick_files(self.widget(), title, kinds, many=many)

    def pick_save(self, title: str, name: str, kinds: str = "") -> str | None:
        """Let a place to save be picked; None when cancelled."""
        return messages.pick_save(self.widget(), title, name, kinds)
