"""Two libraries that Windows has and Wine 8 lacks, for the trial alone: they only let Qt load.

Each holds the names that Qt asks for, and every function answers 0. They lie in the prefix's own
system folder, never in what is installed.
"""

import re
import subprocess
from pathlib import Path

LIBRARIES = ("icuuc.dll", "mscms.dll")
_COLOUR = ("GetColorDirectoryW", "OpenColorProfileW", "CloseColorProfile", "GetColorProfileHeader")
_COLOUR_OF_SCREENS = (
    "ColorProfileGetDisplayDefault",
    "ColorProfileGetDisplayList",
    "ColorProfileGetDisplayUserScope",
    "WcsGetDefaultColorProfile",
    "WcsGetDefaultColorProfileSize",
    "WcsGetUsePerUserProfiles",
)


def place(qt: Path, system: Path, scratch: Path) -> None:
    """Build the stubs for the Qt in a folder and lay them into the prefix's system folder."""
    asked = imports(qt)
    asked["mscms.dll"] |= {*_COLOUR, *_COLOUR_OF_SCREENS}
    for library in LIBRARIES:
        source = scratch / library.replace(".dll", ".c")
        body = "".join(
            f"__declspec(dllexport) long long {name}(void) {{ return 0; }}\n"
            for name in sorted(asked[library])
        )
        source.write_text(body, "ascii")
        target = str(system / library)
        command = ["x86_64-w64-mingw32-gcc", "-shared", "-fno-builtin", "-o", target]
        (system / library).unlink(missing_ok=True)
        subprocess.run([*command, str(source)], check=True)


def imports(qt: Path) -> dict[str, set[str]]:
    """Return what Qt's libraries ask of each of the two."""
    asked: dict[str, set[str]] = {library: set() for library in LIBRARIES}
    for path in (*qt.glob("Qt6*.dll"), *qt.glob("plugins/platforms/*.dll")):
        told = subprocess.run(
            ["x86_64-w64-mingw32-objdump", "-p", path], capture_output=True, text=True, check=True
        )
        for library in LIBRARIES:
            asked[library] |= names_asked(told.stdout, library)
    return asked


def names_asked(table: str, library: str) -> set[str]:
    """Return the names that one table of imports, as objdump prints it, asks of a library."""
    for part in table.split("DLL Name: ")[1:]:
        if part.split()[0].casefold() == library:
            return set(
                re.findall(r"^\s+[0-9a-f]+\s+(?:<none>\s+)?[0-9a-f]+\s+(\w+)\s*$", part, re.M)
            )
    return set()
