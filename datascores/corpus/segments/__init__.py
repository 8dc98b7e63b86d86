"""Who speaks: pages cut into the body's own words, the quoted request, standard wording and quoted mail headers.

Rules hold for letters that answer a request for information; every other document is its maker's own words throughout.
Pure: texts in, spans out.
"""

from datascores.corpus.segments.cutting import SEGMENT_VERSION, Span, cut_segments

__all__ = ["SEGMENT_VERSION", "Span", "cut_segments"]
