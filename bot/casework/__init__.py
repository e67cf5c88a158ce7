"""Cases in the chat: made, filled with people, led through their phases, handed over and left."""
