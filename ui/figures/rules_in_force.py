"""The settings that the figures on screen were computed with, in words; and the calendar with what the bureau set."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.errors import N_
from analytics.figures.scope import Scope
from analytics.settings import LightRule, Settings, Targets
from analytics.snapshot.overrides import Effect, effects, pending, withdrawn
from ui.shell.data import figures, rules, settings, snapshot
from ui.shell.wording import _, plain
from ui.shell.words import value_word, weekday_word

APPLIES = {"all": "", "limit > 5": N_("limits over 5 days"), "limit <= 5": N_("limits up to 5 days")}
MEASURES = {
    ("remaining_days", "at_most"): N_("at most {bound:g} working days left"),
    ("remaining_days", "at_least"): N_("at least {bound:g} working days left"),
    ("remaining_share", "at_most"): N_("at most {bound:.0%} of the limit left"),
    ("remaining_share", "at_least"): N_("at least {bound:.0%} of the limit left"),
    ("used_share", "at_most"): N_("at most {bound:.0%} of the limit used"),
    ("used_share", "at_least"): N_("at least {bound:.0%} of the limit used"),
}


def rules_in_force(scope: Scope) -> None:
    """Light rules, deadlines, limits, ranking as the figures on screen were computed; targets as they stand now."""
    lights = rules().lights
    st.markdown(
        "**" + _("Light rules: preset {preset}").format(preset=plain(value_word("light_preset", lights.preset))) + "**"
    )
    st.markdown("\n".join(f"1. {light_rule_words(rule)}" for rule in lights.rules))
    st.caption(
        _("The first rule that holds gives the light; none: {green}. A paused case is {paused}.").format(
            green=value_word("light", "green"), paused=value_word("light", "paused")
        )
    )
    rows = [
        {_("Rule"): name, _("In force"): value, _("Key in settings.toml"): key}
        for name, value, key in (*_rules(rules(), settings().targets, scope), *_lines(settings()))
    ]
    st.table(pd.DataFrame(rows), hide_index=True)
    st.caption(_("Snapshot {id}, data up to {day}.").format(id=snapshot().id, day=snapshot().data_date))


def _lines(now: Settings) -> list[tuple[str, str, str]]:
    """The lines and bands of charts, as settings.toml names them now."""
    return [
        (
            _("Line or band of a chart: {name}").format(name=line.name),
            f"{line.at:g}" if line.at is not None else f"{line.low:g} – {line.high:g}",
            f"lines ({line.figure})",
        )
        for line in now.lines
    ]


def light_rule_words(rule: LightRule) -> str:
    """One light rule as a sentence."""
    light = value_word("light", rule.colour)
    applies = f"{_(APPLIES[rule.applies_to])}: " if APPLIES[rule.applies_to] else ""
    if rule.measure == "past_due":
        return f"{light}: {applies}" + _("past the due day")
    bound = ("at_most", rule.at_most) if rule.at_most is not None else ("at_least", rule.at_least)
    return f"{light}: {applies}{_(MEASURES[rule.measure, bound[0]]).format(bound=bound[1])}"


def _rules(computed: Settings, targets: Targets, scope: Scope) -> list[tuple[str, str, str]]:
    limits, ranking = computed.limits, computed.ranking
    return [
        (
            _("Due date that decides where both are known"),
            value_word("leading_due_date", computed.deadline.leads),
            "deadline.leads",
        ),
        (_("Days to answer a message"), _days(limits.message_days), "limits.message_days"),
        (
            _("Days to answer some kinds of messages"),
            ", ".join(
                f"{value_word('message_kind', kind)} {_days(days)}"
                for kind, days in limits.message_days_by_kind.items()
            )
            or _("as all others"),
            "limits.message_days_by_kind",
        ),
        (
            _("Calendar days within which a message counts as asked again"),
            f"{limits.asked_again_days}",
            "limits.asked_again_days",
        ),
        (_("Days to rectify a negative rating"), _days(limits.rectification_days), "limits.rectification_days"),
        (
            _("The same, of a complex one"),
            _days(limits.complex_rectification_days),
            "limits.complex_rectification_days",
        ),
        (
            _("Calls that reach nobody until a rating is closed"),
            f"{limits.revisit_attempts}",
            "limits.revisit_attempts",
        ),
        (
            _("Calendar days as working days, for comparisons"),
            f"× {limits.working_per_calendar:.4f}",
            "limits.working_per_calendar",
        ),
        (_("Days of a month, for comparisons"), f"{limits.days_per_month}", "limits.days_per_month"),
        (
            _("Immediate items count in compression"),
            _("as 0 days") if limits.immediate_counts else _("no, left out"),
            "limits.immediate_counts",
        ),
        (
            _("Share of past cases that a next limit would have to hold"),
            f"{limits.next_share:.0%}",
            "limits.next_share",
        ),
        (_("Cases and messages are watched when due within"), _days(computed.today.within_days), "today.within_days"),
        (
            _("Cases that a wider circle of past cases weighs in a chance"),
            f"{computed.today.chance_weight}",
            "today.chance_weight",
        ),
        (_("Earlier item list that compression compares with"), _baseline(scope), _("the earliest list imported")),
        (
            _("Points for a missed case, a missed message, a circular"),
            _("{case} / {message} / {circulated}, a circular {counted} (rules {version})").format(
                case=computed.assessment.case_points,
                message=computed.assessment.message_points,
                circulated=computed.assessment.circulated_points,
                counted=value_word("counted", computed.assessment.circulated),
                version=plain(computed.assessment.version),
            ),
            "assessment",
        ),
        (
            _("Most points that a unit loses for an indicator in a month"),
            ", ".join(
                f"{value_word('entry_kind', indicator)} {most}" for indicator, most in computed.assessment.caps.items()
            )
            or _("none"),
            "assessment.caps",
        ),
        (
            _("Working days to appeal, and to review an appeal"),
            f"{computed.assessment.appeal_days} / {computed.assessment.review_days}",
            "assessment.appeal_days",
        ),
        (_("Fewest cases of a unit that is ranked"), f"{ranking.minimum_count}", "ranking.minimum_count"),
        (_("Confidence of the Wilson interval"), f"{ranking.confidence:.0%}", "ranking.confidence"),
        (_("Target: overdue rate"), _share(targets.overdue_rate), "targets.overdue_rate"),
        (_("Target: messages on time"), _share(targets.message_compliance), "targets.message_compliance"),
        (_("Target: compression"), _share(targets.compression), "targets.compression"),
        (_("Target: positive ratings"), _share(targets.positive_rate), "targets.positive_rate"),
        (_("Calendar"), plain(computed.calendar), "calendar"),
    ]


def _days(days: int) -> str:
    return _("{n} working days").format(n=days)


def _share(share: float | None) -> str:
    return _("none") if share is None else f"{share:.2%}"


def _baseline(scope: Scope) -> str:
    baseline = figures("compression_baseline", scope).iloc[0]
    if not baseline["items"]:
        return _("none: no item list was imported")
    return _("version {day}, {n} items").format(day=str(baseline["effective_on"])[:10], n=int(baseline["items"]))


def calendar_in_force(scope: Scope) -> None:
    """The calendars that were counted in, the days that the bureau set and their effect, the years not yet published."""
    years = figures("calendar_years", scope)
    years = years[years["calendar"].isin(snapshot().calendars)]
    for code, published in years.drop_duplicates("calendar")[["calendar", "published_to"]].itertuples(index=False):
        st.markdown("**" + _("Calendar {code}").format(code=plain(code)) + f"**: {_published(published)}")
    st.dataframe(
        pd.DataFrame(
            {
                _("Calendar"): years["calendar"],
                _("Year"): years["year"].astype(str),
                _("Working days"): years["working_days"],
                _("Holidays from Monday to Friday"): years["free_weekdays"],
                _("Make-up working days"): years["make_up_days"],
                _("Days set by the bureau"): years["set_days"],
                _("Arrangement"): [_("provisional") if flag else _("published") for flag in years["provisional"]],
                _("Cases due in the year"): years["due"],
            }
        ),
        hide_index=True,
        key="years",
    )
    _overrides(scope)


def _published(year: float | None) -> str:
    if year is None or pd.isna(year):
        return _("its holidays follow from the law; no year is provisional.")
    return _("arrangements published up to {year}; due dates after it are provisional.").format(year=int(year))


def _overrides(scope: Scope) -> None:
    st.markdown("**" + _("Days set by the bureau") + f"** · {plain(settings().calendar_overrides)}")
    in_force = effects(snapshot(), scope)
    if in_force:
        st.dataframe(pd.DataFrame([_effect(effect) for effect in in_force]), hide_index=True, key="overrides")
    else:
        st.info(_("The overrides file changes no day of the calendars in use."))
    waiting = [override.day.isoformat() for override in pending(snapshot(), settings(), in_force)]
    waiting += [effect.day.isoformat() for effect in withdrawn(settings(), in_force)]
    if waiting:
        st.warning(
            _(
                "Changed in the file since this snapshot was published: {days}. The next publish recounts every case."
            ).format(days=", ".join(waiting)),
            icon=":material/sync_problem:",
        )


def _effect(effect: Effect) -> dict[str, object]:
    now = _("working day") if effect.is_working else _("day off")
    change = f"{value_word('day_kind', effect.before)} → {now}"
    return {
        _("Calendar"): effect.calendar,
        _("Day"): effect.day.isoformat(),
        _("Weekday"): weekday_word(effect.day.weekday()),
        _("Effect"): change if effect.changes else _("no change: {kind} anyway").format(kind=now),
        _("Reason"): effect.reason,
        _("Cases that run over it"): effect.cases,
    }
