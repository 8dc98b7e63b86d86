"""Tokens: who may ask more often. A token gives nothing to see that anybody else does not see.

Only a hash is kept, so that whoever reads the database or a copy of it cannot use the tokens in it. A token is 32 random
bytes: one round of SHA-256 is enough, as there is nothing to guess.
"""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.db import models

START = 6  # characters of a token by which its owner knows it again


class Token(models.Model):
    """A token that was given to somebody; deleting the row ends it."""

    name = models.CharField(max_length=200, help_text="Whom it was given to, and for what.")
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    key_start = models.CharField("begins with", max_length=START, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.key_start}…)"

    def make_key(self) -> str:
        """Give the token a new key and return it; it can be read nowhere afterwards. Does not save."""
        key = secrets.token_urlsafe(32)
        self.key_hash, self.key_start = hash_key(key), key[:START]
        return key


def hash_key(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
