"""What can go wrong, one class per thing that a caller can handle, all under one root.

A message is a template in plain English with its details beside it, so that the
interface can translate the template and the details stay as they are.
"""


def N_(text: str) -> str:
    """Mark `text` for translation without translating it now."""
    return text


class Word(str):
    """A detail that is a word of ours and no data: the interface says it in its language."""


class CasewatchError(Exception):
    """The root of all refusals: what is wrong, where, and what to do.

    `mend` is the way out where it is the same for all errors of a class, a template with the same details.
    """

    mend = ""

    def __init__(self, template: str, /, **details: object) -> None:
        self.template = template
        self.details = details
        texts = filter(None, (template, self.mend))
        super().__init__(" ".join(text.format(**details) if details else text for text in texts))


class SettingsError(CasewatchError):
    """settings.toml or a mapping file does not hold what it should."""


class ExportRefused(CasewatchError):
    """A file cannot be imported as a whole; the warehouse is as before."""


class ExportUnfinished(ExportRefused):
    """A file was written to while it was read."""


class CalendarRangeError(CasewatchError):
    """A day lies outside the years that the working-day calendar covers."""


class WarehouseBusy(CasewatchError):
    """Another import is being written and did not finish in time."""


class DiskFull(CasewatchError):
    """The disk takes no more; the warehouse is as before."""


class SystemRefused(CasewatchError):
    """The system does not give or take a file: it is missing, a folder, too long a name, without the right."""


class OutOfMemory(CasewatchError):
    """There is not enough memory for what was asked."""


class ChildEnded(CasewatchError):
    """A process that was started for a job ended without an answer."""


class Unexpected(CasewatchError):
    """Something that nobody foresaw; where it happened stands in a log."""


class InboxMissing(CasewatchError):
    """The folder whose files are to be imported does not exist."""


class EmptyWarehouse(CasewatchError):
    """Nothing has been imported yet."""


class NothingKnown(CasewatchError):
    """No export was known on the day that was asked for."""


class SnapshotBroken(CasewatchError):
    """The published snapshot cannot be read; the imports, from which another can be built, are not concerned."""


class ChecksFailed(CasewatchError):
    """What was derived breaks a rule; nothing was published and the last figures stay."""


class ImportDamaged(CasewatchError):
    """What the warehouse keeps of an import is not as it was written. Its details name `import_id` and `folder`."""

    mend = N_(
        "Put imports/{folder} back from a backup, or import its export again, or go on without it: "
        "python -m analytics settle {import_id}"
    )


class WarehouseDamaged(CasewatchError):
    """The warehouse as a whole cannot go on as it is; what was published stays."""


class BackupRefused(CasewatchError):
    """A backup cannot be written or restored; the warehouse is as before."""


class RegisterRefused(CasewatchError):
    """The register cannot be opened, written, exported or imported; nothing was written."""


class UnknownImport(CasewatchError):
    """No import has this id."""


class ScopeError(CasewatchError):
    """The selection cannot be applied: an unknown figure, a period that ends before it starts."""


class HeaderRefused(ScopeError):
    """The header of a figure's file lacks a part or has a wrong one; the other figures go on."""


class FigureFailed(CasewatchError):
    """A figure's query did not run."""
