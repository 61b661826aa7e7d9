"""The maker's bulletins: the list, the text in both languages, their files."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.policies.views import Bulletin
from warrantydesk.i18n import _, date_text, ngettext_, pick
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.tabs.policies.diff_text import DiffText
from warrantydesk.ui.tabs.policies.foot_line import FootLine
from warrantydesk.ui.tabs.policies.head_line import HeadLine
from warrantydesk.ui.tabs.policies.value_words import value_word
from warrantydesk.ui.tabs.policies.wording import Piece

MOST_FILES = 4
LINES = 9.5
Verb = Callable[[], object]


class BulletinsPage(Surface):
    """Newest first; those that the acting person has not read are bold and marked."""

    row_chosen = Signal(object)
    file_opened = Signal(int)

    def __init__(self, verbs: dict[str, Verb], parent: QWidget | None = None) -> None:
        """``verbs`` are: new, change, file."""
        super().__init__("base", "", parent)
        self._unread: Collection[str] = ()
        self.head = HeadLine()
        self.head.add_button(_("New bulletin…"), verbs["new"], icon="add")
        self._model = ListModel(self._columns())
        self._model.order = ("issued_on", True)
        self.table = TableView(self._model)
        self.table.setAccessibleName(_("Bulletins"))
        self.table.chosen.connect(lambda _row: self._show_row())
        self.empty = EmptyState(
            _("The maker has sent no bulletin yet."), button=_("New bulletin…"),
            clicked=verbs["new"],
        )  # fmt: skip
        self._title = Words(bold=True, delta=0.5, wrap=True)
        self.texts = (DiffText(), DiffText())
        self._files = QHBoxLayout()
        self._file_links: list[QWidget] = []
        self.foot = FootLine(_("Everybody reads a bulletin once and says so at the right."))
        self.change_button = self.foot.add_button(_("Chan&ge…"), verbs["change"])
        self.file_button = self.foot.add_button(_("&Add a file…"), verbs["file"])
        self._lay_out()

    def _columns(self) -> list[Column]:
        def is_unread(row: Bulletin) -> bool:
            return row.code in self._unread

        return [
            Column(
                "read",
                _("Read"),
                width=width_for([_("not yet")], _("Read"), mark=True),
                text=lambda row: _("not yet") if is_unread(row) else "",
                mark=lambda row: Mark.WARN if is_unread(row) else None,
                sort=is_unread,
            ),
            Column(
                "title",
                _("Title"),
                width=200,
                text=named_title,
                second=lambda row: row.code,
                bold=is_unread,
                stretch=True,
            ),
            Column("topic", _("Topic"), width=130, text=lambda row: value_word("topic", row.topic)),
            Column(
                "issued_on",
                _("Issued on"),
                width=width_for(["2026-12-28"], _("Issued on")),
                text=lambda row: date_text(row.issued_on),
                value=lambda row: row.issued_on,
                holds=Holds.DAY,
                sort=lambda row: row.issued_on,
            ),
        ]

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(20)
        for text in self.texts:
            sides.addWidget(text, 1)
        self.texts[0].setAccessibleName(_("Text in Chinese"))
        self.texts[1].setAccessibleName(_("Text in English"))
        self._files.setSpacing(10)
        self._files.addStretch(1)
        self._below = Surface("alt", "t")
        low = QVBoxLayout(self._below)
        low.setContentsMargins(16, 8, 16, 8)
        low.setSpacing(6)
        low.addWidget(self._title)
        low.addLayout(sides, 1)
        low.addLayout(self._files)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        foot = QVBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self._below)
        foot.addWidget(self.foot)
        column.addLayout(foot)
        self.restyle()

    def restyle(self) -> None:
        """Take the height of the text anew."""
        self._below.setFixedHeight(theme.h(LINES))

    def show_bulletins(
        self, rows: Sequence[Bulletin], unread: Collection[str], profile: str
    ) -> None:
        """Show the bulletins; ``unread`` are the codes that the acting person has not read."""
        self._unread = frozenset(unread)
        held = self.code()
        count = ngettext_("{n} bulletin", "{n} bulletins", len(rows))
        self.head.show_title(_("Bulletins"), f"{profile} · {count}")
        blocked = self.table.blockSignals(True)
        self._model.show(rows)
        if not self.table.select_where(lambda row: row.code == held):
            self.table.select_row(0)
        self.table.blockSignals(blocked)
        for widget, shown in ((self.table, rows), (self.empty, not rows), (self._below, rows)):
            widget.setVisible(bool(shown))
        self.change_button.setEnabled(bool(rows))
        self.file_button.setEnabled(bool(rows))
        self._show_row()

    def current(self) -> Bulletin | None:
        """Return the chosen bulletin, None where there is none."""
        row = self.table.row()
        return row if isinstance(row, Bulletin) else None

    def code(self) -> str:
        """Return the code of the chosen bulletin."""
        row = self.current()
        return row.code if row is not None else ""

    def select(self, code: str) -> bool:
        """Choose a bulletin; False where it is not there."""
        return self.table.select_where(lambda row: row.code == code)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show the files of the chosen bulletin."""
        for link in self._file_links:
            self._files.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._file_links = []
        for file in files[:MOST_FILES]:
            self._add_file(self._file_link(file))
        if not files:
            self._add_file(Words(_("No file is attached."), token="ink2", delta=-0.5))
        elif len(files) > MOST_FILES:
            rest = _("and {n} more", n=len(files) - MOST_FILES)
            self._add_file(Words(rest, token="ink2", delta=-0.5))

    def file_links(self) -> list[QWidget]:
        """Return the links to files."""
        return [link for link in self._file_links if isinstance(link, LinkButton)]

    def set_short(self, short: bool) -> None:
        """Give way in a low window."""
        self._below.setFixedHeight(theme.h(LINES / 2 if short else LINES))
        self.foot.set_tall(not short)

    def _file_link(self, file: Attachment) -> LinkButton:
        number = file.id
        return LinkButton(
            file.file_name, icon="document", clicked=lambda: self.file_opened.emit(number)
        )

    def _add_file(self, widget: QWidget) -> None:
        self._file_links.append(widget)
        self._files.insertWidget(self._files.count() - 1, widget)

    def _show_row(self) -> None:
        row = self.current()
        self._title.setText(named_title(row) if row is not None else "")
        told_both = (row.text_zh, row.text_en) if row is not None else ("", "")
        for text, told in zip(self.texts, told_both, strict=True):
            text.show_pieces([Piece(told, False)] if told else [])
        self.row_chosen.emit(row)


def named_title(bulletin: Bulletin) -> str:
    """Return the title of a bulletin in the language in use."""
    return pick(bulletin.title_zh, bulletin.title_en)
