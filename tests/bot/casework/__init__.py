"""Cases in the chat, with several people who talk to the bot side by side."""
