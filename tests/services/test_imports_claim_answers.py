"""The maker's answers to claims: rows of a claim become one answer, or say why they cannot."""

from datetime import date

import pytest
from builders import VIN
from stories import put_into, submitted, to_submit

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.errors import STATE, Refused
from warrantydesk.domain.import_batch import ImportBatch
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


def test_a_claim_is_returned_with_its_code(desk: Desk) -> None:
    claim = submitted(desk)
    taken(desk, f"{claim.claim_number},,,,,,退回,R02,请补照片,{desk.bench.today}")
    now = desk.claims.get(claim.id)
    assert (now.state, now.answered_on) == (State.RETURNED, desk.bench.today)
    assert now.due_on is not None
    answer = desk.stores.claim_answers.newest(claim.id)
    assert answer is not None and answer.batch_id is not None
    assert desk.archive.verify() == []
