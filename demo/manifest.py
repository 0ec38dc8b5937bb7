"""The demo's manifest: which files there are, what is in them, what is wrong in them, and what the figures must be."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What `write_demo` wrote; `folder` is where."""

    folder: Path
    seed: int
    data_date: str
    files: list[dict]  # name, platform, kind, rows (all but the header), rejected and ignored {reason: rows}
    totals: dict
    findings: dict  # key: count, test, keys, and what else helps
    truths: dict

    @property
    def paths(self) -> list[Path]:
        """The files in the order in which they are to be imported."""
        return [self.folder / file["name"] for file in self.files]

    def write(self) -> Path:
        """Writes manifest.json beside the files."""
        content = asdict(self)
        del content["folder"]
        path = self.folder / MANIFEST
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return path


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`, as written. Raises `FileNotFoundError` where there is none."""
    content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Manifest(folder=folder, **content)
