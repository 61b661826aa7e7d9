"""Every input of the program; one door to the files that hold them."""

from warrantydesk.ui.kit.fields_choice import CheckField, ChoiceField
from warrantydesk.ui.kit.fields_date import DateField, DateTimeField
from warrantydesk.ui.kit.fields_number import MoneyField, NumberField
from warrantydesk.ui.kit.fields_suggest import PickField, SuggestField, Suggestion
from warrantydesk.ui.kit.fields_text import AreaField, CodeField, TextField
from warrantydesk.ui.kit.outline import Field

__all__ = [
    "AreaField",
    "CheckField",
    "ChoiceField",
    "CodeField",
    "DateField",
    "DateTimeField",
    "Field",
    "MoneyField",
    "NumberField",
    "PickField",
    "SuggestField",
    "Suggestion",
    "TextField",
]
