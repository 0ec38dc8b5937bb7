"""The clock: working days, what the bureau sets otherwise, the ledger of one case."""
