"""What an import tells while it runs: the step it is at, and the share that is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Step = Literal["waiting", "looking", "reading", "publishing", "done"]
"""Waiting for another import, looking at the file, reading its rows, publishing the figures, done."""
Progress = Callable[[Step, float], None]
"""Hears the step and the share that is done, from 0 to 1."""
