"""Loaded once by the process from which readers are forked: all that the first file would have to wait for.

Nothing here opens a database or starts a thread, which would not survive the fork.
"""

import contextlib

import pandas as pd  # pyarrow asks for it with the first table; loading it takes longer than reading a small file

from analytics.errors import CasewatchError
from analytics.exports.apart import child
from analytics.exports.cleaning.canonical import macros
from analytics.exports.recognising.headers import recognise_table
from analytics.exports.recognising.mapping import common_headers
from analytics.literals import literal

macros()
literal("")
with contextlib.suppress(CasewatchError):  # a faulty mapping is told to whoever has a file read
    recognise_table([[names[0] for kind in common_headers().headers.values() for names in kind.values()]], None, "")

__all__ = ["child", "pd"]
