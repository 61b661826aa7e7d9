"""All papers: what is printed can be read back, is embedded, and comes out the same again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from documents.papers.coverage_facts import (
    a_decision,
    a_notice,
    a_repair_record,
    an_answer_letter,
)
from documents.papers.letter_facts import a_quality_card, a_question, a_request, an_appeal
from documents.papers.paper_facts import (
    COMPLAINT,
    NUMBER,
    RARE,
    RARER,
    VIN,
    a_claim,
    a_form,
    a_receipt,
    an_explanation,
    an_inspection_sheet,
    an_order,
    fonts,
    pages,
    squeezed,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from warrantydesk.documents import (
    appeal_letter,
    authorisation_request,
    claim_form,
    decision,
    demand_answer,
    escalation_sheet,
    explanation,
    inspection_sheet,
    notice,
    quality_card,
    receipt,
    repair_record,
    work_authorisation,
)
from warrantydesk.domain.claim import Claim, ClaimOwner, Codes, Narrative, PartLine

Draw = Callable[..., bytes]


def _drawn(render: Callable[..., bytes], facts: Callable[..., object]) -> Draw:
    return lambda **changes: render(facts(**changes))


PAPERS: dict[str, Draw] = {
    "claim form": _drawn(claim_form.render, a_form),
    "receipt": _drawn(receipt.render, a_receipt),
    "work authorisation": _drawn(work_authorisation.render, an_order),
    "inspection sheet": _drawn(inspection_sheet.render, an_inspection_sheet),
    "explanation": _drawn(explanation.render, an_explanation),
    "decision": _drawn(decision.render, a_decision),
    "notice": _drawn(notice.render, a_notice),
    "repair record": _drawn(repair_record.render, a_repair_record),
    "answer to a demand": _drawn(demand_answer.render, an_answer_letter),
    "request to the maker": _drawn(authorisation_request.render, a_request),
    "question to the manager": _drawn(escalation_sheet.render, a_question),
    "appeal": _drawn(appeal_letter.render, an_appeal),
    "quality card": _drawn(quality_card.render, a_quality_card),
}
HOSTILE = (
    "<b>&",
    '<img src="file:///etc/passwd">',
    "&#0; &amp; </para>",
    "😀 ❤️ 👨‍👩‍👧",
    "\ud800 lone \udfff",
    "\x00\x07\x1b[31m\x7f\u2028\ufeff",
    "\u202egnp.exe",
    "\t\n\r\n\n",
    "(\\) %PDF-1.4 endstream",
    "\U0010ffff\ue000\u0378",
    "W" * 400,
    "（" * 90 + "。" * 90,
    "{number} %s {0}",
)


@pytest.fixture(params=PAPERS)
def draw(request: pytest.FixtureRequest) -> Draw:
    return PAPERS[request.param]


def test_vehicle_number_and_complaint_are_read_back(draw: Draw) -> None:
    pdf = draw()
    text = squeezed("".join(pages(pdf)))
    assert VIN in text
    assert NUMBER in text
    assert squeezed(COMPLAINT) in text


def test_rare_names_are_read_back(draw: Draw) -> None:
    text = "".join(pages(draw()))
    assert RARE in text
    assert RARER in text


def test_every_font_is_embedded_and_ours(draw: Draw) -> None:
    found = list(fonts(draw()))
    assert found
    for font in found:
        assert "NotoSansSC" in font["/BaseFont"]
        assert font["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()


def test_same_facts_give_the_same_bytes(draw: Draw) -> None:
    assert draw() == draw()


def test_nothing_of_another_font_is_named_anywhere(draw: Draw) -> None:
    pdf = draw()
    assert b"Helvetica" not in pdf
    assert b"ZapfDingbats" not in pdf


def test_a_long_complaint_goes_over_pages_and_loses_nothing(draw: Draw) -> None:
    long = "".join(f"第{n}次进店，冷车起步时前方有异响。" for n in range(1100))[:20_000]
    visit = replace(a_claim().visit, complaint=long)
    found = pages(draw(claim=a_claim(narrative=Narrative(long, "原因", "措施"), visit=visit)))
    assert len(found) > 5
    text = squeezed("".join(found))
    for n in range(0, 1000, 37):
        assert f"第{n}次进店" in text
    for page in found:
        assert squeezed(NUMBER) in squeezed(page)


def test_a_draft_without_anything_is_drawn(draw: Draw) -> None:
    pdf = draw(claim=Claim(), documents=(), tags={}, signatures=(), drawn_at=None, anchor="")
    assert pages(pdf)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(draw: Draw, text: str) -> None:
    pdf = draw(claim=_claim_of(text), dealer_name=text, anchor=text, clerk=text, fault_name=text)
    for page in pages(pdf):
        assert "root:" not in page


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(), max_size=60))
def test_any_text_is_drawn(text: str) -> None:
    for draw in PAPERS.values():
        assert draw(claim=_claim_of(text), dealer_name=text).startswith(b"%PDF")


def test_markup_is_printed_as_it_was_typed() -> None:
    typed = '<b>&amp;<img src="x">'
    text = "".join(pages(PAPERS["receipt"](claim=_claim_of(typed))))
    assert typed in text


def test_an_emoji_becomes_a_box_with_its_code_point() -> None:
    text = squeezed("".join(pages(PAPERS["receipt"](claim=_claim_of("坏了😀")))))
    assert "坏了" in text
    assert "1F6" in text
    assert "00" in text


def test_demo_is_said_on_every_page() -> None:
    for page in pages(PAPERS["claim form"](demo=True)):
        assert "DEMO — not a real claim" in page
    assert "DEMO" not in "".join(pages(PAPERS["claim form"]()))


def _claim_of(text: str) -> Claim:
    claim = a_claim()
    return replace(
        claim,
        claim_number=text[:40],
        vehicle=replace(claim.vehicle, vin=text[:30], engine_no=text),
        owner=ClaimOwner(text, text, text, text, text),
        visit=replace(claim.visit, complaint=text, repair_order=text, brought_by=text),
        narrative=Narrative(text, text, text, text),
        codes=Codes(text, text, text, text, text, text, ground=text, ground_text=text),
        part_lines=(PartLine(True, None, text, text, text, text, text, 1, 10**12),),
    )
