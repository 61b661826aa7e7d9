"""One box: its weight, its photographs, and the way to close it or to open it again."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.shipment_views import BoxView
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import NumberField
from warrantydesk.ui.kit.photo_strip import Photo, PhotoStrip
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.shipment_words import box_number

GRAMS = 10
"""Grams of the smallest step of the field: hundredths of a kilogram."""
MOST_KG = 99_999_99


class BoxDialog(FormDialog):
    """Weight and photographs; with ``sealing`` the verb also closes the box."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        view: BoxView,
        *,
        sealing: bool,
        done: Callable[[], object] = lambda: None,
    ) -> None:
        """``done`` is called once weight and lid are kept."""
        box = view.box
        pieces = ngettext_("{n} piece", "{n} pieces", len(view.pieces))
        words = _("Box {n} · {code}", n=box_number(box), code=box.code)
        yes = _("Seal and print the label") if sealing else _("Save")
        super().__init__(shell, words, yes, pieces)
        self._desk, self._view, self._sealing, self._done = desk, view, sealing, done
        self.form.section("box", "").header.hide()
        self.weight = self.form.add(
            "weight_g",
            _("Weight with the box, kg"),
            NumberField(decimals=2, least=1, most=MOST_KG),
            span=6,
        )
        self.form.fill({"weight_g": None if box.weight_g is None else box.weight_g // GRAMS})
        self.weight.setEnabled(not box.is_sealed)
        self.form.section("photos", _("Photographs of the packed box"))
        self.strip = PhotoStrip()
        self.strip.added.connect(self.add_photos)
        self.form.add_block(self.strip)
        self._show_photos()

    def keep(self, values: dict[str, Any]) -> None:
        """Save the weight; seal where that is asked for."""
        code, shipments = self._view.box.code, self._desk.shipments
        weight = values["weight_g"]
        if weight is not None and weight * GRAMS != self._view.box.weight_g:
            shipments.weigh(code, weight * GRAMS)
        if self._sealing:
            shipments.seal(code)
        self._done()

    def add_photos(self, files: Sequence[str | Path | bytes]) -> None:
        """Add pictures at once: they are kept whatever becomes of the dialog."""
        keep_photos(self.shell, self._desk, self._view.box.code, files)
        self._show_photos()

    def _show_photos(self) -> None:
        found = self._desk.shipments.photos(self._view.box.code)
        path_of = self._desk.attachments.path
        self.strip.show_photos([Photo(path_of(one.id), one.file_name) for one in found])


def keep_photos(shell: Shell, desk: Any, code: str, files: Sequence[str | Path | bytes]) -> int:
    """Add pictures of a box; return how many were kept, the first refusal ends it."""
    kept = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files, 1):
            path = Path(folder) / f"{code}-{number}.png" if isinstance(file, bytes) else Path(file)
            if isinstance(file, bytes):
                path.write_bytes(file)
            if tried(shell, lambda path=path: desk.shipments.add_photo(code, path)) is None:  # type: ignore[misc]
                break
            kept += 1
    return kept


def seal_box(shell: Shell, desk: Any, view: BoxView, done: Callable[[], object]) -> QWidget | None:
    """Seal a box: at once where its weight is known, else through the dialog."""
    if view.box.weight_g is not None:
        if tried(shell, lambda: desk.shipments.seal(view.box.code)) is not None:
            done()
        return None
    dialog = BoxDialog(shell, desk, view, sealing=True, done=done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
