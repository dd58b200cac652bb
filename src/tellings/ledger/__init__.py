"""The ledger: findings as tables to work on in a spreadsheet, and the edits of a person read back as judgements."""
