"""Dossiers in an audit pack, against bare pypdf over the same papers in the same run.

    python tests/benchmarks/dossiers.py [--claims N] [--dossiers N]

Ours reads a claim, draws its papers, binds them with bookmarks, stamps and manifest in a child
with limits, and streams them into a ZIP (aim: about half a second a dossier, memory as at the
start). The peer gets the finished dossiers' papers from memory and does nothing but append them
with pypdf in this process. Seconds a dossier, and the most memory of this process in MB; the
child's is looked at apart.
"""

import argparse
import io
import json
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from pypdf import PdfReader, PdfWriter  # noqa: E402

from warrantydesk.demo.shop import build  # noqa: E402
from warrantydesk.i18n import set_language  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402

WARM = 10
"""Dossiers after which memory is looked at first: by then fonts and tables are loaded."""


def memory_mb(who: int = resource.RUSAGE_SELF) -> float:
    """Return the most memory that was held so far."""
    return resource.getrusage(who).ru_maxrss / 1024


def rest_mb() -> float:
    """Return the memory that is held now, where the system tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return memory_mb()
    (line,) = (one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def packed(desk: Desk, ids: list[int], file: Path) -> tuple[list[float], list[float], Any]:
    """Make a pack; returns when each dossier began, the memory then, and the result."""
    begun: dict[int, tuple[float, float]] = {}

    def step(done: int, total: int, number: str) -> None:
        begun.setdefault(done, (time.perf_counter(), rest_mb()))

    made = desk.dossiers.prepare_pack(ids, file)(step)
    moments = [begun[place] for place in sorted(begun)]
    return [at for at, _mb in moments], [mb for _at, mb in moments], made


def papers_of(file: Path) -> list[list[bytes]]:
    """Return the papers of each dossier of a pack as PDFs of their own."""
    found = []
    with zipfile.ZipFile(file) as package:
        told = json.loads(package.read("manifest.json"))
        for claim in told["claims"]:
            reader = PdfReader(io.BytesIO(package.read(claim["file"])))
            papers = []
            for paper in claim["papers"]:
                if paper["first_page"]:
                    writer = PdfWriter()
                    first = paper["first_page"] - 1
                    for page in reader.pages[first : first + paper["pages"]]:
                        writer.add_page(page)
                    out = io.BytesIO()
                    writer.write(out)
                    papers.append(out.getvalue())
            found.append(papers)
    return found


def bare(papers: list[bytes]) -> int:
    """Append papers to one PDF with pypdf; returns its size."""
    writer = PdfWriter()
    for one in papers:
        writer.append(io.BytesIO(one))
    out = io.BytesIO()
    writer.write(out)
    return len(out.getvalue())


def main() -> int:
    """Measure both sides over one shop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=600)
    parser.add_argument("--dossiers", type=int, default=300)
    args = parser.parse_args()
    set_language("zh_CN")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build(folder / "shop", args.claims, 1)
        file = folder / "pack.zip"
        with Desk(folder / "shop").open() as desk:
            desk.people.act_as("S01")
            filed = desk.stores.db.query(
                "SELECT id FROM claim WHERE submitted_at IS NOT NULL ORDER BY id DESC LIMIT ?",
                (args.dossiers,),
            )
            begun, memory, made = packed(desk, [number for (number,) in filed], file)
            took = time.perf_counter() - begun[0]
        count = len(made.claims)
        pages = sum(one.pages for one in made.claims)
        ours = took / count
        print(
            f"{count} dossiers, {pages:,} pages, {file.stat().st_size / 1e6:,.0f} MB:"
            f" {ours:.3f} s each"
        )
        warm = memory[min(WARM, len(memory) - 1)]
        print(f"memory: {warm:.0f} MB after {WARM} dossiers, {memory[-1]:.0f} MB at the end")
        print(f"most memory of the child that binds: {memory_mb(resource.RUSAGE_CHILDREN):.0f} MB")
        papers = papers_of(file)
        begin = time.perf_counter()
        for one in papers:
            bare(one)
        peer = (time.perf_counter() - begin) / len(papers)
        print(f"bare pypdf over the finished papers: {peer:.3f} s each, ratio {ours / peer:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
