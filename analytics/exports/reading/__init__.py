"""Files into raw cells: archives, workbooks, web pages, text files."""
