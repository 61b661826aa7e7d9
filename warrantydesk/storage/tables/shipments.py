"""Return shipments, requests, stock-takes and scrap batches."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class ShipmentRow(Row):
    """Table ``shipment``."""

    id = AutoField()
    number = TextField()
    brand = TextField()
    state = TextField()
    kind = TextField()
    title = TextField()
    required_by = TextField(null=True)
    expected_on = TextField(null=True)
    period_from = TextField(null=True)
    period_to = TextField(null=True)
    request_no = TextField()
    contact = TextField()
    contact_phone = TextField()
    carriage = TextField(null=True)
    carrier = TextField()
    waybill = TextField()
    freight_fen = IntegerField(null=True)
    freight_confirmed = IntegerField()
    opened_by = TextField()
    opened_at = TextField(null=True)
    shipped_by = TextField()
    shipped_at = TextField(null=True)
    handed_to = TextField()
    receipt_received_on = TextField(null=True)
    receipt_pieces = IntegerField(null=True)
    receipt_packaging = TextField()
    receipt_fault_card = TextField()
    receipt_papers = TextField()
    receipt_notice_no = TextField()
    receipt_note = TextField()
    acknowledged = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "shipment"


class BoxRow(Row):
    """Table ``shipment_box``."""

    id = AutoField()
    shipment_id = IntegerField()
    number = IntegerField()
    code = TextField()
    weight_g = IntegerField(null=True)
    sealed_by = TextField()
    sealed_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "shipment_box"


class ShipmentLineRow(Row):
    """Table ``shipment_line``."""

    id = AutoField()
    shipment_id = IntegerField()
    part_id = IntegerField()
    box_id = IntegerField(null=True)
    packed_by = TextField()
    packed_at = TextField(null=True)
    verdict = TextField(null=True)
    reason_code = TextField()
    reason_text = TextField()
    judged_on = TextField(null=True)
    deducted_fen = IntegerField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "shipment_line"


class ReturnRequestRow(Row):
    """Table ``return_request``."""

    id = AutoField()
    brand = TextField()
    part_id = IntegerField()
    number = TextField()
    requested_on = TextField(null=True)
    due_on = TextField(null=True)
    contact = TextField()
    contact_phone = TextField()
    batch_id = IntegerField(null=True)
    by = TextField()
    at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "return_request"


class StockTakeRow(Row):
    """Table ``stock_take``."""

    id = AutoField()
    number = TextField()
    places = TextField()
    started_by = TextField()
    started_at = TextField(null=True)
    finished_by = TextField()
    finished_at = TextField(null=True)
    expected = IntegerField()
    missing = IntegerField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "stock_take"


class StockTakeScanRow(Row):
    """Table ``stock_take_scan``."""

    id = AutoField()
    stock_take_id = IntegerField()
    code = TextField()
    place = TextField()
    found = TextField()
    part_id = IntegerField(null=True)
    kept_at = TextField()
    kept_as = TextField()
    by = TextField()
    at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "stock_take_scan"


class ScrapBatchRow(Row):
    """Table ``scrap_batch``."""

    id = AutoField()
    number = TextField()
    witness = TextField()
    photo_id = IntegerField(null=True)
    note = TextField()
    made_by = TextField()
    made_at = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "scrap_batch"
