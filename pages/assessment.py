"""Assessment: which units lose how many points, for what, since when; what was reversed; appeals; the entries themselves."""

import streamlit as st

from ui.assessment.acting import DONE, appeal_form, closing_form
from ui.assessment.how_it_stands import appeals, reversals, standing
from ui.assessment.points import by_month, composition, points_by_group
from ui.assessment.unit_sheet import unit_sheet
from ui.shell.folding import fold
from ui.shell.frame import selected
from ui.shell.pressing import say_done
from ui.shell.wording import _
from ui.tables.rows import chosen_note, definition, row_list

scope = selected()

say_done(DONE)
standing(scope)
fold(_("Close a month"), "close-a-month", closing_form)
area, unit = points_by_group(scope)
chosen = scope.narrowed(**{key: one for key, one in (("areas", area), ("units", unit)) if one})

over_time, what_for = st.columns(2)
with over_time:
    month = by_month(chosen)
with what_for:
    composition(chosen, "unit")

listed = chosen.in_month(month) if month else chosen
chosen_note(area, unit, month)
st.caption(_("Tick entries of one unit to appeal against them."))
appeal_form(row_list("deductions", listed, picking="several"))
definition("deductions", listed, files=False)
unit_sheet(listed)

reversals(chosen)
appeals(chosen)
