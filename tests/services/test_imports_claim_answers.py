"""The maker's answers to claims: rows of a claim become one answer, or say why they cannot."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from claim_table import in_state
from locks import past_locks
from stories import acting, put_into, submitted, to_submit

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, LineKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Preview, Subject
from warrantydesk.services.imports.words import said

TARGET = "claim_answers"
HEAD = "索赔单号,费用类型,行号,配件/工时代码,申报金额,批准金额,审核结果,原因代码,审核说明,审核日期"


def seen(desk: Desk, *rows: str, head: str = HEAD) -> Preview:
    draft = desk.imports.open_pasted("\n".join([head, *rows]), TARGET, Subject("QC", ""))
    return desk.imports.preview(draft)


def taken(desk: Desk, *rows: str, head: str = HEAD) -> ImportBatch:
    preview = seen(desk, *rows, head=head)
    assert preview.draft is not None
    return desk.imports.apply(preview.draft, preview)


def outcomes(preview: Preview) -> list[str]:
    return [one.outcome.value for one in preview.results]


def blocked_at(preview: Preview) -> list[str]:
    return [one.field for one in preview.results if one.outcome.value == "block"]


def many(desk: Desk, count: int) -> list[Claim]:
    """Return claims that wait for their answer, written past the verbs: only lines matter."""
    first = submitted(desk)
    with desk.bench.change("test"):
        return [first] + [
            desk.stores.claims.add(
                replace(first, id=0, claim_number=f"C0126-{number:06}", repeat_of=first.id)
            )
            for number in range(100, 99 + count)
        ]


def test_a_claim_is_returned_with_its_code(desk: Desk) -> None:
    claim = submitted(desk)
    batch = taken(desk, f"{claim.claim_number},,,,,,退回,R02,请补照片,{desk.bench.today}")
    now = desk.claims.get(claim.id)
    assert (now.state, now.answered_on) == (State.RETURNED, desk.bench.today)
    answer = desk.stores.claim_answers.newest(claim.id)
    assert answer is not None
    assert (answer.kind, answer.batch_id) == (AnswerKind.RETURN, batch.id)
    assert now.due_on == answer.due_on is not None
    assert desk.archive.verify() == []


def test_a_refused_claim_has_nothing_approved(desk: Desk) -> None:
    claim = submitted(desk)
    taken(desk, f"{claim.claim_number},,,,,,拒赔,D01,非质量问题,")
    now = desk.claims.get(claim.id)
    assert (now.state, now.approved_fen) == (State.REJECTED, 0)


def test_lines_are_approved_line_by_line(desk: Desk) -> None:
    claim = submitted(desk)
    number, part = claim.claim_number, claim.part_lines[0]
    half = part.product_fen // 2
    taken(
        desk,
        f"{number},配件,1,{part.new_part_no},,{half / 100},部分批准,D08,应修不修,",
        f"{number},配件,2,,,,批准,,,",
        f"{number},工时,,{claim.labour_lines[0].code},,0,,D01,,",
    )
    amounts = {(one.kind, one.line): one for one in desk.claims.amounts(claim.id)}
    assert amounts[LineKind.PART, 1].approved_fen == half
    assert amounts[LineKind.PART, 1].reason_code == "D08"
    assert amounts[LineKind.PART, 2].short_fen == 0
    assert amounts[LineKind.LABOUR, 1].approved_fen == 0
    now = desk.claims.get(claim.id)
    assert now.state is State.APPROVED
    assert now.approved_fen == sum(one.approved_fen or 0 for one in amounts.values())


def test_an_appeal_is_decided_by_a_list(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.APPEALED, tmp_path)
    preview = seen(desk, f"{claim.claim_number},,,,,,退回,R02,,")
    assert outcomes(preview) == ["block"]
    taken(desk, f"{claim.claim_number},,,,,,批准,,改判,")
    now = desk.claims.get(claim.id)
    assert (now.state, now.approved_fen) == (State.APPROVED, now.total_fen)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("C0126-999999,,,,,,批准,,,", "claim_number"),
        (",,,,,,批准,,,", "claim_number"),
        ("{n},,,,,,研究中,,,", "result"),
        ("{n},,,,,,,,,", "claim_number"),
        ("{n},,,,,,退回,,请补照片,", "reason_text"),
        ("{n},,,,,,退回,D01,,", "reason_code"),
        ("{n},,,,,,拒赔,,,", "result"),
        ("{n},,,,,,拒赔,ZZ9,不赔,", "reason_code"),
        ("{n},配件,9,,,,批准,,,", "line"),
        ("{n},配件,,9999999-X,,,批准,,,", "item"),
        ("{n},配件,,,,,批准,,,", "kind"),
        ("{n},午饭,,,,,批准,,,", "kind"),
        ("{n},配件,1,,,99999.00,批准,,,", "approved_fen"),
        ("{n},配件,1,,,-1.00,批准,,,", "approved_fen"),
        ("{n},配件,1,,,,部分批准,D08,,", "approved_fen"),
        ("{n},配件,1,,,0,批准,,,", "result"),
        ("{n},配件,1,,,10.00,拒赔,D01,,", "result"),
        ("{n},,,,,10.00,批准,,,", "approved_fen"),
        ("{n},,,,,,批准,,,2099-01-01", "received_on"),
        ("{n},,,,,,批准,,,2020-01-01", "received_on"),
    ],
)
def test_what_cannot_be_taken_says_where(row: str, field: str, desk: Desk) -> None:
    claim = submitted(desk)
    preview = seen(desk, row.format(n=claim.claim_number))
    assert blocked_at(preview) == [field]
    assert all(said(one) for one in preview.results)
    assert preview.draft is not None
    with pytest.raises(Refused):
        desk.imports.apply(preview.draft, preview)
    assert desk.claims.get(claim.id).state is State.SUBMITTED


def test_rows_of_one_claim_must_agree(desk: Desk) -> None:
    number = submitted(desk).claim_number
    preview = seen(desk, f"{number},配件,1,,,,批准,,,", f"{number},,,,,,退回,R02,,")
    assert blocked_at(preview) == ["result", "result"]
    twice = seen(
        desk,
        f"{number},配件,1,,,,批准,,,",
        f"{number},配件,1,,,,批准,,,",
        f"{number},配件,1,,,1.00,批准,D08,,",
    )
    assert outcomes(twice)[1:] == ["same", "block"]


def test_what_was_answered_is_not_answered_again(desk: Desk) -> None:
    claim = submitted(desk)
    row = f"{claim.claim_number},,,,,,批准,,,"
    taken(desk, row)
    again = seen(desk, row)
    assert outcomes(again) == ["same"]
    assert said(again.results[0]).endswith("with this answer already: Approved.")
    assert outcomes(seen(desk, f"{claim.claim_number},,,,,,拒赔,D01,,")) == ["block"]
    taken(desk, row)
    assert len(desk.claims.answers(claim.id)) == 1


@pytest.mark.parametrize("state", [State.VOID, State.TO_SUBMIT])
def test_a_claim_that_did_not_go_out_has_no_answer(state: State, desk: Desk) -> None:
    claim = to_submit(desk)
    put_into(desk, claim.id, state)
    assert outcomes(seen(desk, f"{claim.claim_number},,,,,,批准,,,")) == ["block"]


def test_the_maker_s_number_names_a_claim_and_is_kept(desk: Desk) -> None:
    claim = submitted(desk)
    head = "索赔单号,厂家单号,审核结果"
    taken(desk, f"{claim.claim_number},OEM-77,批准", head=head)
    assert desk.claims.get(claim.id).codes.maker_claim_number == "OEM-77"
    assert outcomes(seen(desk, "OEM-77,批准", head="厂家单号,审核结果")) == ["same"]


def test_a_list_that_leaves_lines_out_says_so(desk: Desk) -> None:
    claim = submitted(desk)
    preview = seen(desk, f"{claim.claim_number},配件,1,,,,批准,,,")
    assert outcomes(preview) == ["warn"]
    assert "count as approved" in said(preview.results[0])


def test_an_answer_is_not_taken_back(desk: Desk) -> None:
    claim = submitted(desk)
    batch = taken(desk, f"{claim.claim_number},,,,,,批准,,,")
    with pytest.raises(Refused) as refusal:
        desk.imports.undo(batch.id, "导错")
    assert refusal.value.codes == ("STATE",)
    assert desk.claims.get(claim.id).state is State.APPROVED


def test_only_the_clerk_takes_a_list(desk: Desk) -> None:
    row = f"{submitted(desk).claim_number},,,,,,批准,,,"
    acting(desk, Role.FINANCE)
    with pytest.raises(Refused) as refusal:
        taken(desk, row)
    assert refusal.value.codes == ("RIGHT",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_five_hundred_rows_with_every_kind_of_dirt(
    encoding: str, desk: Desk, tmp_path: Path
) -> None:
    claims = many(desk, 260)
    part = claims[0].part_lines[0].product_fen / 100
    labour = claims[0].labour_lines[0].product_fen / 100
    rows = [HEAD.replace(",", "\t")]
    for number, claim in enumerate(claims[:250]):
        name = claim.claim_number
        if number % 5 == 0:
            rows.append(f"{name}\t\t\t\t\t\t退回\tR02\t请补照片\t{desk.bench.today}")
            rows.append(f"{name}\t\t\t\t\t\t退回\tR02\t请补照片\t{desk.bench.today}")
        else:
            rows.append(f"{name}\t配件\t1\t\t￥{part:,.2f}\t￥{part:,.2f}\t批准\t\t\t")
            wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
            text = f"{labour:.2f}".translate(wide)
            rows.append(f"{name}\t工时\t1\t\t{text}\t{text}\t批准\t\t\t")
    dirt = [
        "C9999-000001\t\t\t\t\t\t批准\t\t\t",
        f"\t{claims[251].claim_number}\t\t\t\t\t\t批准\t\t",
        f"{claims[252].claim_number}\t配件\t1\t\t\t999999\t批准\t\t\t",
        f"{claims[253].claim_number}\t\t\t\t\t\t待定\t\t\t",
    ]
    file = tmp_path / "answers.csv"
    file.write_bytes("\n".join([*rows, *dirt]).encode(encoding))
    draft = desk.imports.open_file(file, TARGET, Subject("QC", ""))
    preview = desk.imports.preview(draft)
    assert len(preview.results) == 504
    assert outcomes(preview)[-4:] == ["block"] * 4
    assert preview.blocked == 4
    with pytest.raises(Refused):
        desk.imports.apply(draft, preview)
    assert not desk.stores.db.query("SELECT 1 FROM claim_answer")
    bad = frozenset(one.number for one in preview.results if one.outcome.value == "block")
    clean = replace(draft, skipped=draft.skipped | bad)
    desk.imports.apply(clean)
    states = dict(desk.stores.db.query("SELECT state, count(*) FROM claim GROUP BY state"))
    assert states == {"RETURNED": 50, "APPROVED": 200, "SUBMITTED": 10}
    assert desk.stores.db.query("SELECT count(*) FROM claim_answer")[0][0] == 250


def test_a_list_may_lie_in_the_past_of_today(desk: Desk) -> None:
    claim = submitted(desk)
    with past_locks(desk, "claim"):
        sent = desk.bench.now - timedelta(days=9)
        desk.stores.claims.save(replace(claim, submitted_at=sent))
    day = desk.bench.today - timedelta(days=3)
    taken(desk, f"{claim.claim_number},,,,,,拒赔,D01,,{day}")
    now = desk.claims.get(claim.id)
    assert now.answered_on == day
    assert now.due_on == day + timedelta(days=14)
