"""Loaded once by the process from which readers are forked: all that the first file would have to wait for.

Nothing here starts a thread, which would not survive the fork; the database that stands ready has none either.
"""

import contextlib
import gc
import importlib

import pandas as pd  # pyarrow asks for it with the first table; loading it takes longer than reading a small file
from pyarrow import pandas_compat  # and for that as well

from analytics.errors import CasewatchError
from analytics.exports.apart import child
from analytics.exports.personal.name_shape import load_segmenter
from analytics.exports.ready import make_ready
from analytics.exports.recognising.headers import recognise_table
from analytics.exports.recognising.mapping import common_headers
from analytics.literals import literal

literal("")
with contextlib.suppress(CasewatchError):  # a faulty mapping is told to whoever has a file read
    recognise_table([[names[0] for kind in common_headers().headers.values() for names in kind.values()]], None, "")
with contextlib.suppress(ImportError):  # no such limits on Windows
    importlib.import_module("resource")
load_segmenter()
make_ready()
gc.freeze()  # what stays for ever need not be looked through, page by page, in every process forked

__all__ = ["child", "pandas_compat", "pd"]
