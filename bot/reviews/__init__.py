"""The interim review from several sides: planned, asked, laid side by side, and closed with a result."""
