"""Telegram: updates in, screens out. The only place that knows the Bot API."""
