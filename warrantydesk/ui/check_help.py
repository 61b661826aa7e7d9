"""The help of a claim check: what it asks for, why, what it costs, and how this brand weighs it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.finding import Finding
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, list_text, ngettext_, pick
from warrantydesk.services.checking import CheckHelp
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Hairline, KeyValue, KeyValues
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.refusals import said, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.words import severity_mark

_MOST_LISTED = 6


class CheckHelpDialog(QDialog):
    """One page, read from top to bottom; Enter and Esc close it."""

    def __init__(self, shell: Shell, told: CheckHelp, finding: Finding | None = None) -> None:
        """``finding`` is what the check says of the claim in hand."""
        super().__init__(shell.widget())
        self._shell, self.told = shell, told
        title = _(told.title) if told.title else told.rule
        self.setWindowTitle(_("Check {rule}", rule=told.rule))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(5)
        self._column.addWidget(Words(f"{told.rule} · {title}", delta=1.5, bold=True, wrap=True))
        if finding is not None:
            self._column.addWidget(
                MarkLabel(severity_mark(finding.severity), said(finding), bold=True)
            )
        self._pairs(
            _("Why"),
            [
                KeyValue(_("The maker cares"), _(told.why)),
                KeyValue(_("If ignored"), _(told.cost)),
                KeyValue(_("Came back"), self._came_back()),
            ],
        )
        self._pairs(
            _("Examples"),
            [
                KeyValue(_("Passes"), _(told.passes) if told.passes else "", Mark.OK),
                KeyValue(_("Is found"), _(told.fails) if told.fails else "", Mark.BLOCK),
            ],
        )
        self._pairs(_("In this brand"), self._brand_rows())
        self._column.addStretch(1)
        self._lay_out(inner)

    def _lay_out(self, inner: QWidget) -> None:
        ground = Surface("base")
        box = QVBoxLayout(ground)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(inner))
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        self.table_button = Button(_("&Table of checks…"), icon="book", clicked=self._open_table)
        self.close_button = Button(_("Close"), primary=True, clicked=self.accept)
        self.close_button.setDefault(True)
        row.addWidget(self.table_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(foot)
        self.resize(theme.h(34), theme.h(25))
        keep_inside(self)
        self.close_button.setFocus()

    def _pairs(self, title: str, rows: list[KeyValue]) -> None:
        self._column.addSpacing(6)
        self._column.addWidget(Words(title, delta=0.5, bold=True))
        self._column.addWidget(Hairline())
        pairs = KeyValues()
        pairs.show_rows([row for row in rows if row.value])
        self._column.addWidget(pairs)

    def _came_back(self) -> str:
        told = self.told
        if not told.came_back:
            return _("Not once in the last year")
        return ngettext_(
            "{n} time in the last year, ¥{lost} lost",
            "{n} times in the last year, ¥{lost} lost",
            told.came_back,
            lost=yuan(told.lost_fen),
        )

    def _brand_rows(self) -> list[KeyValue]:
        told = self.told
        mark = severity_mark(told.severity)
        rows = [
            KeyValue(_("Weight"), weight_words(told), mark if told.enabled else None, True),
            KeyValue(_("Values"), param_words(told.params)),
            KeyValue(_("Claim types"), list_text(told.types)),
            KeyValue(_("Reasons of the maker"), list_text(told.codes)),
            KeyValue(_("Origin"), origin_words(told.source)),
        ]
        if told.since is not None:
            since = _("version {n}, since {day}", n=told.version, day=date_text(told.since))
            rows.append(KeyValue(_("Table"), since))
        return rows

    def _open_table(self) -> None:
        self.accept()
        self._shell.open("policies", "table", f"{self.told.brand}:checks")


_LAW = "Order 43 Art. "


def origin_words(source: str) -> str:
    """Return where a check comes from in the clerk's words: law, standard, maker or practice."""
    if source.startswith(_LAW):
        return _("Order 43, article {n}", n=source.removeprefix(_LAW))
    if source.startswith("GB "):
        return source
    if source.startswith("trade practice"):
        return _("trade practice")
    if source == "our own":
        return _("a check of this desk")
    return _("handbooks and notices of makers") if source else ""


def weight_words(told: CheckHelp) -> str:
    """Return how a check weighs in its brand."""
    if not told.enabled:
        return _("Switched off")
    if told.by_manager:
        return _("Blocks the submission; the service manager may let it pass")
    return {
        Mark.BLOCK: _("Blocks the submission"),
        Mark.WARN: _("Warns: the submission asks for a reason"),
        Mark.INFO: _("Is only told"),
    }.get(severity_mark(told.severity), "")


def param_words(params: Mapping[str, str]) -> str:
    """Return the parameters of a check, long lists by how much they hold."""
    found = []
    for name, value in params.items():
        listed = value.split("|")
        many = ngettext_("{n} entry", "{n} entries", len(listed))
        found.append(f"{name} = {value if len(listed) <= _MOST_LISTED else many}")
    return pick("；", "; ").join(found)


def open_check_help(
    shell: Shell, desk: Any, rule: str, brand: str = "", finding: Finding | None = None
) -> CheckHelpDialog | None:
    """Open the help of a check; None where there is no such check."""
    told = tried(shell, lambda: desk.checking.help(rule, brand))
    if told is None:
        return None
    dialog = CheckHelpDialog(shell, told, finding)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
