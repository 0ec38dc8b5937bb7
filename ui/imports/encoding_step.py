"""A text file of which nothing tells how its letters are encoded: somebody says it, seeing how it then reads."""

from __future__ import annotations

import codecs

import streamlit as st

from analytics.exports.reading.encodings import CODE_PAGES
from ui.shell.choosing import choose
from ui.shell.jobs import Upload, keep
from ui.shell.wording import _, plain

SHOWN = 1_000  # characters of the file that are shown as they would be read


def as_it_was_read(file: Upload) -> Upload:
    """The upload as somebody said that it is to be read, else as it came."""
    said: dict[str, Upload] = st.session_state.setdefault("read-as", {})
    return said.get(str(file.path), file)


def encoding_step(file: Upload, guess: str) -> None:
    """Choose the code page, see the first lines in it, and take the file so: from then on it is the same text in UTF-8."""
    place = str(file.path)
    st.session_state.setdefault(f"encoding-{place}", guess)
    encoding = choose(
        st.selectbox,
        _("How its letters are encoded"),
        list(CODE_PAGES),
        f"encoding-{place}",
        width=260,
        help=_("Choose until the lines below are words; the import then reads the whole file so."),
    )
    content = file.path.read_bytes()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        st.error(
            _(
                "`{file}` is not written in {encoding}: line {line} has bytes that it does not know. Choose another."
            ).format(file=plain(file.path.name), encoding=encoding, line=content.count(b"\n", 0, error.start) + 1)
        )
        return
    st.code(text[:SHOWN], language=None)
    if st.button(_("Read it so"), key=f"read-{place}", type="primary"):
        st.session_state["read-as"][place] = keep(file.path.name, codecs.BOM_UTF8 + text.encode())
        st.rerun()
