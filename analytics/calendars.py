"""Names of working-day calendars: a country of the holidays library, or COUNTRY-PART where the parts have days of their own."""

from __future__ import annotations

from functools import lru_cache

import holidays

_YEARS = range(2024, 2027)  # any three years of the present tell which parts add days of their own


def calendar_fault(code: str) -> str | None:
    """What is wrong with the name of a calendar and which names there are, None where it is one."""
    country, _, part = code.partition("-")
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        return f"no calendar {code!r}; write a country of the holidays library, as in CN, NL or US-CA"
    if part and part not in known[country]:
        return f"{country} has no subdivision {part!r}; there are {', '.join(known[country])}"
    return None if part else lacks_part(code)


def lacks_part(code: str) -> str | None:
    """Why a country alone is no calendar: every part of it has days beyond those of all, as in Great Britain."""
    parts = _parts_with_days_of_their_own(code)
    if not parts:
        return None
    names = ", ".join(f"{code}-{part}" for part in parts)
    return f"{code} lacks its part: each has holidays beside those of the whole country; write one of {names}"


@lru_cache(maxsize=64)
def _parts_with_days_of_their_own(country: str) -> tuple[str, ...]:
    """The parts of a country, if none of them gets by with the days of the whole; else nothing."""
    parts = holidays.list_supported_countries(include_aliases=False).get(country, [])
    of_all = set(holidays.country_holidays(country, years=_YEARS)) if parts else set()
    if any(set(holidays.country_holidays(country, subdiv=part, years=_YEARS)) == of_all for part in parts):
        return ()
    return tuple(parts)
