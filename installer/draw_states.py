"""Draws how a claim goes as pictures: ``python installer/draw_states.py``, from the program itself.

Light, in both languages: ``resources/help/pictures/<language>/states.png``.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "help" / "pictures"
LANGUAGES = ("en", "zh_CN")


def main() -> None:
    """Draw both pictures and say where they are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication

    from warrantydesk.i18n import set_language
    from warrantydesk.ui.kit import theme
    from warrantydesk.ui.states_chart import picture

    app = QApplication(sys.argv[:1])
    for language in LANGUAGES:
        set_language(language)
        theme.apply(app, dark=False)
        file = PICTURES / language / "states.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        picture(None, 1.5).save(str(file), "PNG")
        sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
