"""Stores of table versions, readings, import batches and column maps."""

from warrantydesk.domain.import_batch import ColumnMap, ImportBatch
from warrantydesk.domain.policy_table import PolicyReading, TableVersion
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    ColumnMapRow,
    ImportBatchRow,
    PolicyReadingRow,
    TableVersionRow,
)


class TableVersionStore(Store[TableVersion]):
    """Versions of the tables of all profiles."""

    TABLE, KIND = TableVersionRow, TableVersion


class PolicyReadingStore(Store[PolicyReading]):
    """Who has read what."""

    TABLE, KIND = PolicyReadingRow, PolicyReading


class ImportBatchStore(Store[ImportBatch]):
    """Files that were applied."""

    TABLE, KIND = ImportBatchRow, ImportBatch


class ColumnMapStore(Store[ColumnMap]):
    """Remembered meanings of columns."""

    TABLE, KIND = ColumnMapRow, ColumnMap
