"""Policies: every table of law and maker in its versions, and the box to try them."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from warrantydesk.domain.policies.views import TableHead
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.bench import LAW
from warrantydesk.services.change import Kind
from warrantydesk.ui.check_help import open_check_help
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.shortcuts import action
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.policies.actions import TableActions
from warrantydesk.ui.tabs.policies.book import PolicyBook
from warrantydesk.ui.tabs.policies.middle import BULLETINS, CAMPAIGNS, Middle
from warrantydesk.ui.tabs.policies.overview import lines_of
from warrantydesk.ui.tabs.policies.profile_verbs import ProfileVerbs
from warrantydesk.ui.tabs.policies.side import SidePane
from warrantydesk.ui.tabs.policies.side_words import SideWords
from warrantydesk.ui.tabs.policies.tables_pane import TablesPane
from warrantydesk.ui.tabs.policies.trial import articles_of, facts_of, trial_of

WIDTHS = (226, 808, 330)
FIRST, CHECKS = "policies", "checks"
PASTE = "Ctrl+Shift+V"
TABLE, BULLETIN, CAMPAIGN, CLAIM = "table", "bulletin", "campaign", "claim"


class PoliciesTab(Tab):
    """Tables at the left, the chosen one in the middle, what changed and the trial at the right."""

    TITLE = N_("Policies")
    KEY = "policies"
    SHORTCUT = 7
    ICON = "book"
    SHOWS = frozenset(
        {Kind.PROFILES, Kind.READINGS, Kind.CAMPAIGNS, Kind.PEOPLE, Kind.ATTACHMENTS, Kind.IMPORTS}
    )

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.book, self.verbs = PolicyBook(desk), TableActions(shell, desk)
        self.profiles = ProfileVerbs(shell, desk)
        self.left = TablesPane(self.profiles.bring)
        self.side = SidePane(trial_of(desk), articles_of(desk))
        self.words = SideWords(desk, self.side)
        self.middle = Middle(shell, desk, self.book, self.words)
        self.panes = ThreePanes(self.left, self.middle, self.side, WIDTHS)
        self._table = FIRST
        self._as_rows = False
        self._picked: dict[tuple[str, str], tuple[int, int]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self.panes.remember(shell.memory, self.KEY)
        self._connect()
        self._offer_actions()

    def _connect(self) -> None:
        self.left.profile_chosen.connect(self.show_profile)
        self.left.table_chosen.connect(self.show_table)
        self.middle.picked.connect(self.pick)
        self.middle.tables.dropped.connect(self._import_dropped)
        self.side.readers.read.connect(self.mark_read)
        self.side.readers.reminded.connect(self._tell_reminded)
        self.side.trial.asked.connect(self.facts_of_claim)
        self.panes.narrowed.connect(self.left.show_rail)
        self.panes.shortened.connect(self.middle.set_short)

    def _offer_actions(self) -> None:
        more = QMenu(self)
        page, verbs = self.middle.tables, self.verbs
        entries: tuple[tuple[str, Any, str, bool], ...] = (
            (_("&Import rows…"), self._with_table(self.verbs.import_rows), "Ctrl+Shift+I", False),
            (_("Import from the clip&board"), self._with_table(verbs.import_pasted), PASTE, True),
            (_("&Undo the newest import…"), self._with_table(verbs.undo_import), "", True),
            (_("&New version…"), self._with_table(self.verbs.write_version), "Ctrl+Shift+N", False),
            (_("C&orrect…"), self._with_table(self.verbs.correct_version), "F2", False),
            (_("&Withdraw…"), self._with_table(self.verbs.withdraw), "", False),
            (_("&Export the profile…"), self.export_profile, "", True),
            (_("Import a &profile…"), self.profiles.bring, "", True),
            (_("&Search rows"), page.seek, "Ctrl+Shift+F", True),
            (_("Next &difference"), lambda: page.step(1), "F3", True),
            (_("Difference &before"), lambda: page.step(-1), "Shift+F3", True),
            (_("Show bulletins and campaigns as ro&ws"), self.fold_pages, "", True),
            (_("E&xplain the check"), self.explain, "", True),
            (_("Next &unread"), self.next_unread, "F8", False),
            (_("&Mark as read"), self.mark_read, "Ctrl+Shift+M", False),
            (_("&Try it"), self.begin_trial, "Ctrl+T", False),
            (_("Facts of a c&laim…"), self.facts_of_claim, "", False),
            (_("Copy &with headers"), self._copy, "", True),
            (_("Next pane"), self.panes.next_pane, "F6", False),
        )
        for text, verb, keys, in_menu in entries:
            made = self.offer(action(self, text, verb, keys))
            if in_menu:
                more.addAction(made)
        self.middle.arrange(
            {
                "import": self._with_table(self.verbs.import_rows),
                "new": self._with_table(self.verbs.write_version),
                "correct": self._with_table(self.verbs.correct_version),
                "withdraw": self._with_table(self.verbs.withdraw),
            },
            more,
        )

    def refresh(self) -> None:
        """Read profiles, heads and the table again."""
        profiles = self.book.profiles()
        codes = [code for code, _name in profiles]
        if self.book.profile not in codes:
            self.book.profile = codes[0] if codes else LAW
        self.left.show_profiles(profiles, self.book.profile)
        heads = self.book.heads()
        found = next((one for one in heads if one.name == self._table), next(iter(heads), None))
        self._table = found.name if found is not None else ""
        self.left.show_lines(lines_of(heads, self.book.notes(heads), self.book.today), self._table)
        if found is not None:
            self._show(found)
        self.shell.badges_changed()

    def badge(self) -> tuple[int, bool]:
        """Return how many versions and bulletins the acting person has not read."""
        return len(self.desk.policies.changed_since_read()), False

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a table, a bulletin or a campaign by its code, or try the facts of a claim."""
        if kind == TABLE:
            profile, _colon, table = str(key).rpartition(":")
            self.book.profile = profile or self.book.profile
            self.show_table(table)
        elif kind == BULLETIN:
            self.show_table(BULLETINS)
            if self.middle.bulletins is not None:
                self.middle.bulletins.select(str(key))
        elif kind == CAMPAIGN:
            self.show_table(CAMPAIGNS)
            self.middle.open_campaign(str(key))
        elif kind == CLAIM:
            self.try_claim(int(key))

    def seek_row(self, words: str) -> None:
        """Show the rows of the table in front that hold some words."""
        self.middle.tables.bar.search.setText(words)

    def show_profile(self, profile: str) -> None:
        """Look at another profile."""
        self.book.profile = profile
        self.refresh()

    def show_table(self, table: str) -> None:
        """Look at another table."""
        self._table = table
        self.refresh()

    def pick(self, old: int, new: int) -> None:
        """Lay two versions beside each other, or look at one alone for ``old`` 0."""
        if old != new:
            self._picked[self.book.profile, self._table] = (old, new)
            self.refresh()

    def fold_pages(self) -> None:
        """Show bulletins and campaigns as tables with their versions, or on their pages again."""
        self._as_rows = not self._as_rows
        self.refresh()

    def next_unread(self) -> None:
        """Go to what is new to the acting person: a table beside the version read last, or a
        bulletin."""
        unread = self.desk.policies.changed_since_read()
        if not unread:
            self.shell.toast(_("You have read everything."))
            return
        first = unread[0]
        self.book.profile = first.profile
        if first.kind == BULLETIN:
            self.open_thing(BULLETIN, first.key)
            return
        older = self.book.read_before(first.profile, first.key, first.number)
        self._picked[first.profile, first.key] = (older, first.number)
        self.show_table(first.key)

    def mark_read(self) -> None:
        """Note that the acting person has read what is shown."""
        tried(self.shell, self.words.mark_read)

    def export_profile(self) -> None:
        """Write the profile that is looked at as a file."""
        self.profiles.export(self.book.profile)

    def explain(self) -> None:
        """Open the help of the claim check in hand."""
        opened, row = self.middle.opened(), self.middle.tables.current()
        if opened is None or opened.table != CHECKS or row is None:
            self.shell.toast(_("Choose a check in the table of claim checks first."), warn=True)
            return
        open_check_help(self.shell, self.desk, row.row["rule"], opened.profile)

    def begin_trial(self) -> None:
        """Put the keyboard into the box to try it; while narrow it is in the drawer."""
        self.panes.open_drawer()
        self.side.begin_trial()

    def facts_of_claim(self) -> None:
        """Ask for a claim and try its facts."""
        number = self.shell.ask_text(_("Number of the claim"))
        if not number:
            return
        claim = tried(self.shell, lambda: self.desk.claims.by_number(number.strip().upper()))
        if claim is not None:
            self.try_claim(claim.id)

    def try_claim(self, claim_id: int) -> None:
        """Try the facts of a claim under the versions looked at."""
        facts = tried(self.shell, lambda: facts_of(self.desk, claim_id))
        if facts is not None:
            self.side.trial.fill(facts)
            self.begin_trial()

    def _show(self, head: TableHead) -> None:
        picked = self._picked.get((self.book.profile, head.name))
        self.middle.show_table(head, picked, rows=self._as_rows)

    def _with_table(self, verb: Any) -> Any:
        def act() -> None:
            opened = self.middle.opened()
            if opened is not None:
                verb(opened)

        return act

    def _import_dropped(self, file: str) -> None:
        opened = self.middle.opened()
        if opened is not None:
            self.verbs.import_rows(opened, Path(file))

    def _copy(self) -> None:
        table = self.middle.tables.table
        if table is not None:
            table.copy(headers=True)

    def _tell_reminded(self, missing: int) -> None:
        text = ngettext_("{n} name copied", "{n} names copied", missing)
        self.shell.toast(text)
