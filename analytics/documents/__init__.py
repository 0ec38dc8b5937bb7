"""Documents as offices print them: the layout of GB/T 9704-2012 in a DOCX whose bytes are the same each time."""

from analytics.documents.official import FONTS, Column, Marked, Official
from analytics.documents.pdf import pdf_of

__all__ = ["FONTS", "Column", "Marked", "Official", "pdf_of"]
