"""What stands round every page: frame, language, filters, address, links, data, jobs."""
