"""Review: the weekly meeting from last week's promises to its decisions, block by block, and what closed ones saw."""

from ui.review.blocks import open_block
from ui.review.closed import closed_note, closing
from ui.review.deciding import DONE
from ui.review.shown_blocks import changes, decisions, exceptions, promises
from ui.review.six import six
from ui.review.week_bar import MEETING
from ui.shell.frame import enter
from ui.shell.pressing import say_done

DRAWN = {"promises": promises, "changes": changes, "standing": six, "exceptions": exceptions, "decisions": decisions}

enter(MEETING)
closed_note()
block = open_block()
say_done(DONE)
DRAWN[block.key](block)
if block.key == "decisions":
    closing()
