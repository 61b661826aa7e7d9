"""Money from the claim to the account: statements, deductions, invoices, receipts, write-offs."""
