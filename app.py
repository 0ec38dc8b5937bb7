"""Casewatch: navigation, language, sign-in, the filter bar that every page shares; nothing else."""

import streamlit as st

from analytics.settings import ROOT
from ui.review.week_bar import week_bar
from ui.shell.data import pin, published
from ui.shell.filters import filter_bar, known_from_url
from ui.shell.frame import helpful, notices, sign_in_configured, waiting_for_publish, whose_board
from ui.shell.jobs import begin
from ui.shell.language import language_from_url, language_switch
from ui.shell.look import look, meeting_switch
from ui.shell.picks import begin_picks
from ui.shell.spoken import say_language
from ui.shell.unsettled import damage_notice
from ui.shell.width import watch_width
from ui.shell.wording import _

NEED_NO_FIGURES = ("imports", "help")
OF_A_WEEK = "review"

st.set_page_config(page_title="Casewatch 办件监察", page_icon=ROOT / "ui" / "shell" / "icon.svg", layout="wide")
st.html(ROOT / "ui" / "shell" / "legible.css")
st.session_state["entered"] = True
language_from_url()
begin()

if sign_in_configured() and not st.user.is_logged_in:
    say_language()
    st.button(_("Sign in"), on_click=st.login)
    st.stop()

with helpful():
    known_from_url()
    pin()

page = st.navigation(
    [
        st.Page("pages/overview.py", title=_("Overview"), icon=":material/dashboard:", default=True),
        st.Page("pages/today.py", title=_("Today"), icon=":material/today:"),
        st.Page("pages/time_limits.py", title=_("Time limits"), icon=":material/timer:"),
        st.Page("pages/overdue.py", title=_("Overdue"), icon=":material/alarm:"),
        st.Page("pages/messages.py", title=_("Messages"), icon=":material/forum:"),
        st.Page("pages/ratings.py", title=_("Ratings"), icon=":material/star:"),
        st.Page("pages/orders.py", title=_("Orders"), icon=":material/assignment_late:"),
        st.Page("pages/bulletins.py", title=_("Bulletins"), icon=":material/campaign:"),
        st.Page("pages/assessment.py", title=_("Assessment"), icon=":material/balance:"),
        st.Page("pages/review.py", title=_("Review"), icon=":material/groups:"),
        st.Page("pages/explore.py", title=_("Explore"), icon=":material/query_stats:"),
        st.Page("pages/findings.py", title=_("Findings"), icon=":material/troubleshoot:"),
        st.Page("pages/case.py", title=_("Case"), icon=":material/search:"),
        st.Page("pages/imports.py", title=_("Imports"), icon=":material/upload_file:"),
        st.Page("pages/definitions.py", title=_("Definitions"), icon=":material/menu_book:"),
        st.Page("pages/help.py", title=_("Help"), icon=":material/help:"),
    ],
    position="top",
)

figureless = page.url_path in NEED_NO_FIGURES
look()
with st.container(horizontal=True, vertical_alignment="center", key="board"):
    board = st.container(width="stretch")
    meeting_switch()
    language_switch()

with helpful():
    if figureless and published():
        waiting_for_publish()
begin_picks(page.url_path)
with helpful():
    damage_notice(link=page.url_path != "imports")
ready = figureless
with helpful():
    if not figureless:
        st.session_state["scope"] = week_bar() if page.url_path == OF_A_WEEK else filter_bar()
        ready = True
with board, helpful():
    whose_board(st.session_state["scope"] if ready and not figureless else None)
with helpful():
    if ready and not figureless:
        waiting_for_publish()
        notices(st.session_state["scope"])
    if ready:
        page.run()
watch_width()
