"""Offers of work: what stands in one, held against the registers. Nothing of it is kept."""
