"""Small printers of our own that read each language back; they share no code with the writers."""

import re
from collections.abc import Callable

from warrantydesk.domain.raster import Raster

Dots = list[list[bool]]


def rows_of(data: bytes, row_bytes: int, black: int) -> Dots:
    """Return the dots of a picture, row by row, where ``black`` is the bit that prints."""
    dots = []
    for at in range(0, len(data), row_bytes):
        bits = "".join(f"{byte:08b}" for byte in data[at : at + row_bytes])
        dots.append([bit == str(black) for bit in bits])
    return dots


def graphic(field: str, origin: tuple[int, int]) -> dict[tuple[int, int], bool]:
    """Return the dots of a graphic field where they lie on the label."""
    kind, total, also, row_bytes, text = field[0], *field[2:].split(",")
    assert kind == "A"
    data = bytes.fromhex(text)
    assert len(data) == int(total) == int(also)
    return {
        (origin[0] + x, origin[1] + y): dot
        for y, row in enumerate(rows_of(data, int(row_bytes), 1))
        for x, dot in enumerate(row)
    }


def zpl(job: bytes) -> tuple[Dots, int]:
    """Print ZPL: commands one by one, a graphic onto the label, cut at its width and length."""
    assert job.startswith(b"^XA")
    assert job.endswith(b"^XZ")
    width = length = copies = 0
    origin, label = (0, 0), {}
    for command in job.decode("ascii")[1:].split("^"):
        name, rest = command[:2], command[2:]
        if name == "PW":
            width = int(rest)
        elif name == "LL":
            length = int(rest)
        elif name in ("FO", "LH"):
            origin = (int(rest.split(",")[0]), int(rest.split(",")[1]))
        elif name == "GF":
            label.update(graphic(rest, origin))
        elif name == "PQ":
            copies = int(rest.split(",")[0])
    assert not any(dot for (x, y), dot in label.items() if x >= width or y >= length)
    return [[label.get((x, y), False) for x in range(width)] for y in range(length)], copies


def tspl(job: bytes) -> tuple[Dots, int]:
    found = re.match(
        rb"SIZE [\d.]+ mm,[\d.]+ mm\r\n(?:GAP|BLINE) [\d.]+ mm,0 mm\r\nDIRECTION 1\r\n"
        rb"REFERENCE 0,0\r\nSPEED \d+\r\nDENSITY \d+\r\nCLS\r\nBITMAP 0,0,(\d+),(\d+),0,",
        job,
    )
    assert found
    row_bytes, height = int(found[1]), int(found[2])
    end = found.end() + row_bytes * height
    last = re.fullmatch(rb"\r\nPRINT (\d+),1\r\n", job[end:])
    assert last
    return rows_of(job[found.end() : end], row_bytes, 0), int(last[1])


def epl2(job: bytes) -> tuple[Dots, int]:
    found = re.match(rb"\nN\nq(\d+)\nQ(\d+),B?\d+\n(?:D\d+\n)?(?:S\d+\n)?GW0,0,(\d+),(\d+),", job)
    assert found
    row_bytes, height = int(found[3]), int(found[4])
    assert int(found[1]) == row_bytes * 8
    assert int(found[2]) == height
    end = found.end() + row_bytes * height
    last = re.fullmatch(rb"\nP(\d+)\n", job[end:])
    assert last
    return rows_of(job[found.end() : end], row_bytes, 0), int(last[1])


def escpos(job: bytes) -> tuple[Dots, int]:
    assert job[:2] == b"\x1b@"
    rest, pictures = job[2:], []
    while rest:
        assert rest[:4] == b"\x1dv0\x00"
        row_bytes, height = (int.from_bytes(rest[at : at + 2], "little") for at in (4, 6))
        end = 8 + row_bytes * height
        pictures.append(rows_of(rest[8:end], row_bytes, 1))
        assert rest[end : end + 2] == b"\x1d\x0c"
        rest = rest[end + 2 :]
    assert all(picture == pictures[0] for picture in pictures)
    return pictures[0], len(pictures)


READERS: dict[str, Callable[[bytes], tuple[Dots, int]]] = {
    "zpl": zpl,
    "tspl": tspl,
    "epl2": epl2,
    "escpos": escpos,
}


def dots_of(raster: Raster) -> Dots:
    return [[raster.pixel(x, y) for x in range(raster.width)] for y in range(raster.height)]


def trimmed(dots: Dots, width: int) -> Dots:
    """Cut the padding of the last byte after making sure that it is white."""
    assert not any(any(row[width:]) for row in dots)
    return [row[:width] for row in dots]
