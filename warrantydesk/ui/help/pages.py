"""Which pages the help has, in which order, and which one belongs to a widget."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import N_, language
from warrantydesk.resources import find
from warrantydesk.ui.help.places import place_of

INDEX = "index"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("To begin with"), (INDEX, "first-day", "first-run", "take-over", "people")),
    (
        N_("The tabs"),
        (
            *("today", "intake", "inspection", "shelf"),
            *("settlement", "archive", "policies", "reports"),
        ),
    ),
    (N_("A claim"), ("states", "coverage", "checks")),
    (N_("Finding and reaching"), ("labels", "palette", "keyboard")),
    (N_("Safe and trusted"), ("backups", "restore", "new-pc", "bad-day", "journal")),
    (N_("The program"), ("troubleshooting", "about")),
)
"""The contents of the help: titles of groups, and the codes of their pages."""
CODES = tuple(code for _title, codes in GROUPS for code in codes)

_KEYWORDS = re.compile(r"^<!--\s*keywords:\s*(.*?)\s*-->\s*$", re.MULTILINE)
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)


class PageTitle(NamedTuple):
    """A page as lists name it; ``keywords`` are further words by which it is looked for."""

    code: str
    title: str
    keywords: str


def folder(code: str = "") -> Path:
    """Return where the pages of a language lie, by default of the language in use."""
    return find("help") / (code or language().code)


def source(code: str, speech: str = "") -> str:
    """Return the Markdown of a page; empty where there is no such page."""
    if code not in CODES:
        return ""
    return _read(code, speech or language().code)


@cache
def _read(code: str, speech: str) -> str:
    try:
        return (folder(speech) / f"{code}.md").read_text("utf-8")
    except OSError:
        return ""


def title_of(code: str, speech: str = "") -> str:
    """Return the title of a page, its code where the page is missing."""
    found = _TITLE.search(source(code, speech))
    return found[1] if found else code


def keywords_of(code: str) -> str:
    """Return the further words by which a page is looked for."""
    found = _KEYWORDS.search(source(code))
    return found[1] if found else ""


def titles() -> list[PageTitle]:
    """Return all pages in the order of the contents."""
    return [PageTitle(code, title_of(code), keywords_of(code)) for code in CODES]


def page_of(widget: QWidget | None) -> str:
    """Return the page that helps with a widget: "code" or "code#anchor"; the index without one.

    The widget itself and its parents are asked: for ``HELP``, then for their key, then
    for the module they are written in.
    """
    while widget is not None:
        if place := _of_one(widget):
            return place
        widget = widget.parentWidget()
    return INDEX


def _of_one(widget: QWidget) -> str:
    own = getattr(widget, "HELP", "")
    if isinstance(own, str) and own:
        return own
    key = getattr(widget, "KEY", "")
    if isinstance(key, str) and key in CODES:
        return key
    return place_of(type(widget).__module__)
