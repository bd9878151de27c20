"""The words that authoring writes and the guide reads: frozen entries, no I/O."""
