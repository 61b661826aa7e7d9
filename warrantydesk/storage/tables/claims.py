"""Claims with their lines and frozen submissions."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class ClaimRow(Row):
    """Table ``claim``."""

    id = AutoField()
    visit_id = IntegerField()
    claim_number = TextField()
    type = TextField()
    brand = TextField()
    state = TextField()
    vehicle_vin = TextField()
    vehicle_plate = TextField()
    vehicle_model_code = TextField()
    vehicle_engine_no = TextField()
    vehicle_motor_no = TextField()
    vehicle_gearbox_no = TextField()
    vehicle_use = TextField()
    vehicle_produced_on = TextField(null=True)
    vehicle_invoiced_on = TextField(null=True)
    vehicle_delivered_on = TextField(null=True)
    vehicle_vin_by_hand = TextField()
    owner_name = TextField()
    owner_phone = TextField()
    owner_contact = TextField()
    owner_contact_phone = TextField()
    owner_address = TextField()
    narrative_complaint = TextField()
    narrative_cause = TextField()
    narrative_correction = TextField()
    narrative_remark = TextField()
    codes_fault_code = TextField()
    codes_damage = TextField()
    codes_responsibility = TextField()
    codes_maker_claim_number = TextField()
    codes_authorisation_no = TextField()
    codes_campaign_no = TextField()
    codes_service_no = IntegerField(null=True)
    codes_purchase_station = TextField()
    codes_purchase_no = TextField()
    codes_purchased_on = TextField(null=True)
    codes_purchase_km = IntegerField(null=True)
    codes_ground = TextField()
    codes_ground_text = TextField()
    claimed_total_fen = IntegerField(null=True)
    total_fen = IntegerField()
    clerk = TextField()
    opened_on = TextField(null=True)
    created_at = TextField(null=True)
    submitted_at = TextField(null=True)
    closed_at = TextField(null=True)
    void_reason = TextField()
    repeat_of = IntegerField(null=True)
    edit_open = IntegerField()
    vehicle_id = IntegerField(null=True)
    version = IntegerField()
    salt = TextField()
    outward_departed_at = TextField(null=True)
    outward_returned_at = TextField(null=True)
    outward_plate = TextField()
    outward_people = TextField()
    outward_destination = TextField()
    outward_km = IntegerField(null=True)
    payer = TextField()
    answered_on = TextField(null=True)
    approved_fen = IntegerField(null=True)
    due_on = TextField(null=True)
    codes_original_claim_no = TextField()
    codes_reason = TextField()
    codes_order_no = TextField()
    codes_stock_no = TextField()
    codes_found_on = TextField(null=True)
    codes_share_percent = IntegerField(null=True)
    codes_subject = TextField()
    codes_pdi_no = TextField()
    codes_pdi_station = TextField()
    codes_loaner = TextField()
    redaction_id = IntegerField(null=True)

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "claim"


class PartLineRow(Row):
    """Table ``part_line``."""

    id = AutoField()
    claim_id = IntegerField()
    position = IntegerField()
    causal = IntegerField()
    causal_line = IntegerField(null=True)
    new_part_no = TextField()
    new_part_name = TextField()
    old_part_no = TextField()
    old_supplier_code = TextField()
    old_serial = TextField()
    quantity = IntegerField()
    unit_price_fen = IntegerField()
    pay_by = TextField()
    treatment = TextField()
    return_required = IntegerField()
    consumable = IntegerField()
    hazard = TextField()
    amount_fen = IntegerField(null=True)
    genuine = IntegerField()
    add_on_added = IntegerField()
    add_on_reason = TextField()
    add_on_authorised_by = TextField()
    add_on_authorised_at = TextField(null=True)
    add_on_begun_at = TextField(null=True)
    add_on_customer_agreed = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "part_line"


class LabourLineRow(Row):
    """Table ``labour_line``."""

    id = AutoField()
    claim_id = IntegerField()
    position = IntegerField()
    main = IntegerField()
    code = TextField()
    name = TextField()
    hours = TextField()
    extra_hours = TextField()
    extra_reason = TextField()
    unit_price_fen = IntegerField()
    pay_by = TextField()
    amount_fen = IntegerField(null=True)
    add_on_added = IntegerField()
    add_on_reason = TextField()
    add_on_authorised_by = TextField()
    add_on_authorised_at = TextField(null=True)
    add_on_begun_at = TextField(null=True)
    add_on_customer_agreed = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "labour_line"


class OtherLineRow(Row):
    """Table ``other_line``."""

    id = AutoField()
    claim_id = IntegerField()
    position = IntegerField()
    code = TextField()
    text = TextField()
    amount_fen = IntegerField()
    pay_by = TextField()
    supplier = TextField()
    invoice_no = TextField()
    invoiced_on = TextField(null=True)
    add_on_added = IntegerField()
    add_on_reason = TextField()
    add_on_authorised_by = TextField()
    add_on_authorised_at = TextField(null=True)
    add_on_begun_at = TextField(null=True)
    add_on_customer_agreed = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "other_line"


class SubmissionRow(Row):
    """Table ``submission``."""

    id = AutoField()
    claim_id = IntegerField()
    number = IntegerField()
    taken_at = TextField()
    anchor = TextField()
    facts = TextField()
    sha256 = TextField()
    form_sha256 = TextField()
    acknowledged = TextField()
    version = IntegerField()
    salt = TextField()
    tables = TextField()
    enclosed = TextField()
    content = TextField()
    submitted_by = TextField()
    personal = TextField()
    redaction_id = IntegerField(null=True)

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "submission"
