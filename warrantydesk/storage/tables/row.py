"""What all tables share."""

from peewee import Model


class Row(Model):  # type: ignore[misc]
    """A table of the desk; bound to no connection, so that two databases never mix."""

    class Meta:
        """Table names are written out in each class."""

        legacy_table_names = False
