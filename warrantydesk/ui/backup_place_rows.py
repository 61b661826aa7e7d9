"""The places of the backups: this computer's own folder, then the second places."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.domain.backup_due import name_of
from warrantydesk.i18n import _
from warrantydesk.ui.backup_words import Said, ago, place_said
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel


class PlaceRows(QWidget):
    """One place a row: its name, its folder below, how it stands, a link that takes it off."""

    def __init__(self, remove: Callable[[str], object]) -> None:
        """``remove`` takes the folder of a second place."""
        super().__init__()
        self._remove = remove
        self._shown: list[tuple[str, str, Said, bool]] = []
        self._links: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_places(self, own: str, standing: BackupStanding, now: datetime) -> None:
        """Show the own folder and the second places; equal rows are left alone."""
        at = ago(standing.newest.made_at, now) if standing.newest else ""
        said = Said(Mark.OK, _("newest {at}", at=at)) if at else Said(Mark.TODO, _("none yet"))
        rows = [(_("This computer"), own, said, False)]
        rows += [
            (name_of(place), place.folder, place_said(place, now), True)
            for place in standing.places
        ]
        if not standing.places:
            told = _("No second place yet: a stick or a share saves the data when this disk breaks")
            rows.append((told, "", Said(Mark.TODO, ""), False))
        if rows == self._shown:
            return
        self._shown, self._links = rows, []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._column.addWidget(self._row(*row))

    def said(self) -> list[tuple[str, Mark, str]]:
        """Return name, mark and words of each row."""
        return [(name, said.mark, said.text) for name, _folder, said, _may in self._shown]

    def links(self) -> list[LinkButton]:
        """Return what takes a second place off, in the order of the rows."""
        return self._links

    def _row(self, name: str, folder: str, said: Said, may_go: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        if not folder:
            line.addWidget(MarkLabel(said.mark, name), 1)
            return row
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(Words(name))
        if folder != name:
            left.addWidget(ElidedWords(folder, token="ink2", delta=-1))
        line.addLayout(left, 1)
        line.addWidget(MarkLabel(said.mark, said.text))
        if may_go:
            link = LinkButton(_("Remove"), clicked=lambda: self._remove(folder))
            link.setAccessibleName(_("Remove {what}", what=name))
            self._links.append(link)
            line.addWidget(link)
        else:
            line.addSpacing(theme.h(0.2))
        return row
