"""The published release in memory. Pure: no I/O, no clock."""
