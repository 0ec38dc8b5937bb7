"""A document as a PDF, where LibreOffice is there. The document itself needs no LibreOffice: an office has Word."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from analytics.documents.official import FONTS
from analytics.errors import N_, CasewatchError

_SECONDS = 180
_SUBSTITUTES = {
    "title": ("Noto Serif CJK SC", "Source Han Serif SC"),
    "body": ("FandolFang", "Noto Serif CJK SC"),
    "heading": ("Noto Sans CJK SC", "Source Han Sans SC"),
    "second": ("AR PL KaitiM GB", "Noto Serif CJK SC"),
    "number": ("Noto Serif CJK SC", "Source Han Serif SC"),
}
"""What stands in for the standard's fonts in a PDF that is made where they are missing. A DOCX never names them."""


class NoPdf(CasewatchError):
    """No PDF can be made here; the document itself can."""


def can_make_pdf() -> bool:
    """Whether LibreOffice is installed."""
    return _office() is not None


def pdf_of(document: bytes) -> bytes:
    """The PDF of a DOCX. Raises `NoPdf` where LibreOffice is missing or does not end."""
    office = _office()
    if office is None:
        raise NoPdf(
            N_("There is no LibreOffice here that could make a PDF. Export the order as .docx and print it from Word.")
        )
    with tempfile.TemporaryDirectory(prefix="casewatch-pdf-") as name:
        folder = Path(name)
        (folder / "document.docx").write_bytes(document)
        (folder / "fonts.conf").write_text(_fonts(), encoding="utf-8")
        command = [office, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "document.docx")]
        try:
            ended = subprocess.run(
                command,
                env={
                    "PATH": "/usr/bin:/bin",
                    "HOME": name,
                    "FONTCONFIG_FILE": str(folder / "fonts.conf"),
                    "LANG": "C.UTF-8",
                },
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NoPdf(
                N_("LibreOffice did not end within {seconds} s. Export the order as .docx and print it from Word."),
                seconds=_SECONDS,
            ) from error
        made = folder / "document.pdf"
        if not made.exists():
            said = ended.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NoPdf(
                N_("LibreOffice made no PDF: {said}. Export the order as .docx and print it from Word."),
                said=said[-1] if said else f"exit status {ended.returncode}",
            )
        return made.read_bytes()


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _fonts() -> str:
    """A configuration of fonts that names the substitutes, beside that of the system."""
    aliases = "".join(
        f'<match target="pattern"><test qual="any" name="family"><string>{FONTS[use]}</string></test>'
        + "".join(f'<edit name="family" mode="append" binding="same"><string>{name}</string></edit>' for name in names)
        + "</match>"
        for use, names in _SUBSTITUTES.items()
    )
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    return f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{aliases}{system}</fontconfig>'
