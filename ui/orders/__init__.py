"""The Orders page: the register, the drafts, one order."""
