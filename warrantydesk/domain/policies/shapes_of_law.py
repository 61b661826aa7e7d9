"""Shapes of the tables that hold for all brands: title, group, key columns, columns."""

from collections.abc import Mapping

from warrantydesk.i18n import N_

_RULES, _CHECKS, _NOTICES = "rules", "checks", "notices"

LAW_SHAPES: Mapping[str, tuple[str, str, str, str]] = {
    "rule_sets": (
        N_("Rule sets by sale date"),
        _RULES,
        "code",
        "code! prefix! name_zh! name_en! invoiced_from!:day invoiced_to:day source",
    ),
    "parameters": (
        N_("Parameters of the law"),
        _RULES,
        "code",
        "code! rule_set!:of(rule_sets) key! value! name_zh! name_en! article",
    ),
    "clauses": (
        N_("Articles"),
        _RULES,
        "code",
        "code! article_zh! article_en! title_zh! title_en! text_zh! text_en!",
    ),
    "exemptions": (
        N_("Grounds of refusal"),
        _RULES,
        "code",
        "code! clause!:of(clauses) needs_cause:yes_no blocked!:yes_no name_zh! name_en!"
        " evidence_zh evidence_en",
    ),
    "main_parts": (
        N_("Main parts"),
        _RULES,
        "code",
        "code! part_group!:of(part_groups) name_zh! name_en! aliases:list edition! source",
    ),
    "wear_kinds": (N_("Kinds of wear parts"), _RULES, "code", "code! name_zh! name_en! source"),
    "open_points": (
        N_("Points left open by law"),
        _CHECKS,
        "code",
        "code! name_zh! name_en! value! choices!:list default! source",
    ),
    "holidays": (
        N_("Holidays and make-up days"),
        _NOTICES,
        "day",
        "day!:day kind!:one(rest|work) name_zh name_en source",
    ),
    "wmi": (N_("Makers by WMI"), _CHECKS, "wmi", "wmi! maker_zh! maker_en! brand source"),
}
