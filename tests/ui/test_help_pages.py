"""The help: both languages say the same, every link leads somewhere, F1 finds the right page."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import warrantydesk.ui
from warrantydesk.domain.rules import RULES
from warrantydesk.i18n import LANGUAGES, set_language
from warrantydesk.resources import find
from warrantydesk.ui.help import links, menu_paths
from warrantydesk.ui.help.document import PageDocument, Room, markdown_of, plain_text
from warrantydesk.ui.help.pages import CODES, INDEX, folder, keywords_of, page_of, source, title_of
from warrantydesk.ui.help.places import PLACES, place_of
from warrantydesk.ui.kit.tokens import DARK, LIGHT

SPEECHES = [language.code for language in LANGUAGES]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ANCHOR = re.compile(r"^#{1,6} .*\{#([\w-]+)\}$", re.MULTILINE)
HEADING = re.compile(r"^#{2,6} ", re.MULTILINE)
HAN = re.compile(r"[一-鿿]")
BARE = ("warrantydesk.ui.kit.", "warrantydesk.ui.help.", "warrantydesk.ui.shown_dialog")
"""Parents of dialogs, and the window of the help itself."""


def targets(code: str, speech: str) -> list[str]:
    return LINK.findall(source(code, speech))


def anchors(code: str, speech: str) -> list[str]:
    return ANCHOR.findall(source(code, speech))


@pytest.mark.parametrize("speech", SPEECHES)
def test_there_is_a_page_for_every_code_and_no_other(speech: str) -> None:
    assert sorted(path.stem for path in folder(speech).glob("*.md")) == sorted(CODES)
    for code in CODES:
        assert title_of(code, speech) != code


@pytest.mark.parametrize("code", CODES)
def test_both_languages_say_the_same(code: str) -> None:
    shapes = [
        (
            sorted(targets(code, speech)),
            anchors(code, speech),
            len(HEADING.findall(source(code, speech))),
        )
        for speech in SPEECHES
    ]
    assert shapes[0] == shapes[1]
    assert HAN.search(source(code, "zh_CN"))
    assert set(HAN.findall(source(code, "en"))) <= {"上", "报"}, "the one word that is shown typed"


@pytest.mark.parametrize("code", CODES)
def test_every_link_leads_somewhere(qapp: QApplication, code: str) -> None:
    assert [target for target in targets(code, "en") if not leads(target)] == []


def leads(target: str) -> bool:
    kind = next((one for one in (links.HELP, links.MENU, links.TAB) if target.startswith(one)), "")
    place = target.removeprefix(kind)
    if kind == links.MENU:
        return bool(menu_paths.path_of(place))
    if kind == links.TAB:
        return bool(menu_paths.tab_name(place))
    page, _hash, anchor = place.partition("#")
    if kind == links.HELP:
        return page in CODES and (not anchor or anchor in anchors(page, "en"))
    return target.startswith(("picture:", "drawing:"))


@pytest.mark.parametrize("speech", SPEECHES)
def test_every_picture_is_there_and_every_one_is_shown(speech: str) -> None:
    named = {
        target.removeprefix("picture:")
        for code in CODES
        for target in targets(code, speech)
        if target.startswith("picture:")
    }
    there = {path.stem for path in (find("help") / "pictures" / speech).glob("*.png")}
    assert sorted(named - there) == []
    assert sorted(there - named - {"states"}) == []


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("speech", SPEECHES)
def test_every_page_is_laid_out(qapp: QApplication, speech: str, look: object) -> None:
    set_language(speech)
    for code in CODES:
        laid = PageDocument(code, look, Room(600))
        laid.setTextWidth(600)
        assert laid.size().width() <= 601, code
        assert "{#" not in laid.toPlainText(), code
        assert "](" not in laid.toPlainText(), code
        assert keywords_of(code), code


def test_every_check_is_explained_at_its_own_anchor(qapp: QApplication) -> None:
    text = markdown_of("checks")
    assert [rule.id for rule in RULES if f"{{#{rule.id}}}" not in text] == []
    assert RULES[0].id in plain_text("checks")


def dialogs() -> Iterator[type[QDialog]]:
    for found in pkgutil.walk_packages(warrantydesk.ui.__path__, "warrantydesk.ui."):
        for value in vars(importlib.import_module(found.name)).values():
            if not (isinstance(value, type) and issubclass(value, QDialog)):
                continue
            if value.__module__ == found.name and not value.__name__.startswith("_"):
                yield value


def test_every_dialog_has_a_page() -> None:
    every = list(dialogs())
    assert len(every) > 100
    without = [
        kind.__name__
        for kind in every
        if not (getattr(kind, "HELP", "") or place_of(kind.__module__))
        and not kind.__module__.startswith(BARE)
    ]
    assert without == []


def test_every_place_is_a_page_with_its_anchor() -> None:
    own = {str(kind.HELP) for kind in dialogs() if isinstance(getattr(kind, "HELP", None), str)}
    for place in {*PLACES.values(), *own} - {""}:
        code, _hash, anchor = place.partition("#")
        assert code in CODES, place
        assert not anchor or anchor in anchors(code, "en"), place


def test_every_line_of_the_places_fits_a_module() -> None:
    modules = {
        found.name for found in pkgutil.walk_packages(warrantydesk.ui.__path__, "warrantydesk.ui.")
    }
    assert [one for one in PLACES if not any(name.startswith(one) for name in modules)] == []


def test_the_page_of_a_part_is_that_of_what_it_stands_in(qapp: QApplication) -> None:
    outer, inner = QWidget(), QWidget()
    inner.setParent(outer)
    assert page_of(inner) == INDEX
    outer.HELP = "labels"  # type: ignore[attr-defined]
    assert page_of(inner) == "labels"
    assert page_of(None) == INDEX
    assert Path(folder()).is_dir()
