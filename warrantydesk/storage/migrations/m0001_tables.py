"""Schema 1, its tables. Frozen text, never edited after release."""

TABLES = (
    """CREATE TABLE site (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    dealer_code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    brand TEXT NOT NULL,
    demo INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    name_latin TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    phone TEXT NOT NULL,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    salt TEXT NOT NULL
) STRICT""",
    """CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT""",
    """CREATE TABLE profile_row (
    id INTEGER NOT NULL PRIMARY KEY,
    profile TEXT NOT NULL,
    table_name TEXT NOT NULL,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    data TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    effective_to TEXT,
    source TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE number_series (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    site INTEGER NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE print_job (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    printer TEXT NOT NULL,
    language TEXT NOT NULL,
    copies INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    state TEXT NOT NULL,
    reprint_of INTEGER,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT,
    version INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    version INTEGER NOT NULL,
    salt TEXT NOT NULL
) STRICT""",
    """CREATE TABLE vehicle (
    id INTEGER NOT NULL PRIMARY KEY,
    vin TEXT NOT NULL,
    brand TEXT NOT NULL,
    model_code TEXT NOT NULL,
    engine_no TEXT NOT NULL,
    motor_no TEXT NOT NULL,
    gearbox_no TEXT NOT NULL,
    use TEXT NOT NULL,
    produced_on TEXT,
    invoiced_on TEXT,
    delivered_on TEXT,
    vin_photo INTEGER,
    vin_confirmed_by TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE ownership (
    id INTEGER NOT NULL PRIMARY KEY,
    vehicle_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    version INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE plate (
    id INTEGER NOT NULL PRIMARY KEY,
    vehicle_id INTEGER NOT NULL,
    plate TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    version INTEGER NOT NULL,
    salt TEXT NOT NULL
) STRICT""",
    """CREATE TABLE odometer_change (
    id INTEGER NOT NULL PRIMARY KEY,
    vehicle_id INTEGER NOT NULL,
    replaced_on TEXT NOT NULL,
    old_km INTEGER NOT NULL,
    new_km INTEGER NOT NULL,
    proof TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE visit (
    id INTEGER NOT NULL PRIMARY KEY,
    repair_order TEXT NOT NULL,
    vehicle_id INTEGER,
    customer_id INTEGER,
    arrived_at TEXT,
    promised_at TEXT,
    started_at TEXT,
    finished_at TEXT,
    mileage_km INTEGER,
    complaint TEXT NOT NULL,
    brought_by TEXT NOT NULL,
    brought_by_phone TEXT NOT NULL,
    advisor TEXT NOT NULL,
    technician TEXT NOT NULL,
    edit_open INTEGER NOT NULL,
    version INTEGER NOT NULL,
    salt TEXT NOT NULL
) STRICT""",
    """CREATE TABLE signature (
    id INTEGER NOT NULL PRIMARY KEY,
    visit_id INTEGER NOT NULL,
    paper TEXT NOT NULL,
    name TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    salt TEXT NOT NULL
) STRICT""",
)
