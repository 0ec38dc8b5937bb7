"""The blocks of the agenda, a file each: what they show is read from figures, never counted anew."""
