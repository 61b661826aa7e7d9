"""Makes the four sounds of the scan band: ``python installer/make_sounds.py``.

Each outcome has its own melody, so that it is known without looking: up for ok, down twice for
wrong, one low tone for a warning, a wavering one for something unknown.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
Note = tuple[float, float, float]

# (pitch in Hz, length in seconds, wavering in Hz)
MELODIES: dict[str, tuple[Note, ...]] = {
    "ok": ((880.0, 0.07, 0.0), (1318.5, 0.11, 0.0)),
    "wrong": ((311.1, 0.14, 0.0), (0.0, 0.05, 0.0), (233.1, 0.22, 0.0)),
    "warn": ((523.3, 0.22, 0.0),),
    "unknown": ((659.3, 0.28, 11.0),),
}


def tone(pitch: float, seconds: float, waver: float) -> list[int]:
    """Return the samples of one note, soft at both ends."""
    count = round(RATE * seconds)
    samples = []
    for number in range(count):
        at = number / RATE
        edge = min(1.0, number / 180, (count - number) / 600)
        bend = 1 + (0.03 * math.sin(2 * math.pi * waver * at) if waver else 0)
        body = math.sin(2 * math.pi * pitch * bend * at)
        body += 0.3 * math.sin(4 * math.pi * pitch * bend * at)
        samples.append(round(9_000 * edge * body) if pitch else 0)
    return samples


def write(name: str, notes: tuple[Note, ...]) -> Path:
    """Write one melody as a mono WAV file and return its path."""
    samples = [sample for note in notes for sample in tone(*note)]
    path = FOLDER / f"{name}.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def main() -> None:
    """Write all sounds."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, notes in MELODIES.items():
        print(write(name, notes))


if __name__ == "__main__":
    main()
