"""Pictures and what OCR reads in them: of files, of pages, of parts of pages."""
