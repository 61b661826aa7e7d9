"""The sha256 of what goes through, block by block: files may be larger than the memory."""

import hashlib
from pathlib import Path
from typing import BinaryIO, Protocol

BLOCK = 1 << 20


class Writing(Protocol):
    """What takes bytes: a file, or what packs them on their way into one."""

    def write(self, data: bytes, /) -> int:
        """Take bytes; returns how many."""


def hash_of(file: Path) -> str:
    """Return the sha256 of a file as hexadecimal digits; raises OSError."""
    with file.open("rb") as source:
        return hash_through(source, None)[0]


def hash_through(source: BinaryIO, out: Writing | None) -> tuple[str, int]:
    """Read to the end, write it to ``out`` where there is one; returns sha256 and bytes."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        size += len(block)
        if out is not None:
            out.write(block)
    return digest.hexdigest(), size
