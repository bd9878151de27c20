"""Files to checked, typed entries, and entries to a release in the database."""
