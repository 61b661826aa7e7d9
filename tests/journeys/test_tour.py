"""The tour as somebody outside sees it: one command, and everything that its summary names."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[2]
RARE = ("贺䶮", "杨𬭎")


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Walk the day once for all tests of this file."""
    folder = tmp_path_factory.mktemp("tour") / "day"
    subprocess.run(
        [sys.executable, "-m", "warrantydesk", "tour", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def summary(tour: Path) -> dict[str, Any]:
    """Read the summary."""
    read: dict[str, Any] = json.loads((tour / "summary.json").read_text("utf-8"))
    return read


def text_of(file: Path) -> str:
    """Return the text of a PDF without line breaks."""
    return "".join(page.extract_text() for page in PdfReader(file).pages).replace("\n", "")


def test_every_file_of_the_summary_is_there(tour: Path, summary: dict[str, Any]) -> None:
    files = summary["files"]
    named = [
        files[key]
        for key in (
            "claim_form",
            "work_authorisation",
            "inspection",
            "receipt",
            "label_sheet",
            "explanation",
            "decision",
            "notice",
            "repair_record",
            "return_list",
            "related_parts",
            "claim_forms",
            "hand_over",
            "pick_list",
            "parts_ledger",
            "backup",
        )
    ]
    named += files["box_labels"]
    named += [path for forms in files["labels"].values() for path in forms.values()]
    named += files["screenshots"]
    assert len(files["screenshots"]) >= 6
    assert [path for path in named if not (tour / path).stat().st_size] == []


def test_papers_name_the_car_the_people_and_the_complaint(
    tour: Path, summary: dict[str, Any]
) -> None:
    for paper in ("claim_form", "work_authorisation", "receipt", "decision", "notice"):
        text = text_of(tour / summary["files"][paper])
        assert summary["vin"] in text
        assert summary["claim_number"] in text
        assert all(name in text for name in RARE), paper


def test_the_boxes_go_with_their_labels_and_lists(tour: Path, summary: dict[str, Any]) -> None:
    files = summary["files"]
    codes = [Path(label).stem for label in files["box_labels"]]
    assert len(codes) >= 3
    for label, code in zip(files["box_labels"], codes, strict=True):
        found = zxingcpp.read_barcodes(Image.open(tour / label))
        assert {one.text for one in found} == {code}
    listed = text_of(tour / files["return_list"])
    assert summary["shipment"] in listed
    assert all(code in listed for code in codes)
    assert summary["claim_number"] in text_of(tour / files["claim_forms"])


def test_each_label_decodes_to_its_tag(tour: Path, summary: dict[str, Any]) -> None:
    assert len(summary["tags"]) >= 2
    for tag, forms in summary["files"]["labels"].items():
        (found,) = zxingcpp.read_barcodes(Image.open(tour / forms["png"]))
        assert found.text == tag
        assert len(tag) == 12


def test_the_shop_verifies_clean_against_the_printed_anchor(
    tour: Path, summary: dict[str, Any]
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "warrantydesk",
            "verify",
            "--data",
            str(tour / "data"),
            "--anchor",
            summary["anchor"],
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
