"""Assessment: which units lose how many points, for what, since when; what was reversed; appeals; the entries themselves."""

import streamlit as st

from ui.assessment.how_it_stands import appeals, reversals, standing
from ui.assessment.points import by_month, composition, points_by_group
from ui.assessment.unit_sheet import unit_sheet
from ui.shell.frame import selected
from ui.tables.rows import chosen_note, definition, row_list

scope = selected()

standing(scope)
area, unit = points_by_group(scope)
chosen = scope.narrowed(**{key: one for key, one in (("areas", area), ("units", unit)) if one})

over_time, what_for = st.columns(2)
with over_time:
    month = by_month(chosen)
with what_for:
    composition(chosen, "unit")

listed = chosen.in_month(month) if month else chosen
chosen_note(area, unit, month)
row_list("deductions", listed)
definition("deductions", listed, files=False)
unit_sheet(listed)

reversals(chosen)
appeals(chosen)
