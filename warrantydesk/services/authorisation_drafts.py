"""What a request to the maker says by itself: its question in words, and what it asks for."""

from collections.abc import Iterator

from warrantydesk.domain.authorisation import AuthorisationItem, AuthorisationScope
from warrantydesk.domain.authorisation_needs import needed
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.money import yuan
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.i18n import _, list_text, named, pick
from warrantydesk.services.bench import Bench

WHOLE = AuthorisationItem(AuthorisationScope.CLAIM)


def suggested_items(bench: Bench, claim: Claim) -> tuple[AuthorisationItem, ...]:
    """Return what the maker must be asked by the tables; the whole claim where nothing must."""
    return needed(claim, bench.profile(claim.brand)) or (WHOLE,)


def suggested_question(bench: Bench, claim: Claim) -> str:
    """Return the question in words, from complaint, cause and lines, in the language in use."""
    return "\n".join(_sentences(bench, claim))


def item_title(bench: Bench, claim: Claim, item: AuthorisationItem) -> str:
    """Return what an item asks for, as people name it: part, operation, amount or all."""
    profile = bench.profile(claim.brand)
    if item.scope is AuthorisationScope.PART:
        part = profile.parts.get(item.code)
        return _titled(item.code, pick(part.name_zh, part.name_en) if part else item.text)
    if item.scope is AuthorisationScope.LABOUR:
        work = profile.labour.get(item.code)
        return _titled(item.code, pick(work.name_zh, work.name_en) if work else item.text)
    if item.scope is AuthorisationScope.AMOUNT:
        return item.text or _("Total above our own limit")
    kind = profile.types.get(claim.type)
    whole = pick(kind.name_zh, kind.name_en) if kind else str(claim.type)
    return item.text or _("The whole claim ({kind})", kind=whole)


def _titled(code: str, name: str) -> str:
    return " ".join(filter(None, (code, name)))


def _sentences(bench: Bench, claim: Claim) -> Iterator[str]:
    profile, words = bench.profile(claim.brand), claim.narrative
    if complaint := (words.complaint or claim.visit.complaint).strip():
        yield _("The customer complains: {text}", text=complaint)
    if cause := words.cause.strip():
        yield _("The inspection found: {text}", text=cause)
    elif fault := profile.faults.get(claim.codes.fault_code):
        yield _("Fault: {text}", text=_titled(claim.codes.fault_code, named(fault)))
    if work := list(_work(profile, claim)):
        yield _("We mean to do: {work}.", work=list_text(work))
    if total := totals_of(claim, profile.rates).total_fen:
        yield _("Estimated total, net: ¥ {amount}.", amount=yuan(total))
    yield _("Do you agree to this repair under warranty?")


def _work(profile: BrandProfile, claim: Claim) -> Iterator[str]:
    for line in claim.part_lines:
        part = profile.parts.get(line.new_part_no)
        name = pick(part.name_zh, part.name_en) if part else line.new_part_name
        if line.new_part_no or name:
            yield _("{part} × {n}", part=_titled(line.new_part_no, name), n=line.quantity)
    for operation in claim.labour_lines:
        entry = profile.labour.get(operation.code)
        name = pick(entry.name_zh, entry.name_en) if entry else operation.name
        if operation.code or name:
            yield _titled(operation.code, name)
