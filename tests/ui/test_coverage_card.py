"""The coverage card over cards made by hand: what it says, what it asks for, what gives way."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from coverage_cards import COUNTERS, a_burning_card, a_card, a_layer, a_period
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from warrantydesk.domain.coverage import Layer, PeriodState, Remark, Verdict
from warrantydesk.domain.repair_history import Demand, DemandAnswer, Wish
from warrantydesk.i18n import set_language
from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.ui import coverage_card_notes as lines
from warrantydesk.ui import coverage_card_words as words
from warrantydesk.ui.coverage_card import LAYERS, CoveragePanel
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark

NAMES = {"visit.mileage_km": "Mileage, km"}
ROOMY, LOW = 1200, 420


@pytest.fixture
def panel(qapp: QApplication, qtbot: Any) -> CoveragePanel:
    """Give an empty card as wide as the right column has it."""
    theme.apply(qapp, dark=False)
    made = CoveragePanel()
    qtbot.addWidget(made)
    made.setFixedWidth(318)
    made.set_room(ROOMY)
    made.show()
    return made


def shown(panel: CoveragePanel, card: CoverageCard, **more: Any) -> CoveragePanel:
    """Show a card and let it be laid out."""
    panel.show_card(card, NAMES, 1, **more)
    for _round in range(4):
        QApplication.processEvents()
    return panel


def test_the_head_says_the_verdict_with_mark_word_and_source(panel: CoveragePanel) -> None:
    shown(panel, a_card())
    assert panel.verdict.mark() is Mark.OK
    assert "Covered · maker pays" in panel.verdict.accessibleName()
    assert "QC 3.2" in panel.verdict.accessibleName()
    shown(panel, a_card(verdict=Verdict.NOT_COVERED, head_en="Not covered"))
    assert panel.verdict.mark() is Mark.REFUSED


def test_a_long_source_moves_below_the_verdict_and_neither_is_cut(panel: CoveragePanel) -> None:
    source = "LAW/parameters 1 · LAW/holidays 1 · QC/policies 12 · QC/wear 4"
    shown(panel, a_card(source="QC/policies 1"))
    beside = panel.verdict.height()
    head = "Borderline · ask the maker before refusing"
    shown(panel, a_card(source=source, head_en=head, verdict=Verdict.BORDERLINE))
    assert panel.verdict.height() > beside
    assert paint.width_of(head, -0.5, True) <= panel.verdict.width() - theme.h(0.95) - 7
    assert "QC Warranty terms v12" in panel.verdict.toolTip()
    assert "/" not in panel.verdict.toolTip()


def test_a_term_says_days_and_km_left_and_when_it_ends(panel: CoveragePanel) -> None:
    shown(panel, a_card())
    told = panel.terms[0].accessibleName()
    for word in ("Free repair", "2028-03-15", "477 d left", "31,600 km left"):
        assert word in told
    assert "Art. 18" in panel.terms[0].toolTip()


@pytest.mark.parametrize(
    ("fields", "mark", "told"),
    [
        ({"days_left": 31}, None, "31 d left"),
        ({"days_left": 30}, Mark.WARN, "30 d left"),
        ({"days_left": 0}, Mark.WARN, "0 d left"),
        ({"days_left": -12}, Mark.OVERDUE, "12 d over"),
        ({"days_left": -1, "state": PeriodState.BORDERLINE}, Mark.WARN, "1 d over"),
    ],
)
def test_days_left_turn_from_fact_to_clock_to_loss(
    fields: dict[str, Any], mark: Mark | None, told: str
) -> None:
    card = a_card(periods=(a_period(**fields),))
    days = words.terms(card)[0].lefts[0]
    assert (days.mark, days.words) == (mark, told)


@pytest.mark.parametrize(("left", "mark"), [(1001, None), (1000, Mark.WARN), (-1, Mark.OVERDUE)])
def test_km_left_warn_from_a_thousand(left: int, mark: Mark | None) -> None:
    card = a_card(periods=(a_period(km_left=left),))
    assert words.terms(card)[0].lefts[1].mark is mark


def test_three_tiles_count_with_todays_days_beside(panel: CoveragePanel) -> None:
    shown(panel, a_card())
    names = [tile.accessibleName() for tile in panel.tiles]
    assert names == ["Repaired 6/30 d +1", "Same fault 1/4 ×", "Safety 0/2 ×"]
    assert panel.rows.isHidden()
    assert "C0126-000007" in panel.tiles[0].toolTip()


def test_lights_speak_by_mark_and_word(panel: CoveragePanel) -> None:
    shown(panel, a_burning_card())
    names = [tile.accessibleName() for tile in panel.tiles]
    assert "3 d to limit" in names[0]
    assert "limit reached" in names[1]
    assert "1 more: limit" in names[2]
    told = [(note.mark, note.text, note.answer) for note in panel.rows.notes()]
    assert told == [
        (Mark.WARN, "Assembly replaced", "发动机"),
        (Mark.BLOCK, "Main part replaced", "转向机"),
    ]


def test_amber_and_red_say_what_the_next_repair_triggers(panel: CoveragePanel) -> None:
    shown(panel, a_burning_card())
    told = {note.text: note.mark for note in panel.notes.notes()}
    assert told["3 more repair days and the customer may demand."] is Mark.WARN
    assert told["Repaired more than 4 times: another car is due."] is Mark.BLOCK


def test_a_right_that_is_reached_is_said_once() -> None:
    card = a_burning_card()
    right = card.rights[0]
    reached = replace(right, answer=replace(right.answer, clause="CN43.24.4-times"))
    before = [note.text for note in lines.notes(card, {})]
    after = [note.text for note in lines.notes(replace(card, rights=(reached,)), {})]
    gone = [text for text in before if text not in after]
    assert gone == ["Repaired more than 4 times: another car is due."]


@pytest.mark.parametrize("code", ["gate", "no_order"])
def test_without_the_law_counters_are_grey_and_say_why(panel: CoveragePanel, code: str) -> None:
    remark = Remark(code, "Not a household car.")
    answer = replace(a_card().answer, repair_period=None, replace_period=None)
    burning = a_burning_card(warnings=(remark,), answer=answer, periods=())
    shown(panel, burning)
    assert [note.text for note in panel.reason.notes()] == ["Not a household car."]
    assert all(tile.mark is None and not tile.foot for tile in words.tiles(burning))
    assert "Not a household car." not in [note.text for note in panel.notes.notes()]
    assert all(row.isHidden() for row in panel.terms)


def test_counters_of_a_period_that_is_over_trigger_nothing(panel: CoveragePanel) -> None:
    answer = replace(a_card().answer, replace_period=PeriodState.OUT)
    shown(panel, a_burning_card(answer=answer))
    assert "over" in panel.reason.notes()[0].text


def test_layers_answer_in_words_with_their_article(panel: CoveragePanel) -> None:
    shown(panel, a_card())
    law, maker, extended = panel.layers.notes()
    assert (law.mark, law.text, law.answer, law.end) == (Mark.OK, "Law", "applies", "Art. 18, 19")
    assert (maker.answer, maker.end) == ("pays", "QC-VEH")
    assert (extended.mark, extended.answer) == (Mark.NA, "12 d over")
    assert "Quality problems: free." in law.spoken()


@pytest.mark.parametrize(
    ("verdict", "margin", "told"),
    [
        (Verdict.BORDERLINE, {}, "ask the maker"),
        (Verdict.NEEDS_FACT, {}, "not known yet"),
        (Verdict.NOT_COVERED, {"km_left": -1500}, "1,500 km over"),
        (Verdict.NOT_COVERED, {}, "does not apply"),
        (Verdict.NOT_COVERED, {"clause": "CN43.40-quality", "days_left": 9}, "none was found"),
        (Verdict.NOT_COVERED, {"clause": "CN43.32.X2", "days_left": 9}, "takes the cover away"),
    ],
)
def test_every_answer_of_a_layer_has_its_words(
    verdict: Verdict, margin: dict[str, Any], told: str
) -> None:
    line = a_layer(Layer.MAKER, verdict, ("整车", "Whole car"), ("QC-VEH", "QC-VEH"), **margin)
    assert lines.layer_word(line) == told


def test_a_right_that_is_reached_stands_first_and_leads_to_the_demand(
    panel: CoveragePanel, qtbot: Any
) -> None:
    shown(panel, a_burning_card())
    (note,) = panel.rights.notes()
    assert (note.mark, note.bold) == (Mark.BLOCK, True)
    assert "Same problem more than 4 times" in note.text
    assert panel.rights.y() < panel.terms[0].y()
    with qtbot.waitSignal(panel.asked) as asked:
        panel.rights.setCurrentIndex(panel.rights.model().index(0, 0))
        qtbot.keyClick(panel.rights, Qt.Key.Key_Return)
    assert asked.args == ["demand"]


def test_a_right_that_is_demanded_leads_to_its_clocks() -> None:
    demand = Demand(1, date(2026, 11, 18), Wish.RETURN)
    (note,) = lines.rights(a_burning_card(demands=(demand,)))
    assert not note.link
    refused = replace(demand, answer=DemandAnswer.REFUSED)
    assert lines.rights(a_burning_card(demands=(refused,)))[0].link


def test_a_refusal_says_what_is_left_to_do() -> None:
    (note,) = lines.notes(a_card(verdict=Verdict.NOT_COVERED), {})
    assert (note.mark, note.key) == (Mark.INFO, lines.FACTS)
    assert "goodwill" in note.text


def test_rights_that_are_not_reached_are_not_rights() -> None:
    out = a_layer(Layer.STATUTORY, Verdict.NOT_COVERED, ("甲", "A"), ("第24条", "Art. 24"))
    assert lines.rights(a_card(rights=(out,))) == []


def test_a_missing_fact_is_a_link_to_its_field(panel: CoveragePanel) -> None:
    card = a_card(verdict=Verdict.NEEDS_FACT, missing=("visit.mileage_km", "terms.price_fen"))
    notes = {note.text: note for note in lines.notes(card, NAMES)}
    assert notes["Missing: Mileage, km"].key == "jump:visit.mileage_km"
    assert notes["Missing: Mileage, km"].mark is Mark.BLOCK
    assert notes["Missing: Invoice price with VAT"].key == "terms"


def test_clocks_are_red_once_they_are_over(panel: CoveragePanel) -> None:
    shown(panel, a_burning_card())
    told = {note.text: note for note in panel.notes.notes()}
    late = told["Answer the demand: was due 2026-11-20."]
    assert (late.mark, late.key) == (Mark.OVERDUE, "demand")
    assert told["Loan car since 2026-11-20"].key == "loaner"
    assert not [text for text in told if "records" in text]


def test_a_campaign_box_offers_what_can_be_done(panel: CoveragePanel, qtbot: Any) -> None:
    shown(panel, a_burning_card())
    (box,) = panel.campaigns
    assert "Coolant hose clamp" in box.accessibleName()
    with qtbot.waitSignal(panel.campaign_claimed) as claimed:
        box._claim.click()
    with qtbot.waitSignal(panel.campaign_recorded) as recorded:
        box._record.click()
    assert claimed.args == recorded.args == ["QC26-07"]
    shown(panel, a_burning_card(), frozen=True)
    assert not box._claim.isVisible()
    shown(panel, a_card())
    assert not box.isVisible()


def test_where_room_is_short_the_layers_fold_and_open_again(
    panel: CoveragePanel, qtbot: Any
) -> None:
    shown(panel, a_burning_card())
    assert panel.fold.isHidden()
    panel.set_room(LOW)
    QApplication.processEvents()
    assert panel.height() == LOW
    assert panel.layers.isHidden()
    (note,) = panel.fold.notes()
    assert note.text == "3 layers · Covered · maker pays"
    panel.fold.asked.emit(LAYERS)
    assert not panel.layers.isHidden()
    assert panel.height() == LOW


def test_the_card_is_as_high_as_what_it_says(panel: CoveragePanel) -> None:
    calm = shown(panel, a_card()).height()
    burning = shown(panel, a_burning_card()).height()
    assert calm < LOW < burning
    assert shown(panel, a_card()).height() == calm


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_in_either_language(
    qapp: QApplication, panel: CoveragePanel, language: str, scale: float
) -> None:
    set_language(language)
    theme.apply(qapp, dark=False, scale=scale)
    panel.setFixedWidth(round(318 * scale))
    panel.set_room(round(ROOMY * scale))
    shown(panel, a_burning_card())
    for tile, told in zip(panel.tiles, words.tiles(a_burning_card()), strict=True):
        room = tile.width() - 14
        assert paint.width_of(told.label, -1) <= room - theme.h(0.74)
        assert paint.width_of(told.foot, -1, True) <= room
    for row, term in zip(panel.terms, words.terms(a_burning_card()), strict=True):
        third = (row.width() - 20) / 3
        texts = (term.name, *(left.words for left in term.lefts))
        assert all(paint.width_of(text, -1.5, True) <= third for text in texts)
    theme.apply(qapp, dark=False)


def test_former_repairs_are_counted_without_this_claim() -> None:
    card = a_burning_card()
    assert words.history(card, None) == "2 former repairs · last 2026-08-02"
    assert words.history(card, 8) == "1 former repair · last 2026-08-02"
    assert words.history(a_card(repairs=()), 1) == "no former repair is known"


def test_an_equal_card_paints_nothing_anew(panel: CoveragePanel) -> None:
    shown(panel, a_card())
    before = panel.card
    panel.show_card(a_card(), NAMES, 1)
    assert panel.card is before
    changed = a_card(counters=(replace(COUNTERS[0], count=7), *COUNTERS[1:]))
    panel.show_card(changed, NAMES, 1)
    assert panel.tiles[0].accessibleName().startswith("Repaired 7/30")


def test_a_day_is_written_as_the_language_writes_it() -> None:
    card = a_card(periods=(a_period(last_day=date(2027, 2, 28)),))
    assert words.terms(card)[0].end == "to 2027-02-28"


def test_a_warning_that_a_person_decides_leads_to_where_that_is_done() -> None:
    doubt = Remark("doubtful_cover", "{code} would still cover it.", {"code": "QC-PAINT"})
    plain = Remark("dates", "The car was delivered before it was invoiced.")
    noted = {note.text: note for note in lines.notes(a_card(warnings=(doubt, plain)), NAMES)}
    assert noted["QC-PAINT would still cover it."].key == lines.FACTS
    assert noted["The car was delivered before it was invoiced."].link == ""


@pytest.mark.parametrize(
    ("verdict", "margin", "told"),
    [
        (Verdict.COVERED, {}, "reached"),
        (Verdict.NOT_COVERED, {"days_left": 5}, "not reached"),
        (Verdict.NOT_COVERED, {"days_left": -5}, "5 d over"),
        (Verdict.BORDERLINE, {"days_left": -1}, "ask the maker"),
    ],
)
def test_a_right_is_reached_or_not_or_over(
    verdict: Verdict, margin: dict[str, Any], told: str
) -> None:
    line = a_layer(Layer.STATUTORY, verdict, ("甲", "A"), ("第24条", "Art. 24"), **margin)
    assert lines.right_word(line) == told
