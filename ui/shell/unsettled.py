"""Damage that nobody has settled, said on every page: what the figures are without, and where it is settled."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics.snapshot.settling import unsettled
from analytics.warehouse.damage import Damage
from analytics.warehouse.places import ROLL
from ui.shell.data import published, warehouse
from ui.shell.wording import _, plain


def damage_notice(link: bool) -> None:
    """Name what is damaged, until it is mended or settled; with a link to where that is done."""
    found = damages()
    if not found:
        return
    imports = [damage for damage in found if damage.import_id]
    rows = sum(damage.rows or 0 for damage in imports)
    told = []
    if imports:
        told.append(
            _(
                "{n} imports are damaged or missing ({names}; {rows} rows). Figures published since are without them, "
                "until they are mended or somebody settles it."
            ).format(
                n=len(imports),
                names=plain(", ".join(damage.file or str(damage.import_id) for damage in imports[:3])),
                rows=f"{rows:,}",
            )
        )
    told += [damage_words(damage) for damage in found if not damage.import_id]
    st.error("  \n".join(told), icon=":material/heart_broken:")
    if link:
        st.page_link("pages/imports.py", label=_("See what is damaged, and settle it"), icon=":material/upload_file:")


def damage_words(damage: Damage) -> str:
    """What is wrong and the way out, in the language in force."""
    return " ".join(plain(_(text).format(**damage.details)) for text in (damage.what, damage.mend))


def damages() -> list[Damage]:
    """What is damaged and not settled, looked at once a minute and whenever something was published or settled."""
    roll = warehouse() / ROLL
    changed_at = roll.stat().st_mtime_ns if roll.exists() else 0
    return _damages(str(warehouse()), published(), changed_at)


@st.cache_data(ttl=60, max_entries=4, show_spinner=False)
def _damages(folder: str, published_file: str, roll_changed_at: int) -> list[Damage]:
    return unsettled(Path(folder))
