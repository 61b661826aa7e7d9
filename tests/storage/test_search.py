"""The search answers exactly what LIKE over the stored text would, and forgets what was edited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from warrantydesk.domain.search_query import read_query
from warrantydesk.services.desk import Desk
from warrantydesk.storage import finding, grams
from warrantydesk.storage.database import Database
from warrantydesk.storage.facets import counted, counted_among, facets_of
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.search import SearchStore
from warrantydesk.storage.search_terms import text_of, tokens

SIGNS = "水泵渗漏异响ab1L0%_\"'\\*^-:·.()龘𬭎 \n\ue025"
TEXTS = st.text(SIGNS, max_size=14) | st.text(max_size=8)
FACETS = facets_of("DRAFT", "REPAIR", "QC", "2026-08-02", 80_455)


class Shelf:
    """A search store with its database, filled anew at will."""

    def __init__(self, db: Database) -> None:
        self.db, self.store = db, SearchStore(db)

    def fill(self, texts: list[str], facets: list[str] | None = None) -> None:
        """Hold exactly these texts, ids counted from 1."""
        marked = facets or [FACETS] * len(texts)
        rows = [
            (number, told := grams.searchable([text], []), facet, tokens(told, facet))
            for number, (text, facet) in enumerate(zip(texts, marked, strict=True), 1)
        ]
        with self.db.transaction():
            self.db.execute("DELETE FROM search_text")
            self.db.execute("INSERT INTO search (search) VALUES ('delete-all')")
            self.store.bulk(rows)

    def like(self, text: str) -> list[int]:
        """Return what is right by definition: LIKE for every word, newest first."""
        asked = read_query(text)
        sql = "SELECT claim_id FROM search_text WHERE 1"
        sql += " AND text LIKE ? ESCAPE '!'" * len(asked.words)
        sql += " AND text NOT LIKE ? ESCAPE '!'" * len(asked.without)
        words = [*asked.words, *asked.without]
        plain = [w.replace("!", "!!").replace("%", "!%").replace("_", "!_") for w in words]
        rows = self.db.query(f"{sql} ORDER BY claim_id DESC", [f"%{word}%" for word in plain])
        return [number for (number,) in rows]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """An empty database of ours."""
    db = Database(DataFolder(tmp_path_factory.mktemp("search")))
    db.open(create=True)
    yield Shelf(db)
    db.close()


@st.composite
def corpus_and_query(draw: st.DrawFn) -> tuple[list[str], str]:
    """Some texts, and a query of pieces of them (so that it often has answers) and of others."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=8))
    pieces = []
    for _piece in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(texts) | TEXTS)
        start = draw(st.integers(0, max(0, len(text) - 1)))
        piece = text[start : start + draw(st.integers(1, 6))]
        way = draw(st.sampled_from(["{}", "{}", '"{}"', "“{}”", "-{}", '－"{}"']))
        pieces.append(way.format(piece))
    return texts, " ".join(pieces)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(corpus_and_query())
@example((["50%off", "50xoff", "a_b", "axb", 'say "hi"'], "%"))
@example((["a%", "a\ue025"], "a%"))
@example((["a%", "a\ue025"], "a\ue025"))
@example((["AND OR NOT", "near"], "AND NOT"))
@example((["K İstanbul", "ﬁn"], "fin k"))
@example((["abc", "ab c", "xabcx"], "abc"))
@example((["abc", "ab c", "xabcx"], '"ab c"'))
@example((["水泵渗漏", "水泵异响", "泵"], "泵 -渗漏"))
@example((["水泵渗漏", "水泵异响", "泵"], '-"水泵" -异'))
@example((["qc-1234", "qc1234", "1234"], "qc-1234"))
@example((["qc-1234", "qc1234", "1234"], "1234 －qc-1"))
def test_the_same_ids_as_like(shelf: Shelf, case: tuple[list[str], str]) -> None:
    texts, query = case
    shelf.fill(texts)
    assert shelf.store.find(query, None, 1000) == shelf.like(query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("异响", [4, 2]),
        ("水泵 异响", [2]),
        ("水泵渗", [1]),
        ("P0128", [3]),
        ("0128故", []),
        ("%", [5]),
        ("_", [6]),
        ('"', [7]),
        ("泵", [2, 1]),
        ("ＤＴＣ", [3]),
        ("", [7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_words_of_the_trade(shelf: Shelf, query: str, found: list[int]) -> None:
    shelf.fill(
        ["电子水泵渗漏", "水泵异响", "DTC P0128", "左前 异响", "磨损 5%", "a_b", '客户说 "响"']
    )
    assert shelf.store.find(query) == found == shelf.like(query)


def test_hostile_queries_are_answered(shelf: Shelf) -> None:
    shelf.fill(["水泵"])
    for query in ('" OR 1', "水泵) OR (", "a NEAR b", "*", "\x00水泵", "\ud800", "t : x", "-- ;"):
        assert shelf.store.find(query) == shelf.like(query)


def test_a_very_long_query_is_answered(shelf: Shelf) -> None:
    long = "".join(chr(0x4E00 + number) for number in range(300))
    shelf.fill([long, long[:299], "水泵"])
    assert shelf.store.find(long) == [1]
    assert shelf.store.find(" ".join(long[:150])) == [2, 1]


def test_limit_takes_the_newest(shelf: Shelf) -> None:
    shelf.fill(["水泵渗漏"] * 300)
    assert shelf.store.find("水泵渗", limit=120) == list(range(300, 180, -1))
    assert shelf.store.find("水泵", limit=3) == shelf.store.find("水", limit=3) == [300, 299, 298]


def test_one_sign_looks_only_at_the_newest(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "NEWEST", 2)
    shelf.fill(["水泵", "水管", "轮胎"])
    assert shelf.store.find("水") == [2]
    assert shelf.store.find("水泵") == [1]


def test_facets_narrow_and_join(shelf: Shelf) -> None:
    facets = [
        facets_of("DRAFT", "REPAIR", "QC", "2025-12-31", 10_000),
        facets_of("CLOSED", "REPAIR", "QC", "2026-01-02", 50_000),
        facets_of("CLOSED", "CAMPAIGN", "Q-C 2", "2026-01-02", 49_999),
        facets_of("VOID", "REPAIR", "QC", None, 200_001),
    ]
    shelf.fill(["水泵渗漏", "水泵渗漏", "水泵异响", "水泵"], facets)
    find = shelf.store.find
    assert find("", {"year": ["2026"]}) == [3, 2]
    assert find("", {"year": ["2026", "2025"], "type": ["REPAIR"]}) == [2, 1]
    assert find("水泵渗漏", {"state": ["CLOSED"]}) == [2]
    assert find("", {"month": ["202601"], "state": ["CLOSED"]}) == [3, 2]
    assert find("", {"month": ["2026-01"]}) == [3, 2]
    assert find("", {"brand": ["Q-C 2"]}) == [3]
    assert find("", {"amount": ["0"]}) == [3, 1]
    assert find("", {"amount": ["1"]}) == [2]
    assert find("", {"amount": ["2"]}) == [4]
    assert find("水", {"amount": ["0", "2"], "state": []}) == [4, 3, 1]


def test_facet_tokens_are_no_text(shelf: Shelf) -> None:
    shelf.fill(["水泵"], [FACETS])
    for query in ("y:2026", "s:0", "2026", "y:"):
        assert shelf.store.find(query) == []


def test_codes_are_found_bare_and_plates_with_their_dot() -> None:
    text = text_of(["单思远", "仇单于"], ["渗漏"], ["C0126-000042", "渝A8K213", "1307010-T20"])
    for word in (
        "c0126-000042",
        "c0126000042",
        "渝a8k213",
        "渝a·8k213",
        "1307010t20",
        "ssy",
        "dsy",
        "qsy",
    ):
        assert word in text
    assert "思·远" not in text


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty demo desk at which somebody may work."""
    desk = Desk(tmp_path / "desk").open(create=True)
    yield desk
    desk.close()


def test_an_edit_is_found_and_the_old_words_are_forgotten(desk: Desk) -> None:
    vin = "LX0DL31C8RB018252"
    claim = desk.claims.new(vin=vin)
    changes = {"owner": {"name": "单思远", "phone": "13800000042"}}
    desk.claims.save_draft(claim.id, {**changes, "narrative": {"complaint": "水泵渗漏"}})
    for query in ("渗漏", "ssy", "dsy", "018252", vin.lower(), "0042", claim.claim_number):
        assert desk.archive.search(query) == [claim.id], query
    desk.claims.save_draft(claim.id, {"narrative": {"complaint": "前轮异响"}})
    assert desk.archive.search("异响") == [claim.id]
    assert desk.archive.search("渗漏") == []
    part = {"causal": True, "new_part_no": "1307010-T20"}
    desk.claims.save_draft(claim.id, {"part_lines": [part]})
    assert desk.archive.search("1307010T20") == [claim.id]
    assert desk.archive.search("", {"state": ["DRAFT"]}) == [claim.id]
    assert desk.archive.reindex() == 1
    assert desk.archive.search("异响") == [claim.id]


def test_verify_sees_a_wrong_entry(desk: Desk) -> None:
    desk.claims.new(vin="LX0DL31C8RB018252")
    with desk.stores.db.transaction():
        desk.stores.db.execute("UPDATE search_text SET text = 'x'")
    assert {damage.kind for damage in desk.archive.verify()} == {"search"}


def test_operators_of_a_query() -> None:
    for text, words, without in (
        ("水泵 QC-1234", ("水泵", "qc-1234"), ()),
        ('"水泵  渗漏" -"左 前" －QC', ("水泵 渗漏",), ("左 前", "qc")),
        ("“Pump A”", ("pump a",), ()),
        ('- 5" "unclosed', ("-", '5"', '"unclosed'), ()),
        ("-", ("-",), ()),
        ("--x", (), ("-x",)),
    ):
        asked = read_query(text)
        assert (asked.words, asked.without) == (words, without), text


def test_facets_are_counted_as_they_are_found(shelf: Shelf) -> None:
    facets = [
        facets_of("DRAFT", "REPAIR", "QC", "2025-12-31", 10_000, "S01", "1307010-T20"),
        facets_of("CLOSED", "REPAIR", "QC", "2026-01-02", 50_000, "S01", "1307010-T20", "水-1"),
        facets_of("CLOSED", "CAMPAIGN", "Q-C 2", "2026-01-02", 49_999, "S02"),
        facets_of("VOID", "REPAIR", "QC", None, 200_001, "", "泵-1"),
    ]
    shelf.fill(["水泵"] * 4, facets)
    counts = counted(shelf.db.query)
    assert counts["state"] == {"DRAFT": 1, "CLOSED": 2, "VOID": 1}
    assert counts["month"] == {"0000-00": 1, "2025-12": 1, "2026-01": 2}
    assert counts["clerk"] == {"s01": 2, "s02": 1, "none": 1}
    assert counts["part"]["1307010t20"] == 2
    for name, values in counts.items():
        for value, count in values.items():
            assert len(shelf.store.find("", {name: [value]})) == count, (name, value)
    among = counted_among(shelf.db.query, [1, 2])
    assert among["state"] == {"DRAFT": 1, "CLOSED": 1}
    assert among["part"]["1307010t20"] == 2


def test_an_answer_goes_on_below(shelf: Shelf) -> None:
    shelf.fill(["水泵渗漏"] * 9)
    for query in ("水泵渗", "水泵", "-异响", ""):
        first = shelf.store.find(query, limit=4)
        rest = finding.find(shelf.db.query, query, None, 100, first[-1])
        assert first + rest == list(range(9, 0, -1)), query


def test_some_claims_are_searched_as_all_are(shelf: Shelf) -> None:
    facets = [facets_of("DRAFT", "REPAIR", "QC", "2025-12-31", 0)] * 2 + [FACETS] * 2
    shelf.fill(["水泵渗漏", "水泵异响", "水泵渗漏", "轮胎"], facets)
    within = finding.find_within
    for query, chosen in (("水泵", {}), ("水泵 -异响", {"year": ["2025"]}), ("泵", {"year": []})):
        ids = shelf.store.find(query, chosen)
        assert within(shelf.db.query, [4, 3, 2, 1], query, chosen) == ids
    assert within(shelf.db.query, [1, 3], "水泵", {}, 1) == [1]


def test_verify_names_what_reindex_heals(desk: Desk) -> None:
    made = [desk.claims.new(vin="LX0DL31C8RB018252") for _claim in range(3)]
    for claim, text in zip(made, ("水泵渗漏", "前轮异响", "水泵异响"), strict=True):
        desk.claims.save_draft(claim.id, {"narrative": {"complaint": text}})
    with desk.stores.db.transaction():
        desk.stores.db.execute("INSERT INTO search (search) VALUES ('delete-all')")
        desk.stores.db.execute("UPDATE search_text SET text = 'x' WHERE claim_id = 2")
    assert desk.archive.search("水泵") == []
    named = {(damage.kind, damage.row) for damage in desk.archive.verify()}
    assert ("search", 2) in named
    assert ("search", None) in named
    steps: list[tuple[int, int]] = []
    assert desk.archive.reindex(lambda done, total: steps.append((done, total))) == 3
    assert steps == [(0, 3)]
    assert desk.archive.search("水泵") == [made[2].id, made[0].id]
    assert desk.archive.verify() == []
    with desk.stores.db.transaction():
        desk.stores.db.execute("DELETE FROM search_data WHERE id > 10")
    said = [(damage.kind, damage.detail) for damage in desk.archive.verify()]
    assert said == [("search", "the index cannot be read: reindex")]
