"""Money from the claim to the account: what the clerk can do with statements and receivables."""
