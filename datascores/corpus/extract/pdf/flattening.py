"""Making the notes and form fields of a PDF page part of it, so that their words are read and what they cover is known."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium


def has_notes(page: pypdfium2.PdfPage) -> bool:
    """Whether form fields or notes may say or cover something; mere links and pop-ups do not."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        is_bare = kind in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_UNKNOWN) and not pdfium.FPDFAnnot_HasKey(
            annotation, b"AP"
        )
        pdfium.FPDFPage_CloseAnnot(annotation)
        if not is_bare and kind != pdfium.FPDF_ANNOT_POPUP:
            return True
    return False


def flatten(page: pypdfium2.PdfPage) -> None:
    """Paint the notes as the last things of the page. It is to be loaded again afterwards."""
    _draw_notes(page)
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)  # pypdfium2's refuses files without form fields


def _draw_notes(page: pypdfium2.PdfPage) -> None:
    """Have pdfium make the look of the notes that bring none of their own, or flattening would drop them and what they cover.

    Rendering does it as a side effect, at whatever size. Sticky notes without a look go first: pdfium's sign for them lies
    over letters on no paper.
    """
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        is_sign = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_TEXT and not pdfium.FPDFAnnot_HasKey(
            annotation, b"AP"
        )
        pdfium.FPDFPage_CloseAnnot(annotation)
        if is_sign:
            pdfium.FPDFPage_RemoveAnnot(page, index)
    bitmap = pypdfium2.PdfBitmap.new_native(1, 1, pdfium.FPDFBitmap_BGR)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, pdfium.FPDF_ANNOT)
    bitmap.close()
