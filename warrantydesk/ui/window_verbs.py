"""What the menus of the window do."""

from typing import Any

from PySide6.QtWidgets import QApplication

from warrantydesk.i18n import _, language
from warrantydesk.ui.dealer_dialog import DealerDialog
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.sounds import set_sounds, sounds_on
from warrantydesk.ui.people_dialog import PeopleDialog
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.reindexing import make_index


def new_claim(window: Any) -> None:
    """Accept a new claim."""
    window.open_tab("intake", "new", None)


def go(window: Any, key: str) -> None:
    """Show a tab."""
    window.open_tab(key, "", None)


def find(window: Any) -> None:
    """Put the keyboard into the scan line."""
    window.seek()


def dealer(window: Any) -> None:
    """Edit the dealer's data."""
    DealerDialog(window.shell, window.desk).exec()


def people(window: Any) -> None:
    """Edit the people of the desk."""
    PeopleDialog(window.shell, window.desk).exec()


def learning(window: Any) -> None:
    """Show why claims came back, and which warning should become a block."""
    from warrantydesk.ui.learning_dialog import open_learning

    open_learning(window.shell, window.desk)


def ledgers(window: Any) -> None:
    """Choose a list of the desk and write it to a file."""
    from warrantydesk.ui.ledgers_dialog import open_ledgers

    open_ledgers(window.shell, window.desk)


def export_list(window: Any) -> None:
    """Write the list that has the keyboard to a file, else the largest one in sight."""
    if (table := _list_in_hand(window)) is not None:
        window.save_list(table)


def list_columns(window: Any) -> None:
    """Choose the columns of the list that has the keyboard, else of the largest one in sight."""
    from warrantydesk.ui.kit.table_menu import open_columns

    if (table := _list_in_hand(window)) is not None:
        open_columns(table)


def _list_in_hand(window: Any) -> Any:
    from warrantydesk.ui.kit.table_menu import list_at, lists_in

    found = list_at(QApplication.focusWidget())
    shown = [found] if found is not None else lists_in(window)
    if not shown:
        window.show_toast(_("There is no list here that could be exported."), None)
        return None
    return shown[0]


def appointments(window: Any) -> None:
    """Show the appointments of today."""
    from warrantydesk.ui.care.appointments_dialog import open_appointments

    open_appointments(window.shell, window.desk)


def calls(window: Any) -> None:
    """Show whom to call after a repair."""
    from warrantydesk.ui.care.lists_dialog import open_calls

    open_calls(window.shell, window.desk)


def complaints(window: Any) -> None:
    """Show the complaints that are not closed."""
    from warrantydesk.ui.care.lists_dialog import open_complaints

    open_complaints(window.shell, window.desk)


def disposals(window: Any) -> None:
    """Show the records that have been kept long enough, and the lists made of them."""
    from warrantydesk.ui.disposals_dialog import open_disposals

    window.flush()
    open_disposals(window.shell, window.desk)


def redaction(window: Any) -> None:
    """Take the data of the person out whose claim is in front."""
    from warrantydesk.ui.redaction_dialog import open_redaction_of_claim

    window.flush()
    number = _claim_in_hand(window)
    if number is None:
        window.show_toast(_("Open a claim of the person first."), None)
        return
    open_redaction_of_claim(window.shell, window.desk, number)


def _claim_in_hand(window: Any) -> int | None:
    """Return the claim of the page in front, or the one that the archive shows."""
    front = window.front()
    claim = getattr(getattr(front, "page", None), "claim", None)
    if claim is not None:
        return int(claim.id)
    asking = getattr(front, "asking", None)
    shown = asking.current() if asking is not None else None
    return int(shown) if shown is not None else None


def leave(window: Any) -> None:
    """Close the window; everything that waits is saved, and backed up where it changed."""
    if not window.is_kept_open():
        window.close()


def undo(window: Any) -> None:
    """Take the last step back."""
    window.flush()
    name = tried(window.shell, window.desk.undo)
    if name:
        window.show_toast(_("Undone: {what}", what=_(name)), None)
    elif window.desk.undo_name is None:
        window.show_toast(_("There is nothing to undo."), None)


def refresh(window: Any) -> None:
    """Read the tab in front again."""
    tab = window.front()
    if tab is not None:
        tab.flush()
        tab.refresh()


def reindex(window: Any) -> None:
    """Make the search index anew."""
    make_index(window)


def look(window: Any, value: str) -> None:
    """Choose light, dark or as the system."""
    window.memory.setValue("look", value)
    _restyle(window)


def rescale(window: Any, value: float) -> None:
    """Choose the size of all text."""
    window.memory.setValue("scale", value)
    _restyle(window)


def _restyle(window: Any) -> None:
    app = QApplication.instance()
    dark = {"dark": True, "light": False}.get(str(window.memory.value("look", "")))
    if isinstance(app, QApplication):
        theme.apply(app, dark, float(str(window.memory.value("scale", 1.0))))


def speak(window: Any, code: str) -> None:
    """Speak another language at once: the window comes again on the same tab."""
    window.memory.setValue("language", code)
    if code == language().code:
        return
    if window.reopen is None:
        messages.tell(window, _("The language changes at the next start."))
        return
    window.flush()
    window.reopen(language=code)


def switch_sounds(window: Any) -> None:
    """Switch the sounds of the scanner."""
    set_sounds(not sounds_on())
    window.show_toast(_("Sounds are on.") if sounds_on() else _("Sounds are off."), None)


def scanner_test(window: Any) -> None:
    """Try the scanner out with the four codes of the test page."""
    from warrantydesk.ui.set_up.scanner_dialog import open_scanner_test

    open_scanner_test(window.shell, window.desk)


def states(window: Any) -> None:
    """Show how a claim goes, and where the one in hand stands."""
    from warrantydesk.ui.states_dialog import StatesDialog

    claim = getattr(getattr(window.front(), "page", None), "claim", None)
    dialog = StatesDialog(claim.state if claim is not None else None, window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
