"""What was written and not saved when the desk locked: kept for who wrote it, never lost."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import AreaField
from warrantydesk.ui.kit.labels import Words


class Writing(NamedTuple):
    """What stood in one window: its title, and what was written there, a line each."""

    title: str
    lines: tuple[str, ...]


def writing_in(title: str, root: QWidget, *, loose: bool = True) -> Writing | None:
    """Return what is not saved in the forms below ``root``, None where everything is.

    ``loose`` adds the fields that stand in no form; hidden characters are never kept.
    """
    lines = [*_of_forms(root), *(_of_fields(root) if loose else ())]
    return Writing(title, tuple(lines)) if lines else None


def _of_forms(root: QWidget) -> Iterator[str]:
    forms = root.findChildren(Form)
    for form in [root, *forms] if isinstance(root, Form) else forms:
        for path in {**form.read(), **form.problems()}:
            field = form.field(path)
            text = field.text() if isinstance(field, QLineEdit) else field.shown()
            if text.strip() and not _is_hidden(field):
                yield _line(field.accessibleName(), text)


def _of_fields(root: QWidget) -> Iterator[str]:
    for field in root.findChildren(QWidget):
        text = _typed(field)
        if text.strip() and not _is_hidden(field) and not _is_in_form(field, root):
            yield _line(field.accessibleName(), text)


def _typed(field: QWidget) -> str:
    """Return what was typed into a field since it was filled, empty where nothing was."""
    if isinstance(field, QLineEdit):
        return field.text() if field.isModified() and not field.isReadOnly() else ""
    if isinstance(field, QPlainTextEdit):
        touched = field.document().isModified() and not field.isReadOnly()
        return field.toPlainText() if touched else ""
    return ""


def _line(name: str, text: str) -> str:
    return _("{label}: {text}", label=name, text=text) if name else text


def _is_hidden(field: QWidget) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal


def _is_in_form(field: QWidget, root: QWidget) -> bool:
    above = field.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, Form):
            return True
        above = above.parentWidget()
    return isinstance(root, Form)


class KeptDialog(AskDialog):
    """Shows what was written, to be copied or entered again."""

    def __init__(self, kept: list[Writing], parent: QWidget | None) -> None:
        """Show every window that was closed, one below the other."""
        super().__init__(_("Written before the desk locked"), _("Close"), parent)
        self.no.hide()
        told = _("This was not saved when the desk locked. Copy what you need.")
        self.content.addWidget(Words(told, token="ink2", wrap=True))
        text = "\n\n".join("\n".join((one.title, *one.lines)) for one in kept)
        self.text = AreaField(lines=8, most_lines=16)
        self.text.setAccessibleName(told)
        self.text.set_value(text)
        self.text.setReadOnly(True)
        self.content.addWidget(self.text, 1)
