"""The course of a case in the chat: its hours and frame, its turning points, and pictures of it."""
