"""The quote check as a page and as JSON: whether a quoted sentence stands in the documents held here, where and whose it is.

Only GET, so that an answer has an address.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datascores.corpus.permanent import root_for
from search.engine.port import EngineUnavailable
from search.index import open_engine
from search.quoting.checking import Checked, Place, check_quote
from search.quoting.comparing import FEWEST_WORDS, LONGEST, LONGEST_GAP
from search.refusing import tell_unanswered


@require_safe
def quote_check(request: HttpRequest) -> HttpResponseBase:
    """The form, and with ``?quote=`` the answer; 422 where the quote cannot be looked up."""
    quote = _read_quote(request)
    try:
        checked = check_quote(quote, open_engine()) if quote else None
    except EngineUnavailable as error:
        return tell_unanswered(request, error, quote)
    limits = {"longest": LONGEST, "longest_gap": LONGEST_GAP, "fewest": FEWEST_WORDS}
    context = {"quote": quote[:LONGEST], "checked": checked, **limits}
    return render(request, "search/quote_check.html", context, status=422 if checked and checked.problem else 200)


@require_safe
def quote_check_json(request: HttpRequest) -> HttpResponse:
    """The answer for programs: ``verdict``, ``stands``, ``places``, ``nearest``, or ``error``.

    ``stands`` alone does not say that nothing was left out: ``verdict`` does.
    """
    try:
        checked = check_quote(_read_quote(request), open_engine())
    except EngineUnavailable as error:
        return tell_unanswered(request, error)
    if checked.problem:
        return JsonResponse({"error": checked.problem}, status=422)
    return JsonResponse(as_json(checked, root_for(request)))


def as_json(checked: Checked, root: str) -> dict[str, Any]:
    nearest = [
        {
            **_place_as_json(near.place, root),
            "likeness": round(near.likeness, 3),
            "differs_only_in_hyphens": near.differs_in_hyphens,
            "differences": [
                {"same": part.same} if part.same else {"document": part.there, "quote": part.quoted}
                for part in near.parts
            ],
        }
        for near in checked.nearest
    ]
    return {
        "quote": checked.quote,
        "stands": checked.stands,
        "verdict": checked.verdict,
        "only_in_questions": checked.is_only_asked,
        "sentence_always_says_more": checked.is_always_less,
        "always_leaves_words_out": checked.always_leaves_out,
        "left_out_may_always_turn_meaning": checked.may_always_be_turned,
        "places": [_place_as_json(place, root) for place in checked.places],
        "places_left_out": checked.places_left_out,
        "documents_not_looked_into": checked.more,
        "nearest": nearest,
    }


def _place_as_json(place: Place, root: str) -> dict[str, Any]:
    return {
        "sha256": place.sha256,
        "title": place.title,
        "page": place.page,
        "place": place.place,
        "words": place.words,
        "sentence": place.around.words,
        "sentence_parts": [{"text": piece.text, "is_quoted": piece.is_mark} for piece in place.around.pieces],
        "begins_inside_sentence": place.around.begins_inside,
        "ends_inside_sentence": place.around.ends_inside,
        "note": place.around.note,
        "goes_on_next_page": place.goes_on,
        "left_out": [
            {"words": omission.words, "warnings": list(omission.warnings)} for omission in place.around.omissions
        ],
        "left_out_may_turn_meaning": place.may_be_turned,
        "written_otherwise": [{"document": one.there, "quote": one.quoted, "why": one.why} for one in place.told],
        "whose": list(place.whose),
        "url": root + place.url,
    }


def _read_quote(request: HttpRequest) -> str:
    return request.GET.get("quote", "").encode("utf-8", "ignore").decode().replace("\0", "").strip("\ufffd \t\r\n")
