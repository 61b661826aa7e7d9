"""Every dialog stands in the gallery, every scene opens, and nothing in it is cut or nameless.

Three rooms always; ``long`` walks both languages, light and dark, in every size.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

import warrantydesk.ui
from tests.gallery import focus, looks
from tests.gallery.hall import Room, showing, stage_in
from tests.gallery.scene import Scene
from tests.gallery.scenes import EMPTY, SCENES
from tests.gallery.shop import built, open_copy, open_empty
from warrantydesk.services.desk import Desk

SIZES = ("1366x728@1.0", "911x485@1.0", "1366x728@1.5", "1920x1040@0.9")
"""A small screen, the same with the system at 150 %, with the text at 150 %, a large one."""
ALWAYS = (
    Room.read("zh_CN", SIZES[0], dark=False),
    Room.read("en", SIZES[1], dark=False),
    Room.read("en", SIZES[2], dark=True),
    Room.read("zh_CN", SIZES[3], dark=True),
)
ALL = [
    Room.read(language, size, dark)
    for language, size, dark in product(("zh_CN", "en"), SIZES, (False, True))
]
LONG = [pytest.param(room, marks=pytest.mark.long) for room in ALL if room not in ALWAYS]
PARTS_OF_OTHERS = frozenset({"kit.ask_dialog:AskDialog", "shown_dialog:ShownDialog"})
"""Dialogs that only others are built on."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("gallery"))


def _walk(desk: Desk, room: Room, scenes: tuple[Scene, ...]) -> Iterator[str]:
    with stage_in(desk, room) as stage:
        for scene in scenes:
            with showing(stage, scene) as shown:
                for wrong in looks.everything(shown, stage.window, room.size):
                    yield f"{scene.name}: {wrong}"


@pytest.mark.parametrize("room", [*ALWAYS, *LONG], ids=str)
def test_nothing_is_nameless_untranslated_doubled_or_cut(
    qapp: QApplication, shop: Path, tmp_path: Path, room: Room
) -> None:
    with open_copy(shop, tmp_path / "desk") as desk:
        wrong = list(_walk(desk, room, SCENES))
    with open_empty(tmp_path / "empty") as desk:
        wrong += _walk(desk, room, EMPTY)
    assert not wrong, "\n".join(wrong)


def test_every_dialog_stands_in_a_scene() -> None:
    shown = {scene.shows for scene in SCENES}
    assert _dialogs() - shown - PARTS_OF_OTHERS == set()


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.long)])
def test_wherever_the_keyboard_stands_it_can_be_seen(
    qapp: QApplication, shop: Path, tmp_path: Path, dark: bool
) -> None:
    wrong = []
    with open_copy(shop, tmp_path / "desk") as desk, stage_in(desk, Room(dark=dark)) as stage:
        for scene in SCENES:
            with showing(stage, scene) as shown:
                wrong += [f"{scene.name}: {one}" for one in focus.unseen(shown)]
    assert not wrong, "\n".join(wrong)


def _dialogs() -> set[str]:
    """Return every dialog of the program as "module:Class", those others are built on left out."""
    kinds: set[type[QDialog]] = set()
    for found in pkgutil.walk_packages(warrantydesk.ui.__path__, "warrantydesk.ui."):
        module = importlib.import_module(found.name)
        kinds |= {
            one
            for _name, one in inspect.getmembers(module, inspect.isclass)
            if issubclass(one, QDialog) and one.__module__ == found.name
        }
    below = {base for one in kinds for base in one.__mro__[1:]}
    return {
        f"{one.__module__.removeprefix('warrantydesk.ui.')}:{one.__name__}"
        for one in kinds
        if one not in below
    }
