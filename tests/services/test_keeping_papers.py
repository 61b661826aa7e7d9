"""Certificates and lists of disposal on paper, and papers of claims without their values."""

from pathlib import Path

from documents.papers.paper_facts import pages
from fakes import FixedClock
from people_planted import plant
from stories import acting

from warrantydesk.domain.person import Role
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.keeping.taking import counted
from warrantydesk.services.papers.redaction_certificate import ROW_NAMES, told

WHY = {"reason": "客户申请删除", "despite_reason": "客户坚持"}


def text_of(file: Path) -> str:
    """Return everything that stands on a paper, without breaks of lines."""
    return " ".join(" ".join(pages(file.read_bytes())).split())


def test_a_certificate_names_what_went_and_no_person(desk: Desk, tmp_path: Path) -> None:
    one = plant(desk, 5, tmp_path)
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.privacy.redact(customer_id=one.customer_id, **WHY)
    desk.privacy.certificate(made.id, tmp_path / "certificate.pdf")
    text = text_of(tmp_path / "certificate.pdf")
    for part in (made.number, made.anchor, "客户申请删除", "许蔚然", *made.files):
        assert part in text
    assert "Backups made before 2026-11-24 09:00 still hold the values" in text
    assert not [value for value in one.values if value in text]
    jobs = desk.stores.print_jobs.of(made.number)
    assert [job.language for job in jobs] == ["redaction_certificate"]


def test_a_backup_of_before_is_named(desk: Desk, clock: FixedClock, tmp_path: Path) -> None:
    import os

    one = plant(desk, 1, tmp_path)
    file = desk.backups.make(desk.backups.folder()).file
    day = clock.now().timestamp() - 86_400
    os.utime(file, (day, day))
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.privacy.redact(customer_id=one.customer_id, **WHY)
    desk.privacy.certificate(made.id, tmp_path / "certificate.pdf")
    assert "2026-11-23" in text_of(tmp_path / "certificate.pdf")


def test_every_count_is_told_once() -> None:
    rows = {"claim": 2, "visit": 1, "override": 3, "escalation": 4, ".plain": 9}
    assert dict(told(rows)) == {"Claims": 2, "Visits": 1, "Other texts": 7}
    assert {"claim", "customer", "submission", "attachment"} <= set(ROW_NAMES)


def test_the_form_of_a_claim_without_values_says_so(desk: Desk, tmp_path: Path) -> None:
    one = plant(desk, 5, tmp_path)
    (before,) = desk.stores.submissions.find(claim_id=one.claim_id)
    assert before.form_sha256
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.privacy.redact(customer_id=one.customer_id, **WHY)
    assert before.form_sha256 in made.files
    assert counted(made)["submission"] == 1
    set_language("en")
    for paper in ("claim_form", "work_authorisation"):
        file = tmp_path / f"{paper}.pdf"
        desk.papers.draw(paper, one.claim_id, file)
        text = text_of(file)
        assert f"certificate {made.number} · 2026-11-24" in text
        assert not [value for value in one.values if value in text]
    (after,) = desk.stores.submissions.find(claim_id=one.claim_id)
    assert after.form_sha256 == before.form_sha256
    assert not desk.stores.attachments.files.path(after.form_sha256).exists()


def test_a_backup_after_it_is_whole(desk: Desk, tmp_path: Path) -> None:
    from warrantydesk.domain.backup_key import key_of
    from warrantydesk.services.restoring import restore
    from warrantydesk.storage.verify import verify_folder

    one = plant(desk, 5, tmp_path)
    acting(desk, Role.SERVICE_MANAGER)
    desk.privacy.redact(customer_id=one.customer_id, **WHY)
    made = desk.backups.make(tmp_path / "backups")
    assert made.missing == ()
    key = key_of("-".join(desk.backups.key_groups()))
    back = restore(made.file, tmp_path / "restored", key=key)
    assert back.is_whole
    assert verify_folder(tmp_path / "restored") == []
