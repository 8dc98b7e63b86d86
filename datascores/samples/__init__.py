"""The sample corpus: documents written by the project, and the catalogue of the invented bodies they come from.

Replies come from invented bodies and bear the mark SAMPLE; case notes state public facts about real bodies in our own
words, with their source. Files lie in `files/`, their texts in `texts/`, what each file is in `manifest.csv`.
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FILES = FOLDER / "files"
CATALOGUE = FOLDER / "catalogue"
MANIFEST = FOLDER / "manifest.csv"
MARK = "SAMPLE – invented for demonstration"
