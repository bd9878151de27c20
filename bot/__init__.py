"""Yoʻldosh: the bot, its authoring tools, and its simulator."""
