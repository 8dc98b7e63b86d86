"""Spreadsheets of four kinds: cells with their places, notes and headers, and which of them are not seen."""
