"""Shapes of the tables of a maker's profile: title, group, key columns, columns."""

from collections.abc import Mapping

from warrantydesk.domain.maker_fields import FORMS
from warrantydesk.i18n import N_

_RULES, _PRICES, _CHECKS, _NOTICES = "rules", "prices", "checks", "notices"
_WRITTEN = "|".join(FORMS)
_POSTED = "as_is|amount|unsigned|date_dash|date_slash|date_dot|date_plain|by_sign|tail"

MAKER_SHAPES: Mapping[str, tuple[str, str, str, str]] = {
    "policies": (
        N_("Warranty terms"),
        _RULES,
        "code",
        "code! name_zh! name_en!"
        " layer!:one(statutory|maker|extended|part|wear|service|campaign|goodwill)"
        " scope_groups!:any(part_groups) energies!:many(petrol|diesel|bev|phev|hev)"
        " months:whole<1200 km:whole<9999999"
        " km_per_year_max:whole<9999999 owner!:one(any|household|first_private|commercial)"
        " locked!:yes_no start_from:one(delivery_else_invoice|fitting_date|campaign_release)"
        " conditions_zh conditions_en priority:whole<99"
        " soh_limit_percent:decimal<100 source scope_part_prefixes:list"
        " ?n_permille:decimal<1000 ?n_percent:decimal<100",
    ),
    "wear": (
        N_("Wear classes"),
        _RULES,
        "code",
        "code! name_zh! name_en! months!:whole<1200 km!:whole<9999999"
        " limit_rule!:one(first_to_come) source",
    ),
    "part_groups": (
        N_("Part groups"),
        _RULES,
        "code",
        "code! name_zh! name_en! ?counts_for_art24_assembly:yes_no ?gb29632_group:yes_no edition"
        " ?is_assembly:yes_no",
    ),
    "refusal_reasons": (
        N_("Reason codes"),
        _RULES,
        "code",
        "code! kind! name_zh! name_en! action_zh action_en source",
    ),
    "parts": (
        N_("Parts and prices"),
        _PRICES,
        "part_no",
        "part_no! name_zh! name_en part_group:of(part_groups) ?is_assembly:yes_no"
        " ?art24_assembly:one(engine|transmission|traction_battery|drive_motor)"
        " ?is_main_part:yes_no ?main_part_zh ?is_special_part:yes_no is_consumable:yes_no"
        " ?wear_class:of(wear) list_price_fen!:whole<100000000000 models:list"
        " usage_per_vehicle!:whole<9999 supplier_codes:some(suppliers) return_required:yes_no"
        " ?needs_prior_auth:yes_no hazard related_parts:list",
    ),
    "labour": (
        N_("Labour times"),
        _PRICES,
        "code",
        "code! name_zh! name_en! hours_compact:decimal<99 hours_mid:decimal<99"
        " hours_pickup:decimal<99 hours_bev:decimal<99 hours_phev:decimal<99"
        " kind!:one(main|additional|either) related_parts:list ?requires_photo:yes_no",
    ),
    "rates": (
        N_("Rates"),
        _PRICES,
        "code model_class",
        "code! model_class name_zh name_en unit value!:decimal",
    ),
    "suppliers": (
        N_("Suppliers"),
        _PRICES,
        "code",
        "code! name_zh! name_en! parts:list ?pays_claims:yes_no",
    ),
    "models": (
        N_("Models"),
        _PRICES,
        "code",
        "code! name_zh! name_en! ?body energy!:one(petrol|diesel|bev|phev|hev)"
        " model_class!:one(compact|mid|pickup|bev|phev) ?engine_code ?engine_zh ?engine_en"
        " ?motor_zh ?motor_en ?battery_capacity ?gearbox_zh ?gearbox_codes:list ?year_from:whole"
        " ?year_to:whole ?wmi ?wmi_demo_only:yes_no vin_1_8_pattern!:pattern ?plant_codes:list"
        " ?sample_vin ?pickup_40:yes_no ?list_price_fen:whole ?seats:whole",
    ),
    "claim_types": (
        N_("Claim types"),
        _CHECKS,
        "code",
        "code! name_zh! name_en! description_zh description_en required_fields:list checks:list"
        " needs_prior_auth:yes_no old_part_expected:one(yes|no|by_part)"
        " ?needs_inspection:yes_no ?labour:list ?fault_code",
    ),
    "documents": (
        N_("Documents a claim needs"),
        _CHECKS,
        "claim_type document_code",
        "claim_type!:of(claim_types) document_code! name_zh! name_en!"
        " requirement!:one(mandatory|conditional) condition_zh condition_en reason_zh reason_en",
    ),
    "deadlines": (
        N_("Deadlines"),
        _CHECKS,
        "code",
        "code! name_zh! name_en! start_event_zh start_event_en days!:whole<99999"
        " day_kind!:one(calendar|working|monthly) source locked!:yes_no note_zh note_en",
    ),
    "hazards": (
        N_("Hazardous old parts"),
        _CHECKS,
        "code",
        "code! name_zh! name_en! shipping!:one(ordinary|note|own) drain_first!:yes_no"
        " retention!:of(deadlines) disposal_order!:yes_no handling_zh handling_en source",
    ),
    "checks": (
        N_("Claim checks"),
        _CHECKS,
        "rule",
        "rule! enabled!:yes_no severity:one(block|warn|info) params:params"
        " ?override:one(none|manager) ?types:list",
    ),
    "inspection_template": (
        N_("Inspection sheet"),
        _CHECKS,
        "code",
        "code! section! section_zh! section_en! system_branch:yes_no item_zh! item_en!"
        " kind!:one(measure|tristate|choice|photo) unit"
        " tol_compact:tolerance tol_mid:tolerance tol_pickup:tolerance tol_bev:tolerance"
        " tol_phev:tolerance choices:list choices_zh:list"
        " choices_en:list applies_when",
    ),
    "faults": (
        N_("Fault codes"),
        _CHECKS,
        "code",
        "code! system! name_zh! name_en! causes_zh causes_en dtc_example:list",
    ),
    "systems": (N_("Sections of fault systems"), _CHECKS, "system", "system! section!"),
    "narratives": (
        N_("Model wordings"),
        _CHECKS,
        "id",
        "id! model_code months_in_use:whole mileage_km:whole part_no:of(parts) labour_code"
        " fault_code:of(faults) cause_class covered:yes_no basis_code"
        " within_statutory_period:yes_no complaint_zh complaint_en cause_zh cause_en"
        " correction_zh correction_en",
    ),
    "staff": (
        N_("Staff"),
        _CHECKS,
        "code",
        "code! name! name_pinyin role title_zh title_en joined_on:day qualification_zh"
        " qualification_en phone",
    ),
    "names": (
        N_("Made-up customers"),
        _CHECKS,
        "code",
        "code! kind name name_latin sex name_note phone city_zh city_en plate vehicle_use"
        " model_code vin produced_on:day invoiced_on:day delivered_on:day mileage_km:whole",
    ),
    "portal": (
        N_("Fields of the maker's portal"),
        _CHECKS,
        "code",
        "code! form!:one(submit|appeal) page_zh! page_en! position!:whole<999"
        " repeat:one(part|labour|other) label_zh! label_en! field!"
        f" format!:one({_WRITTEN}) max_len:whole<99999 hint_zh hint_en source",
    ),
    "claim_file": (
        N_("Columns of the maker's claim file"),
        _CHECKS,
        "position",
        f"position!:whole<999 title! field! format!:one({_WRITTEN}) level!:one(claim|line) source",
    ),
    "accounting_layouts": (
        N_("Files for the accounting system"),
        _CHECKS,
        "code",
        "code! name_zh! name_en! lines!:one(posting|invoice)"
        " encoding!:one(utf-8-sig|utf-8|gb18030|utf-16)"
        " separator!:one(comma|semicolon|tab|pipe) line_end!:one(crlf|lf) header!:yes_no"
        " quotes!:one(all|needed) decimal!:one(point|comma) minus!:one(before|behind)"
        " customers:list tax_codes:list source",
    ),
    "accounting": (
        N_("Columns for the accounting system"),
        _CHECKS,
        "layout position",
        "layout!:of(accounting_layouts) position!:whole<999 title! value revenue tax"
        f" format!:one({_POSTED}) max_len:whole<999 source",
    ),
    "bulletins": (
        N_("Bulletins"),
        _NOTICES,
        "code",
        "code! issued_on!:day topic title_zh! title_en text_zh! text_en",
    ),
    "campaigns": (
        N_("Campaigns and recalls"),
        _NOTICES,
        "code",
        "code! kind!:one(recall|campaign|ota) name_zh! name_en! model_code"
        " vin_1_11_pattern:pattern serial_from serial_to valid_from:day valid_to:day reason_zh"
        " reason_en measure_zh measure_en part_no labour_code fixed_hours:decimal<99"
        " software_versions stop_sale:yes_no",
    ),
}
