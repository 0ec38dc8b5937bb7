"""Addresses of a case, of a figure's definition and of a section of the law book, with the filters of the page they stand on."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from ui.shell.picks import PICK, ROWS

CASE_LINK = r"case\?case=([^&]+)"
"""The case number within a link, for a LinkColumn's display text."""
ORDER_LINK = r"orders\?order=([^&]+)"
"""What an order is called within a link."""
OWN_PARAMETERS = (
    *("case", "on", "without_pauses", "other_count", "start_counts"),
    "order",
    *("figure", "section", "document", "find", "embed", PICK, ROWS),
    *("measure", "by1", "by2", "value", "draw", "most", "sort", "beside"),
    *("week", "block", "six", "exception"),
)
"""What belongs to one page and does not travel."""


def case_link(platform: str, case_no: str) -> str:
    """The address of a case's page, relative to any page, with the filters and the as-of day of this one."""
    return _address("case", {"case": case_no, "on": platform})


def case_links(frame: pd.DataFrame) -> list[str]:
    """`case_link` of each row of a table with the columns platform and case_no."""
    return [case_link(platform, number) for platform, number in zip(frame["platform"], frame["case_no"], strict=True)]


def order_link(name: str) -> str:
    """The address of an order's page: of its number (2026-47), or of a draft (draft-12)."""
    return _address("orders", {"order": name})


def unit_orders_link(unit: str) -> str:
    """The address of the register of orders, narrowed to a unit instead of those chosen here."""
    return _address("orders", {"unit": unit})


def link_to_orders(label: str, **own: str) -> None:
    """A link to the page of orders, with the filters of this page and its own query (an order, a unit)."""
    st.page_link("pages/orders.py", label=label, icon=":material/assignment:", query_params={**_kept(), **own})


def definition_link(key: str) -> str:
    """The address of a figure's definition, relative to any page, with the filters of this one."""
    return _address("definitions", {"figure": key})


def section_link(number: int) -> str:
    """The address of a section of the law book, relative to any page, with the filters of this one."""
    return _address("definitions", {"section": str(number)})


def document_link(name: str) -> str:
    """The address of a document on the Help page, relative to any page, with the filters of this one."""
    return _address("help", {"document": name})


def _kept() -> dict[str, list[str]]:
    """The filters and the as-of day of this page."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in OWN_PARAMETERS}


def _address(page: str, own: dict[str, str]) -> str:
    kept = {name: values for name, values in _kept().items() if name not in own}
    return f"{page}?" + urlencode({**own, **kept}, doseq=True)  # its own first: tables show a link by it
