"""The course of a case in the chat: hours, frame, turning points, pictures."""
