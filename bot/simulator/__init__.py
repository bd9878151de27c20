"""A strict local Bot API server. It imports nothing of ours: it is the judge."""
