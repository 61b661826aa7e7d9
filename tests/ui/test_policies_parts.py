"""Parts of the Policies tab without a desk: texts, columns, rows, years, verdicts, readers."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from warrantydesk.domain.coverage.answer import Answer, Layer, LayerAnswer, Verdict
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.policies.compare import RowState, Turn
from warrantydesk.domain.policy_table import PolicyReading
from warrantydesk.i18n import set_language
from warrantydesk.ui.kit.group_list import GroupLine, GroupList
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.policies.changed_card import ChangedCard, change_words
from warrantydesk.ui.tabs.policies.columns import columns_of, name_column
from warrantydesk.ui.tabs.policies.holidays import missing_years, year_of
from warrantydesk.ui.tabs.policies.readers_card import readers_of
from warrantydesk.ui.tabs.policies.ribbon import Node, VersionRibbon, VersionState
from warrantydesk.ui.tabs.policies.shown_rows import ALL, DIFFERENT, RowSource, ShownRow
from warrantydesk.ui.tabs.policies.text_pane import compared_texts
from warrantydesk.ui.tabs.policies.trial_facts import TrialFacts
from warrantydesk.ui.tabs.policies.verdict_box import margin, words_of
from warrantydesk.ui.tabs.policies.wording import differences

TEXTS = st.text(alphabet="ab 1,0.月蓄电池\n", max_size=40)
OLD = {"code": "b", "name_zh": "蓄电池", "name_en": "Battery", "months": "24", "km": "50000"}
NEW = {**OLD, "months": "12", "km": "60000"}
KINDS = {"code": "code", "name_zh": "text", "name_en": "text", "months": "whole", "km": "whole"}
CHANGED = ShownRow(NEW, OLD, RowState.CHANGED, {"months": Turn.STRICTER, "km": Turn.LOOSER})
ADDED = ShownRow({**OLD, "code": "n", "name_en": "New"}, None, RowState.ADDED)
SAME = ShownRow(OLD, OLD)


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_comparison_are_the_texts(old: str, new: str) -> None:
    left, right = differences(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    same = ["".join(p.text for p in side if not p.differs) for side in (left, right)]
    assert same[0] == same[1]
    assert any(p.differs for p in (*left, *right)) == (old != new)


def test_a_number_differs_as_a_whole() -> None:
    left, right = differences("at most 50,000 km", "at most 20,000 km")
    assert [p.text for p in left if p.differs] == ["50,000"]
    assert [p.text for p in right if p.differs] == ["20,000"]


def test_both_languages_are_one_column_and_numbers_stand_at_the_right() -> None:
    columns = columns_of(KINDS, [OLD])
    assert [column.key for column in columns] == ["code", "name", "months", "km"]
    assert [column.is_number for column in columns] == [False, False, True, True]
    first = name_column(columns)
    assert first is not None
    assert first.say(OLD) == "Battery"
    set_language("zh_CN")
    assert first.say(OLD) == "蓄电池"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("km", "50000", "50,000"),
        ("list_price_fen", "123450", "1,234.50"),
        ("energies", "bev|phev", "electric, plug-in hybrid"),
        ("scope_groups", "*", "all"),
        ("locked", "yes", "yes"),
        ("serial_from", "000500", "000500"),
        ("layer", "unheard_of", "unheard_of"),
        ("fixed_hours", "0.9", "0.9"),
        ("km", "", ""),
        ("year_from", "2021", "2021"),
        ("part_group", "hvac", "Air conditioning"),
        ("rule", "V01", "V01 Shape of the VIN"),
        ("override", "none", "nobody"),
        ("unit", "fen_per_hour", "¥ an hour"),
    ],
)
def test_a_value_is_said_as_it_is_read(name: str, value: str, said: str) -> None:
    kind = "list" if name in ("energies", "scope_groups") else "text"
    column = columns_of({name: kind}, [{name: value}])[0]
    assert column.say({name: value}) == said


def test_a_rate_in_fen_is_said_in_yuan_and_a_code_twin_has_its_own_key() -> None:
    row = {"value": "11000", "unit": "fen_per_hour", "section": "use", "section_zh": "使用",
           "section_en": "Use"}  # fmt: skip
    columns = columns_of(dict.fromkeys(row, "text"), [row])
    assert [(one.key, one.say(row)) for one in columns] == [
        ("value", "110.00"), ("unit", "¥ an hour"), ("section_code", "use"), ("section", "Use")
    ]  # fmt: skip
    assert columns[0].say({**row, "unit": "percent"}) == "11,000"


def test_a_column_that_nobody_named_shows_its_own_name() -> None:
    assert columns_of({"odd_name": "text"}, [])[0].title == "odd name"


def test_rows_are_narrowed_sorted_and_counted() -> None:
    columns = columns_of(KINDS, [OLD])
    small = ShownRow({**OLD, "code": "s", "months": "3"}, OLD, RowState.CHANGED, {})
    source = RowSource(columns, [SAME, CHANGED, ADDED, small])
    assert source.tally() == {
        DIFFERENT: 3, "changed": 2, "added": 1, "removed": 0, "same": 1, ALL: 4
    }  # fmt: skip
    source.narrow("", DIFFERENT)
    assert list(source.ids(("months", False))) == [3, 1, 2]
    source.narrow("NEW", ALL)
    assert list(source.ids(None)) == [2]


def test_a_change_is_said_with_its_numbers_and_what_it_means(qtbot: Any) -> None:
    columns = columns_of(KINDS, [OLD])
    words = change_words(CHANGED, columns)
    assert (words.mark, words.text) == (
        Mark.REFUSED,
        "Battery: Months 24 → 12, Kilometres 50,000 → 60,000",
    )
    card = ChangedCard()
    qtbot.addWidget(card)
    card.show_changes([SAME, ADDED, CHANGED], columns, "nothing")
    assert [line.mark for line in card.lines()] == [Mark.REFUSED, Mark.INFO]
    card.show_changes([SAME], columns, "nothing")
    assert [line.text for line in card.lines()] == ["nothing"]


def test_the_text_of_two_versions_marks_what_differs() -> None:
    old, new = compared_texts(CHANGED, columns_of(KINDS, [OLD]))
    assert [piece.text for piece in old if piece.differs] == ["24", "50,000"]
    assert [piece.text for piece in new if piece.differs] == ["12", "60,000"]


def holiday(day: str, kind: str = "rest", name: str = "National Day") -> dict[str, str]:
    return {"day": day, "kind": kind, "name_zh": "国庆节", "name_en": name}


def test_days_in_a_row_are_one_span_and_a_year_without_days_says_so() -> None:
    rows = [
        holiday("2026-10-02"),
        holiday("2026-10-01"),
        holiday("2026-10-10", "work"),
        holiday("2026-01-01", name="New Year's Day"),
        {"day": "no day"},
    ]
    year = year_of(rows, 2026)
    assert year.rest == ("New Year's Day 01-01", "National Day 10-01 to 10-02")
    assert year.work == ("10-10 Sat",)
    assert year_of(rows, 2027).headline() == "2027: no calendar yet, weekends only"
    assert missing_years(rows, date(2026, 11, 24)) == [2027]


def layer(days: int | None, km: int | None, verdict: Verdict = Verdict.COVERED) -> LayerAnswer:
    last = date(2026, 12, 31) if days is not None else None
    return LayerAnswer(Layer.STATUTORY, verdict, "CN43.19", last, km, days, km)


@pytest.mark.parametrize(
    ("days", "km", "said"),
    [
        (3, 500, "3 days and 500 km left"),
        (-2, 500, "over by 2 days"),
        (3, -1500, "over by 1,500 km"),
        (1, None, "1 day left, until 2026-12-31"),
        (None, 20, "20 km left"),
        (None, None, "no end"),
    ],
)
def test_a_margin_in_words(days: int | None, km: int | None, said: str) -> None:
    assert margin(layer(days, km)) == said


def test_a_verdict_names_its_clause_or_what_is_missing() -> None:
    paid = Answer(Verdict.COVERED, Layer.STATUTORY, layers=(layer(3, 500),))
    assert words_of(paid, "v1", True).reason == "Law · CN43.19 · 3 days and 500 km left"
    refused = Answer(Verdict.NOT_COVERED, layers=(layer(-9, 0, Verdict.NOT_COVERED),))
    assert words_of(refused, "v1", False).mark is Mark.REFUSED
    assert words_of(refused, "v1", False).reason.endswith("over by 9 days")
    asked = Answer(Verdict.NEEDS_FACT, missing=("mileage_km", "odd"))
    assert words_of(asked, "v1", False).reason == "missing: the mileage, odd"


def test_who_read_first_stands_first_and_who_left_does_not_count() -> None:
    def person(login: str, *, active: bool = True) -> Person:
        return Person(login=login, name=login.upper(), roles=(Role.CLERK,), active=active)

    def read(login: str, hour: int) -> PolicyReading:
        at = datetime(2026, 11, 24, hour, tzinfo=UTC)
        return PolicyReading(login, "QC", "table", "wear", 2, at)

    people = [person("a"), person("b"), person("c"), person("d", active=False)]
    found = readers_of(people, [read("c", 9), read("b", 8), read("d", 7)])
    assert [one.name for one in found] == ["B", "C", "A"]
    assert [one.read_at is not None for one in found] == [True, True, False]


@pytest.fixture
def ribbon(qtbot: Any) -> VersionRibbon:
    made = VersionRibbon()
    qtbot.addWidget(made)
    nodes = [
        Node(number, date(2020 + number, 1, 1), VersionState.FORMER) for number in range(1, 12)
    ]
    nodes.append(Node(12, date(2032, 1, 1), VersionState.COMING, "in 7 days"))
    made.resize(600, made.height())
    made.show_nodes(nodes, 2, 12)
    made.show()
    return made


def test_a_click_looks_at_a_version_and_ctrl_compares(ribbon: VersionRibbon, qtbot: Any) -> None:
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(ribbon.chosen) as chosen:
        QTest.mouseClick(ribbon, left, pos=ribbon.place_of(11))
    assert chosen.args == [11]
    with qtbot.waitSignal(ribbon.compared) as compared:
        QTest.mouseClick(ribbon, left, Qt.KeyboardModifier.ControlModifier, ribbon.place_of(11))
    assert compared.args == [11]


def test_arrows_go_along_the_versions(ribbon: VersionRibbon, qtbot: Any) -> None:
    with qtbot.waitSignal(ribbon.chosen) as chosen:
        QTest.keyClick(ribbon, Qt.Key.Key_Left)
    assert chosen.args == [11]
    with qtbot.waitSignal(ribbon.compared) as compared:
        QTest.keyClick(ribbon, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert compared.args == [1]


def test_versions_looked_at_never_give_way(ribbon: VersionRibbon) -> None:
    assert not ribbon.place_of(2).isNull()
    assert ribbon.place_of(3).isNull()
    assert not ribbon.place_of(12).isNull()


def test_arrows_pass_over_the_heads_of_groups(qtbot: Any) -> None:
    made = GroupList()
    qtbot.addWidget(made)
    heads = [GroupLine("", "Rules"), GroupLine("a", "A"), GroupLine("", "Prices")]
    made.show_lines([*heads, GroupLine("b", "B")])
    made.select("a")
    with qtbot.waitSignal(made.chosen) as chosen:
        QTest.keyClick(made, Qt.Key.Key_Down)
    assert chosen.args == ["b"]
    QTest.keyClick(made, Qt.Key.Key_Down)
    assert made.current_key() == "b"


def test_facts_that_say_nothing_are_left_out(qtbot: Any) -> None:
    made = TrialFacts()
    qtbot.addWidget(made)
    made.fill({"visit_on": date(2026, 11, 24), "model_code": "QC-A3", "mileage_km": 0})
    told = made.facts()
    assert told["visit_on"] == date(2026, 11, 24)
    assert told["model_code"] == "QC-A3"
    assert told["mileage_km"] == 0
    assert "event" not in told
    assert "same_problem_repairs" not in told
    made.field("mileage_km").setText("-4")
    assert made.problem()
