"""Old parts and the places of the shelf."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class OldPartRow(Row):
    """Table ``old_part``."""

    id = AutoField()
    claim_id = IntegerField()
    line = IntegerField()
    piece = IntegerField()
    state = TextField()
    tag = TextField()
    maker_tag = TextField()
    part_no = TextField()
    part_name = TextField()
    supplier_code = TextField()
    serial = TextField()
    causal = IntegerField()
    return_required = IntegerField()
    hazard = TextField()
    place = TextField()
    tag_state = TextField()
    amount_fen = IntegerField()
    reason = TextField()
    received_at = TextField(null=True)
    shelved_at = TextField(null=True)
    return_by = TextField(null=True)
    handed_over_by = TextField()
    version = IntegerField()
    causal_line = IntegerField(null=True)
    drained = IntegerField()
    request_no = TextField()
    requested_on = TextField(null=True)
    paid_on = TextField(null=True)
    lent_to = TextField()
    lent_until = TextField(null=True)
    shipment_id = IntegerField(null=True)
    box = TextField()
    refusal_code = TextField()
    refusal_text = TextField()
    refused_on = TextField(null=True)
    dispute_by = TextField(null=True)
    disputed_on = TextField(null=True)
    dispute_text = TextField()
    deducted_fen = IntegerField()
    scrap_batch_id = IntegerField(null=True)
    paid_by_receipt = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "old_part"


class ShelfPlaceRow(Row):
    """Table ``shelf_place``."""

    id = AutoField()
    code = TextField()
    rack = TextField()
    layer = TextField()
    outbound = IntegerField()
    active = IntegerField()
    version = IntegerField()
    hazards = IntegerField()
    position = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "shelf_place"
