"""The networks. Each channel knows one of them, and nothing of dialogs or storage."""
