"""The page of campaigns and recalls: how far each has come, and its cars."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from warrantydesk.domain.campaign import (
    CAMPAIGN_STATE_NAMES,
    CampaignRate,
    CampaignState,
)
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.campaigns.lists import CampaignLine
from warrantydesk.services.change import Kind
from warrantydesk.ui.campaign_dialog import CampaignDialog, record_campaign, reopen_campaign
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.shortcuts import action
from warrantydesk.ui.kit.table import TableView, WindowedModel
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.policies.campaigns_cars import OPEN_FIRST, CampaignCars, columns
from warrantydesk.ui.tabs.policies.campaigns_list import ROW, CampaignItem, CampaignList
from warrantydesk.ui.tabs.policies.foot_line import FootLine
from warrantydesk.ui.tabs.policies.head_line import HeadLine

PAUSE_MS = 200
MOST_ROWS, SHARE = 6, 0.42
ALL = "all"


class CampaignsPage(Surface):
    """Campaigns above, the cars of the one in hand below; every verb has a button and a key."""

    SHOWS = frozenset({Kind.CAMPAIGNS, Kind.IMPORTS, Kind.PROFILES, Kind.VEHICLES})
    """Kinds of change after which the page is to be refreshed."""

    def __init__(self, desk: Any, shell: Shell, parent: QWidget | None = None) -> None:
        """Build the widgets; ``show_profile`` fills them."""
        super().__init__("base", "", parent)
        self._desk, self._shell = desk, shell
        self.profile = ""
        self.dialog: CampaignDialog | None = None
        self.head = HeadLine()
        self.import_button = self.head.add_button(
            _("&Import VIN list…"), self.import_vins, icon="import"
        )
        self.list = CampaignList()
        self.cars = CampaignCars(desk)
        self.model = WindowedModel(columns(desk))
        self.model.order = OPEN_FIRST
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("Cars of the campaign"))
        self.table.set_empty(_("No car fits."))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.chips = ChipRow()
        self.search = TextField(_("Part of a VIN"))
        self.search.setAccessibleName(_("Part of a VIN"))
        self.what = Words(token="ink2", wrap=True)
        self.empty = EmptyState(
            _("The brand has no campaign."),
            _("Campaigns come with the maker's table “campaigns”."),
        )
        self.foot = FootLine(_("A recall is repaired whatever the age, the mileage or the owner."))
        self.export_button = self.foot.add_button(_("&Save the open list…"), self.export_open)
        self.reopen_button = self.foot.add_button(_("Re&open…"), self.reopen)
        self.record_button = self.foot.add_button(_("&Record…"), self.record)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()
        self._offer_actions()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(8)
        line.addWidget(self.chips, 1)
        self.search.setFixedWidth(theme.h(10))
        line.addWidget(self.search)
        words = QHBoxLayout()
        words.setContentsMargins(16, 0, 16, 0)
        words.addWidget(self.what)
        full, holder = QWidget(), QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addLayout(words)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.head)
        whole.addWidget(holder, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _code: self._show_campaign())
        self.chips.chosen.connect(lambda _state: self._show_cars())
        self.search.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._show_cars)
        self.table.chosen.connect(lambda _row: self._judge())
        self.table.opened.connect(lambda _row: self.record())
        self.table.customContextMenuRequested.connect(self._open_menu)

    def _offer_actions(self) -> None:
        for text, verb, keys in (
            (_("&Record…"), self.record, "Ctrl+Return"),
            (_("Re&open…"), self.reopen, ""),
            (_("Open its &claim"), self.open_claim, ""),
            (_("&New claim for this car"), self.new_claim, ""),
            (_("&Import VIN list…"), self.import_vins, "Ctrl+I"),
            (_("&Save the open list…"), self.export_open, ""),
            (_("&Undo a VIN list…"), self.undo_list, ""),
            (_("Copy &with headers"), lambda: self.table.copy(headers=True), ""),
        ):
            one = action(self, text, verb, keys)
            one.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(one)

    def restyle(self) -> None:
        """Take the heights anew."""
        rows = min(max(len(self.list.items()), 1), MOST_ROWS)
        room = max(int(self.height() * SHARE), theme.h(ROW))
        self.list.setFixedHeight(min(theme.h(ROW) * rows, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the cars more than half of a low page."""
        super().resizeEvent(event)
        self.restyle()

    def show_profile(self, profile: str, campaign: str = "") -> None:
        """Show the campaigns of a brand, and one of them where it is named."""
        self.profile = profile
        self.refresh()
        if campaign:
            self.list.choose(campaign)

    def refresh(self) -> None:
        """Read the counts and the cars again."""
        rates = tried(self._shell, lambda: self._desk.campaigns.rates(self.profile)) or ()
        today = self._desk.bench.today
        self.list.show_campaigns([CampaignItem(one, today) for one in rates])
        self._stack.setCurrentIndex(0 if rates else 1)
        self.import_button.setEnabled(bool(rates))
        self.restyle()
        self._show_head(rates)
        self._show_campaign()

    def _show_head(self, rates: tuple[CampaignRate, ...]) -> None:
        due = [one for one in rates if one.campaign.in_force(self._desk.bench.today)]
        left = sum(one.open + one.refused for one in due)
        chips = []
        if left:
            words = ngettext_("{n:,} car to do", "{n:,} cars to do", left)
            chips.append((words, Tone.WARN))
        note = ngettext_("{n} campaign", "{n} campaigns", len(rates))
        self.head.show_title(_("Campaigns and recalls"), note, chips)

    def _show_campaign(self) -> None:
        item = self.list.item()
        if item is not None:
            rate, one = item.rate, item.rate.campaign
            self.what.setText("　".join(part for part in (one.measure, one.reason) if part))
            counts = {
                CampaignState.OPEN: rate.open,
                CampaignState.REFUSED: rate.refused,
                CampaignState.DONE: rate.done,
                CampaignState.DONE_ELSEWHERE: rate.elsewhere,
            }
            chips = [Chip(ALL, _("All"), rate.listed)]
            chips += [
                Chip(state, _(CAMPAIGN_STATE_NAMES[state]), count)
                for state, count in counts.items()
            ]
            self.chips.set_chips(chips)
        self._show_cars()

    def _show_cars(self) -> None:
        self._pause.stop()
        held = self.line()
        state = self.chips.value()
        self.cars.profile, self.cars.campaign = self.profile, self.list.code()
        self.cars.state = None if state == ALL else state
        self.cars.text = self.search.value().strip()
        self.model.set_source(self.cars)
        place = self._place_of(held)
        self.table.select_row(max(0, place))
        self._judge()

    def _place_of(self, held: CampaignLine | None) -> int:
        """Return where a car stands now; recording gives a car of the pattern its own id."""
        if held is None:
            return -1
        place = self.model.row_of(held.id)
        shown = self.model.row_at(place)
        return place if shown is not None and shown.case.vin == held.case.vin else -1

    def line(self) -> CampaignLine | None:
        """Return the car in hand."""
        found: CampaignLine | None = self.table.row()
        return found

    def _judge(self) -> None:
        line = self.line()
        asked = line is not None and line.case.is_asked
        told = line is not None and line.case.state is not CampaignState.OPEN
        self.record_button.setEnabled(asked)
        self.reopen_button.setEnabled(told)
        item = self.list.item()
        self.export_button.setEnabled(item is not None and bool(item.rate.open + item.rate.refused))

    def record(self) -> None:
        """Record what became of the car in hand."""
        line = self.line()
        if line is not None and line.case.is_asked:
            self.dialog = record_campaign(self._shell, self._desk, line.case)

    def reopen(self) -> None:
        """Make the record of the car in hand open again."""
        line = self.line()
        if line is not None and line.case.state is not CampaignState.OPEN:
            reopen_campaign(self._shell, self._desk, line.case)

    def open_claim(self) -> None:
        """Show the claim that did it."""
        line = self.line()
        if line is not None and line.case.record and line.case.record.claim_id:
            self._shell.open("intake", "claim", line.case.record.claim_id)

    def new_claim(self) -> None:
        """Go to the car in hand as if its VIN were scanned."""
        line = self.line()
        if line is not None:
            self._shell.scan(line.case.vin)

    def import_vins(self) -> None:
        """Take in a list of VINs for the campaign in hand."""
        from warrantydesk.ui.imports import import_into

        if code := self.list.code():
            import_into(self._shell, self._desk, "campaign_vins", self.profile, code)

    def undo_list(self) -> None:
        """Take the newest VIN list of the campaign in hand back."""
        from warrantydesk.ui.imports import undo_import

        batches = self._desk.imports.batches("campaign_vins", self.profile, self.list.code())
        newest = next((one for one in batches if one.undone_at is None), None)
        if newest is None:
            self._shell.tell(_("No VIN list was taken in for this campaign."))
        else:
            undo_import(self._shell, self._desk, newest, self.refresh)

    def export_open(self) -> None:
        """Write the cars still to be called as CSV."""
        code = self.list.code()
        name = _("{number} open cars.csv", number=code)
        file = self._shell.pick_save(_("Save the open list"), name, _("CSV") + " (*.csv)")
        if not code or file is None:
            return
        count = tried(
            self._shell,
            lambda: self._desk.campaigns.export_open(self.profile, code, Path(file)),
        )
        if count is not None:
            self._shell.toast(ngettext_("{n:,} car written", "{n:,} cars written", count))

    def _open_menu(self, at: Any) -> None:
        index: QModelIndex = self.table.indexAt(at)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.addActions(self.actions())
        menu.popup(self.table.viewport().mapToGlobal(at))
        menu.aboutToHide.connect(menu.deleteLater)
