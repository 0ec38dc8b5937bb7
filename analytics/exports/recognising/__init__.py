"""What a table is: headers, mappings, previews."""
