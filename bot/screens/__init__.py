"""From guide, person and locale to screens: pure, no Telegram types inside."""
