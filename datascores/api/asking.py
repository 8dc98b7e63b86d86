"""Who asks, and how often they may: anybody up to a rate, whoever sends a token up to a higher one.

A token is sent as "Authorization: Bearer …". One that is not known is refused, rather than taken for nobody's: whoever
sends it would wonder why they are slowed. Rates are of one process; requests without a token are counted by address.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.throttling import SimpleRateThrottle

from datascores.api.models import Token, hash_key

SCHEME = "bearer"


class ByToken(BaseAuthentication):
    """Nobody is logged in: the session of a browser counts for nothing here."""

    def authenticate(self, request) -> tuple[AnonymousUser, Token] | None:
        header = request.META.get("HTTP_AUTHORIZATION", "").split()
        if not header or header[0].lower() != SCHEME:
            return None
        token = Token.objects.filter(key_hash=hash_key(header[1])).first() if len(header) == 2 else None
        if token is None:
            raise AuthenticationFailed(
                "This token is not known; it may have been withdrawn. Without one you may ask too."
            )
        return AnonymousUser(), token

    def authenticate_header(self, request) -> str:
        return "Bearer"


class Rate(SimpleRateThrottle):
    """So many requests a minute; ``settings.API_REQUESTS`` without a token, ``settings.API_TOKEN_REQUESTS`` with one."""

    scope = "api"

    def __init__(self) -> None:
        """Rates are known only with the request."""

    def allow_request(self, request, view) -> bool:
        self.num_requests = settings.API_TOKEN_REQUESTS if request.auth else settings.API_REQUESTS
        self.duration = 60
        self.rate = f"{self.num_requests}/min"
        return super().allow_request(request, view)

    def get_cache_key(self, request, view) -> str:
        ident = f"token-{request.auth.pk}" if request.auth else self.get_ident(request)
        return f"api-rate-{ident}"


class AlwaysJson(BaseContentNegotiation):
    """The answer is JSON whatever a client says it accepts; an error page in its place would help nobody."""

    def select_parser(self, request, parsers):
        return parsers[0] if parsers else None

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
