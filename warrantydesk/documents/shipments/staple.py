"""Claim forms as they were filed, one behind the other in one PDF, marked for their list."""

import hashlib
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from warrantydesk.documents.canvas import new_canvas
from warrantydesk.documents.paper import Step
from warrantydesk.documents.preview import ONE_AT_A_TIME
from warrantydesk.documents.sheet import LEFT, RIGHT, Sheet
from warrantydesk.documents.typesetting import Style, fitted
from warrantydesk.i18n import _

MARK = Style(8.6, bold=True)
MARK_BASELINE = 20.0
FORM_COPIES = 3
_MADE = re.compile(rb"/CreationDate\(D:[0-9]{14}[+-][0-9]{2}'[0-9]{2}'\)")
_NAMED = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")


def stapled(forms: Sequence[Callable[[], bytes]], number: str, step: Step | None = None) -> bytes:
    """Return the copies that go with the parts, in order, each page marked for list ``number``.

    A form comes in three copies, of which the last is for the parts; a file whose pages do not
    make three copies goes in whole. Raises ValueError where one is no PDF.
    """
    if not forms:
        return mark_page(_("No claim stands on return list {number}.", number=number))
    text = _("To be stapled behind return list {number}", number=number)
    mark = mark_page(text)
    pages = []
    for done, form in enumerate(forms):
        if step:
            step(done, len(forms))
        pages.append(form())
    return _bound(pages, mark)


def mark_page(text: str) -> bytes:
    """Return a page with nothing but a line in its upper margin."""
    target = BytesIO()
    canvas = new_canvas(target)
    sheet = Sheet()
    sheet.text(LEFT, MARK_BASELINE, fitted(text, MARK, RIGHT - LEFT), MARK)
    sheet.draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _bound(forms: Sequence[bytes], mark: bytes) -> bytes:
    import pypdfium2

    with ONE_AT_A_TIME:
        made, seal = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(mark)
        try:
            for form in forms:
                _append(made, form, seal)
            out = BytesIO()
            made.save(out)
        finally:
            made.close()
            seal.close()
    return _settled(out.getvalue())


def _append(made: Any, form: bytes, seal: Any) -> None:
    """Mark the copy for the parts while its form is small, and take it over."""
    import pypdfium2

    try:
        source = pypdfium2.PdfDocument(form)
    except pypdfium2.PdfiumError as error:
        raise ValueError("not a PDF") from error
    try:
        count = len(source)
        wanted = range(0 if count % FORM_COPIES else count - count // FORM_COPIES, count)
        mark = seal.page_as_xobject(0, source)
        for index in wanted:
            page = source[index]
            page.insert_obj(mark.as_pageobject())
            page.gen_content()
            page.close()
        mark.close()
        made.import_pages(source, list(wanted))
    finally:
        source.close()


def _settled(data: bytes) -> bytes:
    """Replace the time and the chance that the library writes: same forms, same bytes."""
    data = _MADE.sub(b"/CreationDate(D:20000101000000+00'00')", data, count=1)
    blank = _NAMED.sub(b"/ID[<%(no)b><%(no)b>]" % {b"no": b"0" * 32}, data)
    name = hashlib.sha256(blank).hexdigest()[:32].upper().encode()
    return _NAMED.sub(b"/ID[<%(no)b><%(no)b>]" % {b"no": name}, data)
