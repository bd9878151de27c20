"""Handlers: thin; each is told an action and a turn and returns a screen."""
