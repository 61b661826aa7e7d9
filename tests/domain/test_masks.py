"""Masks of phones and plates: what stays, what is hidden, and nothing that cannot be masked."""

import pytest

from warrantydesk.domain.masks import masked_phone, masked_plate, reads_only, sees_in_full
from warrantydesk.domain.person import Person, Role

PHONES = {
    "13800000042": "138****0042",
    "023-68123456": "023*****3456",
    "0236812345": "02*****345",
    "681234567": "68****567",
    "68123456": "6*****56",
    "95533": "9**33",
    "8042": "****",
    "7": "*",
    "": "",
}
PLATES = {
    "渝A·6KX15": "渝A·6**15",
    "渝A6KX15": "渝A6**15",
    "渝A·D12345": "渝A·D***45",
    "粤Z·1234港": "粤Z·1**4港",
    "临A12345": "临A1**45",
    "使014578": "使01**78",
    "ABC123": "ABC**3",
    "A·12": "A·**",
    "A1": "**",
    "": "",
}


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone(phone: str) -> None:
    assert masked_phone(phone) == PHONES[phone]


@pytest.mark.parametrize("plate", PLATES)
def test_a_plate(plate: str) -> None:
    assert masked_plate(plate) == PLATES[plate]


@pytest.mark.parametrize("length", range(40))
def test_of_any_text_some_is_hidden_and_its_length_stays(length: int) -> None:
    text = ("渝AÄ9·" * 8)[:length] if length % 2 else "0123456789" * 4
    text = text[:length]
    for mask in (masked_phone, masked_plate):
        told = mask(text)
        assert len(told) == len(text)
        assert mask(told) == told, "a mask over a mask changes nothing"
        if length and mask is masked_phone:
            assert told.count("*") * 3 >= length, "a third is hidden at least"


@pytest.mark.parametrize("role", Role)
def test_who_sees_a_record_in_full(role: Role) -> None:
    person = Person("x", "x", (role,))
    assert sees_in_full(person) is (role not in (Role.FINANCE, Role.READ_ONLY))
    assert reads_only(person) is (role is Role.READ_ONLY)


def test_a_second_role_opens_the_record() -> None:
    assert sees_in_full(Person("x", "x", (Role.FINANCE, Role.CLERK)))
    assert not sees_in_full(Person("x", "x", ()))
