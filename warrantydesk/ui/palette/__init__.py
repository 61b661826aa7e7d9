"""The palette: any action, record, policy or page of the help by a few letters."""
