"""What an order can be, and what comes to it, in the words of the screen and of refusals."""

from __future__ import annotations

from analytics.errors import N_

EVENT_STATES = ("sent", "received", "answered", "returned", "extended", "accepted", "withdrawn", "superseded")
"""The states that events bring an order to after its signature."""
WORDS = {
    "signed": N_("signed"),
    "sent": N_("sent"),
    "received": N_("signed for"),
    "attempted": N_("urged"),
    "answered": N_("answered"),
    "returned": N_("returned, to be redone"),
    "extended": N_("extended"),
    "accepted": N_("accepted, closed"),
    "withdrawn": N_("withdrawn, void"),
    "superseded": N_("superseded"),
}
"""How the screen and refusals call what comes to an order, and the state that it is in then."""
STATES = ("draft", "signed", *EVENT_STATES)
"""What a draft or an order can be."""
ENDED = ("accepted", "withdrawn", "superseded")
"""The states in which nothing is owed any more."""
