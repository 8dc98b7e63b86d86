"""PDF: pages, notes, attachments, layers, and the words on a page that nobody sees."""
