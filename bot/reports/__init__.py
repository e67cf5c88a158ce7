"""Reports: a frozen view of released statements becomes HTML, PDF, DOCX or text. Nothing here reads the storage."""
