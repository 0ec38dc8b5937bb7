"""The command line: every job that a page can do, a script can do.

Exit status: 0 done, 1 the input was refused, 2 wrong usage. `--format json` prints a list of records and nothing else
on standard output.
"""

from __future__ import annotations

import io
import os
import sys

import typer

from analytics.commands import (
    assess,
    bulletins,
    clock,
    demo,
    figures,
    imports,
    orders,
    ratings,
    register,
    reminders,
    review,
    template,
    warehouse,
)
from analytics.commands.printing import say, warehouse_in_use
from analytics.exports.reading.scratch import sweep_everywhere
from analytics.failures import refusal

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # a wrong usage is a sentence on a line, not a box with broken lines
    help=__doc__,
)
for group in (
    imports,
    template,
    figures,
    clock,
    warehouse,
    reminders,
    orders,
    bulletins,
    assess,
    ratings,
    review,
    register,
    demo,
):
    app.add_typer(group.commands)


def main() -> None:
    """Run a command; whatever cannot be done is a sentence on standard error and exit status 1."""
    os.environ.setdefault("PYTHONUTF8", "1")
    _open_streams()
    try:
        sweep_everywhere()
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()  # whoever read has what was wanted, as with `| head`
        sys.exit(1)
    except Exception as error:
        say(refusal(error, warehouse_in_use()), "red")
        if isinstance(error, OSError):
            _let_go_of_output()
        sys.exit(1)


def _open_streams() -> None:
    """Streams that take any text; one that was closed before the start goes nowhere, so that no file takes its place."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process lives
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """What is still to be written is dropped: Python would complain of it once more at its end."""
    if sys.stdout is sys.__stdout__ and isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
