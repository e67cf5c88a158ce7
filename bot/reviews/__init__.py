"""The interim review from several sides: planned, asked, laid side by side for the meeting, and closed with a result."""
