"""Reports: released statements become a frozen view, and that becomes HTML, PDF, DOCX or text."""
