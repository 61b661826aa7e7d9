"""Five hundred queries cut from the texts of a shop: the answers are those of LIKE."""

import random
from collections.abc import Iterator

import pytest

from warrantydesk.demo import build
from warrantydesk.domain.search_query import read_query
from warrantydesk.services.desk import Desk

ODD = ("%", "_", '"', "'", "*", "水", "-", "－", "ＱＣ", "50%", "a_b", "0-", "渝A·", '"水泵', "ssy")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("found") / "shop"
    build(folder, 90, 3)
    with Desk(folder).open() as desk:
        yield desk


def like(desk: Desk, text: str) -> list[int]:
    """Return what is right by definition, newest first."""
    asked = read_query(text)
    words = [*asked.words, *asked.without]
    plain = [w.replace("!", "!!").replace("%", "!%").replace("_", "!_") for w in words]
    sql = "SELECT claim_id FROM search_text WHERE 1"
    sql += " AND text LIKE ? ESCAPE '!'" * len(asked.words)
    sql += " AND text NOT LIKE ? ESCAPE '!'" * len(asked.without)
    values = [f"%{word}%" for word in plain]
    rows = desk.stores.db.query(f"{sql} ORDER BY claim_id DESC", values)
    return [number for (number,) in rows]


def a_piece(dice: random.Random, texts: list[str]) -> str:
    """Return a piece of a text of the shop as somebody might type it."""
    line = dice.choice(dice.choice(texts).split("\n"))
    start = dice.randrange(len(line))
    piece = line[start : start + dice.randint(1, 12)]
    way = dice.randrange(8)
    if way == 0:
        return piece.upper()
    if way == 1:
        return "".join(chr(ord(s) + 0xFEE0) if "!" <= s <= "~" else s for s in piece)
    if way == 2:
        return f'"{piece}"'
    if way == 3:
        return f"-{piece}"
    return dice.choice(ODD) if way == 4 else piece


def test_the_same_ids_as_like(desk: Desk) -> None:
    dice = random.Random(7)
    texts = [text for (text,) in desk.stores.db.query("SELECT text FROM search_text")]
    answered = 0
    for _query in range(500):
        asked = " ".join(a_piece(dice, texts) for _piece in range(dice.choice((1, 1, 1, 2, 3))))
        found = desk.archive.search(asked, limit=1000)
        assert found == like(desk, asked), asked
        assert desk.archive.search_within(like(desk, ""), asked, {}, 1000) == found, asked
        answered += bool(found)
    assert 250 < answered < 500


def test_every_facet_finds_as_many_as_it_says(desk: Desk) -> None:
    counts = desk.archive.counts()
    for name, values in counts.counts.items():
        assert values, name
        for value, count in values.items():
            assert len(desk.archive.search("", {name: [value]}, 1000)) == count, (name, value)
    assert set(counts.parts) == set(counts.counts["part"])
