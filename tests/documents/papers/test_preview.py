"""Previews: pages as pictures and as text, from several threads, and what is no PDF."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from documents.papers.paper_facts import VIN, a_form, a_receipt

from warrantydesk.documents import claim_form, preview, receipt


def test_a_page_has_the_size_it_says() -> None:
    (page,) = preview.pages(receipt.render(a_receipt()), 1.5)
    assert (page.width, page.height) == (893, 1263)
    assert len(page.rgb) == page.width * page.height * 3
    assert page.rgb[:3] == b"\xff\xff\xff"
    assert min(page.rgb) < 60


def test_red_is_the_first_byte() -> None:
    from io import BytesIO

    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (90, 26), (200, 10, 20)).save(target, "PNG")
    (page,) = preview.pages(receipt.render(a_receipt(logo=target.getvalue())), 1)
    at = 3 * (page.width * 40 + 60)
    assert tuple(page.rgb[at : at + 3]) == (200, 10, 20)


def test_one_page_of_many() -> None:
    form = claim_form.render(a_form())
    count = preview.page_count(form)
    assert len(preview.pages(form, 0.2)) == count
    assert preview.pages(form, 0.2, only=1) == preview.pages(form, 0.2)[1:2]
    with pytest.raises(IndexError):
        preview.pages(form, 0.2, only=count)


def test_the_text_of_all_pages() -> None:
    assert preview.text(claim_form.render(a_form())).count(VIN) == 3


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        preview.pages(data, 1)


def test_papers_are_drawn_and_shown_in_several_threads_at_once() -> None:
    expected = receipt.render(a_receipt())

    def work(_: int) -> tuple[bytes, int]:
        drawn = receipt.render(a_receipt())
        return drawn, len(preview.pages(drawn, 0.5))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(12))) == [(expected, 1)] * 12
