"""Bulletins: what the city is told of a period, composed from figures, worded in its marked places, issued and kept."""

from ui.bulletins.bulletin_text import preview
from ui.bulletins.composed import chosen_bulletin
from ui.bulletins.issued_list import issued_list
from ui.bulletins.issuing_form import issuing_form
from ui.shell.frame import selected

bulletin = chosen_bulletin(selected())
if bulletin is not None:
    bulletin = preview(bulletin)
    issuing_form(bulletin)
issued_list()
