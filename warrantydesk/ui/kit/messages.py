"""The only door to modal questions; tests answer beforehand with ``answer_with``."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from warrantydesk.i18n import _


class _Script:
    """Answers laid out by a test, and what was asked for each."""

    active = False
    answers: list[Any] = []  # noqa: RUF012 - one script for the process, as there is one screen
    asked: list[str] = []  # noqa: RUF012 - as above


@contextmanager
def answer_with(*answers: Any) -> Iterator[list[str]]:
    """Answer the next questions without a window; yield the list of what was asked.

    Raises AssertionError for a question without an answer and for answers left over.
    """
    held = (_Script.active, _Script.answers, _Script.asked)
    _Script.active, _Script.answers, _Script.asked = True, list(answers), []
    try:
        yield _Script.asked
        if _Script.answers:
            raise AssertionError(f"answers not asked for: {_Script.answers}")
    finally:
        _Script.active, _Script.answers, _Script.asked = held


class _Place:
    """Where files were picked or saved last, first the documents of the person."""

    folder = ""

    @classmethod
    def last(cls) -> str:
        where = QStandardPaths.StandardLocation.DocumentsLocation
        return cls.folder or QStandardPaths.writableLocation(where)


def _kept(paths: list[str]) -> list[str]:
    if paths:
        _Place.folder = str(Path(paths[0]).parent)
    return paths


def _scripted(question: str) -> Any:
    _Script.asked.append(question)
    if not _Script.answers:
        raise AssertionError(f"no answer laid out for: {question}")
    return _Script.answers.pop(0)


def tell(parent: QWidget | None, text: str, detail: str = "", *, warn: bool = False) -> None:
    """Say something that must be read; a scripted answer is not needed."""
    if _Script.active:
        _Script.asked.append(text)
        return
    box = QMessageBox(parent)
    box.setWindowTitle(_("Warranty Desk"))
    box.setIcon(QMessageBox.Icon.Warning if warn else QMessageBox.Icon.Information)
    box.setText(text)
    box.setInformativeText(detail)
    box.exec()


def ask(
    parent: QWidget | None, question: str, yes: str, detail: str = "", *, danger: bool = False
) -> bool:
    """Ask a question whose yes is a verb; ``danger`` makes Cancel the default."""
    if _Script.active:
        return bool(_scripted(question))
    box = QMessageBox(parent)
    box.setWindowTitle(_("Warranty Desk"))
    box.setIcon(QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question)
    box.setText(question)
    box.setInformativeText(detail)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse if danger else agree)
    box.exec()
    return box.clickedButton() is agree


def run(dialog: QDialog, question: str, take: Callable[[Any], object]) -> bool:
    """Let a dialog of its own ask; a scripted answer goes to ``take`` as the dialog would give it.

    Return whether it was accepted; a scripted None is Cancel.
    """
    if _Script.active:
        answer = _scripted(question)
        if answer is not None:
            take(answer)
        return answer is not None
    return bool(dialog.exec())


def ask_text(
    parent: QWidget | None, question: str, value: str = "", *, secret: bool = False
) -> str | None:
    """Ask for a line of text; None when cancelled. ``secret`` hides what is typed."""
    if _Script.active:
        answer = _scripted(question)
        return None if answer is None else str(answer)
    echo = QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal
    text, taken = QInputDialog.getText(parent, "", question, echo, value)
    return text.strip() if taken else None


def ask_choice(
    parent: QWidget | None, question: str, choices: Sequence[tuple[Any, str]], current: Any = None
) -> Any:
    """Ask for one of several; return its value, None when cancelled."""
    if _Script.active:
        return _scripted(question)
    texts = [text for _value, text in choices]
    start = next((i for i, (value, _text) in enumerate(choices) if value == current), 0)
    text, taken = QInputDialog.getItem(parent, "", question, texts, start, False)
    return choices[texts.index(text)][0] if taken else None


def pick_files(
    parent: QWidget | None, title: str, kinds: str = "", *, many: bool = True
) -> list[str]:
    """Let files be picked; ``kinds`` is a Qt filter such as "Excel (*.xlsx *.xls)"."""
    if _Script.active:
        return [str(path) for path in _scripted(title) or ()]
    if many:
        return _kept(QFileDialog.getOpenFileNames(parent, title, _Place.last(), kinds)[0])
    path = QFileDialog.getOpenFileName(parent, title, _Place.last(), kinds)[0]
    return _kept([path] if path else [])


def pick_save(parent: QWidget | None, title: str, name: str, kinds: str = "") -> str | None:
    """Let a place to save be picked; None when cancelled.

    It ends as one of ``kinds`` does: as the kind that was chosen, else as ``name``.
    """
    if _Script.active:
        answer = _scripted(title)
        return None if answer is None else _ending(str(answer), name, kinds)
    start = str(Path(_Place.last()) / name)
    path, kind = QFileDialog.getSaveFileName(parent, title, start, kinds)
    return _ending(_kept([path])[0], f"{name}{_endings(kind)[0]}", kinds) if path else None


def _ending(path: str, name: str, kinds: str) -> str:
    """Return a path with an ending of ``kinds``: a PDF is no picture, whatever it is called."""
    ending = Path(name).suffix
    known = [one for one in (ending, *_endings(kinds)) if one]
    return path if path.lower().endswith(tuple(known)) else path + ending


def _endings(kinds: str) -> list[str]:
    """Return the endings that kinds of files name, an empty one where they name none."""
    return [one.lower() for one in re.findall(r"\*(\.\w+)", kinds)] or [""]


def pick_folder(parent: QWidget | None, title: str, start: str = "") -> str | None:
    """Let a folder be picked; None when cancelled."""
    if _Script.active:
        answer = _scripted(title)
        return None if answer is None else str(answer)
    return QFileDialog.getExistingDirectory(parent, title, start) or None
