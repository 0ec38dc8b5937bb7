"""What chance explains and what it does not: funnel, XmR, attention."""
