"""Pages and endpoints: the webhook, the demo's chat page."""
