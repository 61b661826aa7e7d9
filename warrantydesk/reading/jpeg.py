"""JPEG files without what a camera or a scanner wrote into them; the picture itself stays as it
is."""

from collections.abc import Iterator

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_BEGINS = b"\xff\xd8\xff"
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE
_KEPT = frozenset({0xE0, 0xEE})
"""Application segments that say how to read the colours: JFIF and Adobe."""
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_COLOURS = b"ICC_PROFILE\x00"


def without_notes(data: bytes) -> bytes:
    """Return a JPEG without place, time, maker's notes, thumbnails and comments.

    Raises ValueError where the bytes are no JPEG whose segments can be told apart.
    """
    if data[:2] != bytes((0xFF, _START)):
        raise ValueError("no JPEG")
    kept = [data[:2]]
    at = 2
    while True:
        at = _marker(data, at)
        kind = data[at]
        if kind in (_SCAN, _END):
            kept.append(data[at - 1 :] if kind == _SCAN else data[at - 1 : at + 1])
            return b"".join(kept)
        end = at + 1 if kind in _BARE else at + 1 + int.from_bytes(data[at + 1 : at + 3], "big")
        if end > len(data) or (kind not in _BARE and end < at + 3):
            raise ValueError("a segment is cut off")
        if not _is_note(kind, data[at + 3 : at + 3 + len(_COLOURS)]):
            kept.append(bytes((0xFF,)) + data[at:end])
        at = end


def _marker(data: bytes, at: int) -> int:
    """Return where the code of the next marker stands; it may be padded with 0xFF."""
    if at + 1 >= len(data) or data[at] != 0xFF:
        raise ValueError("no marker where one should be")
    while at < len(data) and data[at] == 0xFF:
        at += 1
    if at >= len(data):
        raise ValueError("it ends within a marker")
    return at


def _is_note(kind: int, head: bytes) -> bool:
    if kind == _COMMENT:
        return True
    return kind in _APPLICATION and kind not in _KEPT and head != _COLOURS


def with_notes_blanked(data: bytes) -> bytes:
    """Return a file in which JPEGs lie as they are, a scan as PDF, with their notes overwritten.

    Zeros take their place, so that everything else stays where the file says it is.
    """
    found = bytearray(data)
    at = data.find(_BEGINS)
    while at >= 0:
        for start, end in _notes(data, at + 2):
            found[start:end] = bytes(end - start)
        at = data.find(_BEGINS, at + 1)
    return bytes(found)


def _notes(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield where the words of notes lie, up to the picture itself or what is no JPEG."""
    while at + 3 < len(data):
        try:
            at = _marker(data, at)
        except ValueError:
            return
        kind = data[at]
        if kind in (_SCAN, _END):
            return
        end = at + 1 if kind in _BARE else at + 1 + int.from_bytes(data[at + 1 : at + 3], "big")
        if end > len(data):
            return
        if kind not in _BARE and _is_note(kind, data[at + 3 : at + 3 + len(_COLOURS)]):
            yield at + 3, max(end, at + 3)
        at = end
