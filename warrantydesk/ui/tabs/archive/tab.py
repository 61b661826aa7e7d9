"""The archive: everything ever filed, found while typing."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCursor, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.change import Kind
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.shortcuts import action, shortcut
from warrantydesk.ui.papers import PapersMenu, open_paper
from warrantydesk.ui.refusals import sentence, tell_refusal, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.archive.columns import RowWords
from warrantydesk.ui.tabs.archive.facets import FacetPane, FacetValues, Key
from warrantydesk.ui.tabs.archive.find_pane import FindPane
from warrantydesk.ui.tabs.archive.hits import Hits
from warrantydesk.ui.tabs.archive.preview import Preview
from warrantydesk.ui.tabs.archive.sheets import PHOTOS, Sheets
