"""Rooms: releasing answers and taking them back, the team view, the agenda, and what is shared with the coachee."""
