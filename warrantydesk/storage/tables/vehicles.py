"""Customers, vehicles with owners and plates by date, visits and their signatures."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class CustomerRow(Row):
    """Table ``customer``."""

    id = AutoField()
    name = TextField()
    phone = TextField()
    kind = TextField()
    address = TextField()
    version = IntegerField()
    salt = TextField()
    redaction_id = IntegerField(null=True)

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "customer"


class VehicleRow(Row):
    """Table ``vehicle``."""

    id = AutoField()
    vin = TextField()
    brand = TextField()
    model_code = TextField()
    engine_no = TextField()
    motor_no = TextField()
    gearbox_no = TextField()
    use = TextField()
    produced_on = TextField(null=True)
    invoiced_on = TextField(null=True)
    delivered_on = TextField(null=True)
    vin_photo = IntegerField(null=True)
    vin_confirmed_by = TextField()
    version = IntegerField()
    no_claims_reason = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "vehicle"


class OwnershipRow(Row):
    """Table ``ownership``."""

    id = AutoField()
    vehicle_id = IntegerField()
    customer_id = IntegerField()
    from_on = TextField()
    to_on = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "ownership"


class PlateRow(Row):
    """Table ``plate``."""

    id = AutoField()
    vehicle_id = IntegerField()
    plate = TextField()
    from_on = TextField()
    to_on = TextField(null=True)
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "plate"


class OdometerChangeRow(Row):
    """Table ``odometer_change``."""

    id = AutoField()
    vehicle_id = IntegerField()
    replaced_on = TextField()
    old_km = IntegerField()
    new_km = IntegerField()
    proof = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "odometer_change"


class VisitRow(Row):
    """Table ``visit``."""

    id = AutoField()
    repair_order = TextField()
    vehicle_id = IntegerField(null=True)
    customer_id = IntegerField(null=True)
    arrived_at = TextField(null=True)
    promised_at = TextField(null=True)
    started_at = TextField(null=True)
    finished_at = TextField(null=True)
    mileage_km = IntegerField(null=True)
    complaint = TextField()
    brought_by = TextField()
    brought_by_phone = TextField()
    advisor = TextField()
    technician = TextField()
    edit_open = IntegerField()
    version = IntegerField()
    salt = TextField()
    first_finished_at = TextField(null=True)
    no_claim_reason = TextField()
    text = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "visit"


class SignatureRow(Row):
    """Table ``signature``."""

    id = AutoField()
    visit_id = IntegerField()
    paper = TextField()
    name = TextField()
    signed_at = TextField()
    version = IntegerField()
    salt = TextField()
    drawing = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "signature"
