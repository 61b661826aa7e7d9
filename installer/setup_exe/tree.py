"""The folder that is installed: Python, its packages cut to what is used, program and resources.

```
program/  python.exe pythonw.exe python313.zip python313._pth …   CPython as it is signed
          warrantydesk/ resources/                                 the program
          site/                                                    its packages
          licences/ contents.txt                                   SHA-256 of every file
```
"""

import hashlib
import os
import re
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from installer import payload
from installer.environment import SetupError
from installer.setup_exe import python

CONTENTS = "licences/contents.txt"
# A path on the clerk's PC begins with the folder of programs; Windows ends at 259 characters.
_LONGEST = 170
_PATHS = ("site", "site/win32", "site/win32/lib")
_COMMAND = '@"%~dp0python.exe" -m warrantydesk %*\r\n'
# Of these packages nothing ships but what is named.
_KEPT = {
    "PySide6": (
        "PySide6/__init__.py",
        "PySide6/_config.py",
        "PySide6/_git_pyside_version.py",
        "PySide6/Qt[CGNPSW]*.pyd",
        "PySide6/Qt6[CGNPSW]*.dll",
        "PySide6/pyside6.abi3.dll",
        "PySide6/msvcp140*.dll",
        "PySide6/vcruntime140*.dll",
        "PySide6/plugins/iconengines/*",
        "PySide6/plugins/imageformats/*",
        "PySide6/plugins/platforms/*",
        "PySide6/plugins/styles/*",
        "PySide6/translations/qtbase_en.qm",
        "PySide6/translations/qtbase_zh_CN.qm",
    ),
    "win32": ("win32/win32print.pyd", "win32/_win32sysloader.pyd", "win32/lib/pywintypes.py"),
    "pywin32_system32": ("pywin32_system32/pywintypes313.dll",),
}
# Of every package: what only its makers use, or what the program has no way to reach.
_CUT = (
    "*.pyi",
    "*.chm",
    "*.pth",
    "tests/*",
    "*/tests/*",
    "docs/*",
    "*.data/*",
    "PySide6/Qt6Designer*",
    "PySide6/Qt6Quick*",
    "PySide6/Qt6Sql.dll",
    "PySide6/Qt6SvgWidgets.dll",
    "PySide6/Qt6ShaderTools.dll",
    "PySide6/QtQuick*",
    "PySide6/QtSql.pyd",
    "PySide6/QtSvgWidgets.pyd",
    "PySide6/QtConcurrent.pyd",
    "PySide6/Qt6Concurrent.dll",
    "PySide6/plugins/imageformats/qpdf.dll",
    "PySide6/plugins/platforms/qdirect2d.dll",
    "PIL/_avif.*",
    "adodbapi/*",
    "isapi/*",
    "peewee-stubs/*",
    "playhouse/*",
    "pwiz.py",
    "pythoncom.py",
    "pythonwin/*",
    "win32com/*",
    "win32comext/*",
)


def lay(target: Path, wheels: list[Path], stamp: str = "") -> None:
    """Fill ``target``, which holds Python already, with packages, program, resources, contents.

    ``stamp`` is another version than the package's own, for trying an upgrade. Raises SetupError
    where a path is too long for Windows.
    """
    site = target / "site"
    for wheel in wheels:
        unpack(wheel, site)
    (site / "pywin32_system32/pywintypes313.dll").rename(target / "pywintypes313.dll")
    (site / "pywin32_system32").rmdir()
    lines = [f"python{python.TAG}.zip", ".", *_PATHS]
    (target / f"python{python.TAG}._pth").write_text("\n".join(lines) + "\n", "utf-8")
    payload.copy(payload.PACKAGE, target / "warrantydesk")
    payload.copy(payload.RESOURCES, target / "resources")
    if stamp:
        _restamp(target / "warrantydesk/__init__.py", stamp)
    (target / "warrantydesk.cmd").write_text(_COMMAND, "ascii", newline="")
    (target / "licences").mkdir()
    (target / "licences/LICENSE.txt").write_bytes(payload.LICENCE.read_bytes())
    (target / CONTENTS).write_text(contents(target), "utf-8", newline="\n")
    too_long = [name for name in names(target) if len(str(name)) > _LONGEST]
    if too_long:
        raise SetupError(f"Too long a path for Windows: {too_long[0]}")


def unpack(wheel: Path, site: Path) -> None:
    """Lay what ships of a wheel into ``site``."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            name = PurePosixPath(entry.filename)
            if entry.is_dir() or ".." in name.parts or not ships(str(name)):
                continue
            place = site / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.read(entry))


def ships(name: str) -> bool:
    """Tell whether a file of a wheel ships, by its name in the folder of packages."""
    kept = _KEPT.get(name.split("/")[0])
    if kept is not None and not any(fnmatchcase(name, pattern) for pattern in kept):
        return False
    return not any(fnmatchcase(name, pattern) for pattern in _CUT)


def contents(target: Path) -> str:
    """Return one line for every file, ``SHA-256  name``, in order of names."""
    lines = (
        f"{hashlib.sha256((target / name).read_bytes()).hexdigest()}  {name}\n"
        for name in names(target)
        if str(name) != CONTENTS
    )
    return "".join(lines)


def names(target: Path) -> list[PurePosixPath]:
    """Return the names of all files below a folder, in order."""
    files = (path for path in target.rglob("*") if path.is_file())
    return sorted(PurePosixPath(path.relative_to(target).as_posix()) for path in files)


def date(target: Path, when: int) -> None:
    """Give every file the same time, in seconds since 1970, so that two builds are alike."""
    for name in names(target):
        os.utime(target / name, (when, when))


def _restamp(module: Path, stamp: str) -> None:
    source = module.read_text("utf-8")
    changed = re.sub(r'^__version__ = ".*"$', f'__version__ = "{stamp}"', source, flags=re.M)
    module.write_text(changed, "utf-8", newline="\n")
