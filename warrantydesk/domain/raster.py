"""The one picture between a label and a printer: black dots on white, nothing between."""

from dataclasses import dataclass

_FLIPPED = bytes(255 - byte for byte in range(256))


@dataclass(frozen=True)
class Raster:
    """A 1-bit picture: rows from the top, each padded to whole bytes, 1 = black, padding white.

    Raises ValueError when the bytes do not match the size in dots.
    """

    width: int
    height: int
    bits: bytes

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1 or len(self.bits) != self.row_bytes * self.height:
            raise ValueError(
                f"{len(self.bits)} bytes are no raster of {self.width}x{self.height} dots"
            )

    @property
    def row_bytes(self) -> int:
        """Bytes of one row."""
        return (self.width + 7) // 8

    def pixel(self, x: int, y: int) -> bool:
        """Tell whether the dot is black; raises IndexError outside the picture."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            raise IndexError(f"no dot {x},{y} in {self.width}x{self.height}")
        return bool(self.bits[y * self.row_bytes + x // 8] >> (7 - x % 8) & 1)

    def inverted(self) -> bytes:
        """Return the bits for devices where 0 is black; the padding stays white."""
        return self.bits.translate(_FLIPPED)

    def shifted(self, right: int, down: int) -> "Raster":
        """Return the picture moved by whole dots; what leaves it is cut, what enters is white."""
        if not right and not down:
            return self
        rows = [self._row(y, right) for y in range(self.height)]
        blank = bytes(self.row_bytes)
        moved = [
            rows[y - down] if 0 <= y - down < self.height else blank for y in range(self.height)
        ]
        return Raster(self.width, self.height, b"".join(moved))

    def _row(self, y: int, right: int) -> bytes:
        line = int.from_bytes(self.bits[y * self.row_bytes : (y + 1) * self.row_bytes])
        line = line >> right if right > 0 else line << -right
        full = 8 * self.row_bytes
        inside = (1 << full) - (1 << (full - self.width))
        return (line & inside).to_bytes(self.row_bytes)
