"""About: which program this is and how it stands, to be copied for whoever helps."""

from typing import Any

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.services.diagnostics import Told, text_of
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import KeyValue, KeyValueCard
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.licences_dialog import open_licences
from warrantydesk.ui.other_programs import open_path
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.shown_dialog import ShownDialog


class AboutDialog(ShownDialog):
    """Three cards: the program, the screen, the data."""

    HELP = "about"

    def __init__(self, shell: Shell, desk: Any, scale: float) -> None:
        """``scale`` is the size of all text, 1 as the system has it."""
        super().__init__(_("About Warranty Desk"), shell.widget())
        self._shell, self._desk = shell, desk
        self.told = {
            N_("Program"): desk.diagnostics.of_program(),
            N_("Screen and printers"): _of_screen(scale),
            N_("Data"): desk.diagnostics.of_data(),
        }
        self.content.addWidget(Words(_("Warranty Desk"), delta=3, bold=True))
        said = _("The warranty clerk's desk, on one PC and without a network. MIT licence.")
        self.content.addWidget(Words(said, token="ink2", wrap=True))
        inner = QWidget()
        self._fill(inner)
        self.content.addWidget(Scroll(inner), 1)
        self.copy_button = Button(_("C&opy diagnostics"), icon="copy", clicked=self._copy)
        self.folder_button = Button(_("Open &data folder"), icon="folder", clicked=self._show)
        self.licences_button = Button(
            _("&Licences…"), icon="document", clicked=lambda: open_licences(self)
        )
        self.close_with((self.copy_button, self.folder_button, self.licences_button))
        self.resize(theme.h(36), theme.h(34))

    def _fill(self, inner: QWidget) -> None:
        from PySide6.QtWidgets import QVBoxLayout

        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for title, lines in self.told.items():
            card = KeyValueCard(_(title))
            card.show_rows([KeyValue(_(line.title), _(line.value)) for line in lines])
            column.addWidget(card)
        column.addStretch(1)

    def text(self) -> str:
        """Return everything as text; no name, phone, plate or VIN is in it."""
        return text_of([line for lines in self.told.values() for line in lines])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy_button.setText(_("Copied"))

    def _show(self) -> None:
        open_path(self._shell, self._desk.folder.path)


def _of_screen(scale: float) -> list[Told]:
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    dots = f"{size.width()} × {size.height()}, {screen.devicePixelRatio():.2f}"
    printers = QPrinterInfo.availablePrinterNames()
    return [
        Told(N_("Qt"), qt_version),
        Told(N_("Screen"), dots),
        Told(N_("Size of text"), f"{scale * 100:.0f} %"),
        Told(N_("Printers of the system"), str(len(printers)) if printers else N_("None")),
    ]


def open_about(shell: Shell, desk: Any, scale: float) -> AboutDialog:
    """Show it over the window."""
    dialog = AboutDialog(shell, desk, scale)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
