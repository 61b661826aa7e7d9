"""Labels to printer bytes, against reportlab's bare Code 128 bars in the same run.

    python tests/benchmarks/labels.py [--labels N] [--rounds N]

Ours is the whole way: pieces read from a desk, full labels with Chinese text drawn, ZPL written
and entered in the print journal (aim: at least 0.14 times as fast as the bare bars in a PDF, and
150 MB at most). Each side runs in a process of its own. One label is also timed alone, from the
click to the bytes (aim: below 50 ms).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys, time
from io import BytesIO
from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

begun, out = time.perf_counter(), BytesIO()
canvas = Canvas(out, pagesize=(170, 113))
count = int(sys.argv[1])
for number in range(count):
    Code128(f"0126{number:06d}36", barWidth=1.06, barHeight=28).drawOn(canvas, 0, 40)
    canvas.showPage()
canvas.save()
print(count / (time.perf_counter() - begun))
"""
OURS = """
import resource, sys, time
from pathlib import Path
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_files import write_all
from warrantydesk.services.label_order import LabelOrder

folder, count = Path(sys.argv[1]), int(sys.argv[2])
with Desk(folder).open() as desk:
    desk.people.act_as("S01")
    tags = desk.labels.all_tags()[:count]
    order = LabelOrder("zpl", reason="benchmark")
    begun = time.perf_counter()
    labels = desk.labels.labels_of("label", tags)
    read = time.perf_counter()
    write_all(desk.labels, desk.labels.draw_each(labels, order), folder.parent / "l.zpl", order)
    kept = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun_one = time.perf_counter()
    desk.labels.draw([desk.labels.facts(tags[-1])], order)
    one = time.perf_counter() - begun_one
    begun_alone = time.perf_counter()
    for each in desk.labels.draw_each(labels, order):
        each.data
    alone = time.perf_counter() - begun_alone
whole, drawn = len(tags) / (kept - begun), len(tags) / alone
print(len(tags), whole, drawn, read - begun, kept - read, peak, one * 1000)
"""


def child(code: str, *args: str) -> list[float]:
    """Run one side in a process of its own and return the figures it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    """Build a shop with enough pieces, measure both sides in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--labels", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, claims = Path(place) / "shop", str(args.labels * 3 // 2 + 20)
        command = [sys.executable, "-m", "warrantydesk", "demo", str(folder), "--claims", claims]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        bare, ours = [], []
        for _round in range(args.rounds):
            bare += child(BARE, str(args.labels))
            ours.append(child(OURS, str(folder), str(args.labels)))
    floor = statistics.median(bare)
    count, whole, drawing, reading, keeping, peak, one = map(
        statistics.median, zip(*ours, strict=True)
    )
    print(f"reportlab's bare bars {floor:.0f} a second")
    print(
        f"{count:.0f} labels to ZPL {drawing:.0f} a second, ratio {drawing / floor:.2f}; the whole "
        f"way {whole:.0f} a second, ratio {whole / floor:.2f} (reading {reading:.2f} s, first "
        f"drawing, file and journal {keeping:.2f} s)"
    )
    print(f"peak {peak:.0f} MB; one label from click to bytes {one:.1f} ms")


if __name__ == "__main__":
    main()
