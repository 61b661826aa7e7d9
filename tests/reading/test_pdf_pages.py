"""PDFs from outside become plain pages; pages are bound into one file, the same each time."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from pypdf import PdfReader
from reading.foreign_pdfs import (
    HOSTILE,
    filled_form,
    jpegs,
    locked,
    photo_with_place,
    scan,
    swelling,
    texts,
    that_acts,
    turned,
    unbalanced,
    written,
)

from warrantydesk.documents.preview import pages
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.reading.jpeg import without_notes
from warrantydesk.reading.pdf_binder import Binder

HARMLESS = ("odd boxes", "unbalanced", "acts")
"""What can be bound once its evil is left behind."""
TOLD = {"title": "Dossier 卷宗", "author": "Station", "lang": "zh-CN"}


@pytest.fixture
def binder() -> Iterator[Binder]:
    """A binder whose child ends with the test."""
    with Binder() as made:
        yield made


def test_a_jpeg_loses_its_notes_and_keeps_its_picture() -> None:
    told = photo_with_place()
    clean = without_notes(told)
    assert b"Exif" in told
    assert b"PhoneMaker" in told
    assert b"Exif" not in clean
    assert b"PhoneMaker" not in clean
    before, after = (Image.open(io.BytesIO(data)).convert("RGB") for data in (told, clean))
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 10, 30])
def test_a_jpeg_that_is_cut_off_is_said_to_be_none(cut: int) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        without_notes(photo_with_place()[:cut])


def test_pages_keep_their_text_and_lie_on_a4(binder: Binder) -> None:
    plain = binder.plain(written("first", "second"), "two.pdf")
    assert plain.wide == (False, False)
    assert texts(plain.data) == ["first", "second"]
    sizes = {
        tuple(map(round, page.mediabox[2:])) for page in PdfReader(io.BytesIO(plain.data)).pages
    }
    assert sizes == {(595, 842)}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_stands_as_a_reader_shows_it(binder: Binder, turn: int) -> None:
    source = turned("read me", turn)
    plain = binder.plain(source, "turned.pdf")
    assert plain.wide == (turn in (0, 180),)
    (shown,), (bound,) = pages(source), pages(plain.data)
    assert (shown.width > shown.height) == (bound.width > bound.height)
    assert _dark_corner(shown.rgb, shown.width) == _dark_corner(bound.rgb, bound.width)


def _dark_corner(rgb: bytes, width: int) -> tuple[bool, bool]:
    """Return in which quarter most of the ink is: right of the middle, below it."""
    height = len(rgb) // 3 // width
    dark = [at for at in range(0, len(rgb), 3) if rgb[at] < 128]
    assert dark
    across = sum(at // 3 % width for at in dark) / len(dark)
    down = sum(at // 3 // width for at in dark) / len(dark)
    return across > width / 2, down > height / 2


def test_what_a_field_shows_is_drawn(binder: Binder) -> None:
    plain = binder.plain(filled_form("Filled 4711"), "form.pdf")
    assert "Filled 4711" in texts(plain.data)[0]
    assert "/Annots" not in PdfReader(io.BytesIO(plain.data)).pages[0]


def test_scripts_links_and_files_stay_behind(binder: Binder) -> None:
    plain = binder.plain(that_acts(), "acts.pdf")
    assert texts(plain.data) == ["Harmless"]
    for word in (b"JavaScript", b"harm", b"Launch", b"EmbeddedFile"):
        assert word in that_acts()
        assert word not in plain.data


@pytest.mark.parametrize("packed", [False, True])
def test_a_scan_loses_where_it_was_taken(binder: Binder, packed: bool) -> None:
    plain = binder.plain(scan(packed=packed), "scan.pdf")
    (raw,) = jpegs(plain.data)
    assert b"Exif" not in raw
    assert b"PhoneMaker" not in plain.data
    assert Image.open(io.BytesIO(raw)).size == (320, 240)
    (page,) = pages(plain.data)
    assert len(set(page.rgb)) > 20  # the picture is still shown


def test_what_everybody_may_read_is_read(binder: Binder) -> None:
    assert texts(binder.plain(locked(""), "open.pdf").data) == ["Locked"]


def test_a_locked_file_is_named(binder: Binder) -> None:
    with pytest.raises(Refused) as told:
        binder.plain(locked("secret"), "locked.pdf")
    assert "password" in told.value.findings[0].message
    assert told.value.findings[0].values["file"] == "locked.pdf"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_pages_or_a_sentence_and_the_binder_goes_on(
    binder: Binder, name: str
) -> None:
    if name in HARMLESS:
        plain = binder.plain(HOSTILE[name](), f"{name}.pdf")
        assert len(pages(plain.data)) == len(plain.wide) > 0
    else:
        with pytest.raises(Refused) as told:
            binder.plain(HOSTILE[name](), f"{name}.pdf")
        assert told.value.findings[0].values["file"] == f"{name}.pdf"
    assert texts(binder.plain(written("next"), "next.pdf").data) == ["next"]


def test_what_swells_is_refused_and_leaves_the_desk_its_memory(binder: Binder) -> None:
    with pytest.raises(Refused):
        binder.plain(swelling(), "swelling.pdf")
    assert texts(binder.plain(written("next"), "next.pdf").data) == ["next"]


def test_bound_pages_have_stamps_bookmarks_and_words_about_them(binder: Binder) -> None:
    foreign = binder.plain(unbalanced(), "odd.pdf").data
    parts = [written("one"), foreign, written("three", "copy of three")]
    layer = written("stamp 1", "stamp 2", "stamp 3")
    told = {
        **TOLD,
        "takes": [(0, None), (0, None), (0, 1)],
        "marks": [("一 One", 0, 0), ("inner", 1, 1), ("Three", 2, 0)],
    }
    data = binder.bind(layer, parts, told)
    assert data == binder.bind(layer, parts, told)
    said = texts(data)
    assert [f"stamp {n}" in text for n, text in enumerate(said, 1)] == [True] * 3
    assert "one" in said[0]
    assert "three" in said[2]
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata
    assert reader.metadata.title == TOLD["title"]
    first, inner, last = reader.outline
    assert (first["/Title"], inner[0]["/Title"], last["/Title"]) == ("一 One", "inner", "Three")
    assert reader.get_destination_page_number(last) == 2
    (_one, stamped, _three) = pages(data)
    assert min(stamped.rgb) < 100  # the stamp is seen whatever the page left behind


def test_a_layer_of_another_length_is_no_dossier(binder: Binder) -> None:
    with pytest.raises(Unavailable):
        binder.bind(written("a"), [written("a", "b")], {**TOLD, "takes": [(0, None)], "marks": []})


def test_stopping_ends_the_child(binder: Binder) -> None:
    class Stopped(Exception):  # noqa: N818 - a decision
        """The clerk stops."""

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        binder.plain(written("a"), "a.pdf", stop)
    assert texts(binder.plain(written("again"), "b.pdf").data) == ["again"]
