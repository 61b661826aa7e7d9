"""Pictures of the scenes: ``python -m tests.gallery DIR [--lang L] [--dark] [--size WxH@S] …``.

``--only`` takes names or their beginnings; ``--sheet`` lays nine pictures on a page besides.
"""

import argparse
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from tests.gallery.hall import Room, picture, showing, stage_in
from tests.gallery.scene import Scene
from tests.gallery.scenes import EMPTY, SCENES
from tests.gallery.sheet import sheets
from tests.gallery.shop import built, open_copy, open_empty

TASKBAR = 40


def main(arguments: list[str]) -> int:
    """Shoot what is asked for; 1 where a scene did not open."""
    told = _told(arguments)
    room = Room.read(told.lang, told.size, told.dark)
    folder: Path = told.folder
    folder.mkdir(parents=True, exist_ok=True)
    shop = built(told.shop)
    files: list[Path] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        _take_screen(room, Path(scratch))
        for scenes, desk in (
            (_wanted(SCENES, told.only), lambda: open_copy(shop, Path(scratch) / "desk")),
            (_wanted(EMPTY, told.only), lambda: open_empty(Path(scratch) / "empty")),
        ):
            if not scenes:
                continue
            with desk() as opened, stage_in(opened, room) as stage:
                for scene in scenes:
                    try:
                        with showing(stage, scene) as shown:
                            file = folder / f"{scene.name}.png"
                            picture(stage, shown).save(str(file), "PNG")
                            files.append(file)
                    except Exception:  # noqa: BLE001 -- the others are wanted all the same
                        failed.append(scene.name)
                        print(f"{scene.name}:\n{traceback.format_exc()}", flush=True)
    print(f"{len(files)} pictures in {folder}", flush=True)
    if told.sheet:
        for file in sheets(files, folder):
            print(file, flush=True)
    if failed:
        print(f"did not open: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _take_screen(room: Room, folder: Path) -> None:
    """Give Qt a screen of the room's size, else dialogs keep to one of 800 by 800 pixels."""
    wide, high = room.size
    screen = {"name": "gallery", "x": 0, "y": 0, "width": wide, "height": high + TASKBAR}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    told = folder / "screens.json"
    told.write_text(json.dumps({"screens": [screen]}), "utf-8")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={told}")


def _told(arguments: list[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--lang", default="zh_CN", choices=("zh_CN", "en"))
    reader.add_argument("--dark", action="store_true")
    reader.add_argument("--size", default="1366x728@1.0")
    reader.add_argument("--only", nargs="*", default=())
    reader.add_argument("--sheet", action="store_true")
    shops = Path(tempfile.gettempdir()) / "warrantydesk-gallery"
    reader.add_argument("--shop", type=Path, default=shops, help="where the shop is kept")
    return reader.parse_args(arguments)


def _wanted(scenes: tuple[Scene, ...], names: list[str]) -> list[Scene]:
    return [one for one in scenes if not names or one.name.startswith(tuple(names))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
