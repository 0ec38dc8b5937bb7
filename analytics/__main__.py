"""The command line: every job that a page can do, a script can do.

Exit status: 0 done, 1 the input was refused, 2 wrong usage. `--format json` prints a list of records and nothing else
on standard output.
"""

from __future__ import annotations

import os
import sys
import traceback

import typer

from analytics.commands import clock, demo, figures, imports, warehouse
from analytics.commands.printing import notes
from analytics.errors import CasewatchError
from analytics.exports.reading.scratch import sweep_everywhere

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
for group in (imports, figures, clock, warehouse, demo):
    app.add_typer(group.commands)


def main() -> None:
    """Run a command; a refusal is a sentence on standard error and exit status 1."""
    os.environ.setdefault("PYTHONUTF8", "1")
    try:
        sweep_everywhere()
        app()
    except CasewatchError as error:
        notes.print(str(error), style="red", markup=False)
        sys.exit(1)
    except Exception as error:
        # Where it happened, without what the error says: that may quote a row in clear, and end in a log.
        sys.stderr.write("".join(traceback.format_tb(error.__traceback__)))
        notes.print(f"Unexpected {type(error).__name__}; the figures are as before. Please report the lines above.")
        sys.exit(1)


if __name__ == "__main__":
    main()
