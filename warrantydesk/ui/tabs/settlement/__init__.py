"""Settlement: the payers' statements, and every yuan from there to the account."""
