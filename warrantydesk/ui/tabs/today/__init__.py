"""The tab of today: everything with a clock."""
