"""What a person can do about her own data in the chat: see what is in force, take it away, erase it, clear the chat."""
