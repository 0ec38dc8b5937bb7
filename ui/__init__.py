"""What pages share: the filter bar, charts, tables, downloads, wording."""
