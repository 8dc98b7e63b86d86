"""Typed reading of DATASCORES_* variables.

Each variable is read once, by name, with a type and a default that works. A value that is not of its type, and a
DATASCORES_* variable that nobody reads (a typing error, most likely), are errors that name the variable: a portal that
silently ran on a default instead of what was asked would be worse than one that does not start.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PREFIX = "DATASCORES_"
TRUE = {"1", "yes", "true", "on"}
FALSE = {"0", "no", "false", "off"}


class Environment:
    """One reader over a mapping such as os.environ; remembers which names were read."""

    def __init__(self, variables: Mapping[str, str]):
        self._variables = variables
        self._read: set[str] = set()

    def text(self, name: str, default: str) -> str:
        self._read.add(PREFIX + name)
        return self._variables.get(PREFIX + name, default)

    def secret(self, name: str, default: str = "") -> str:
        """As ``text``, or the first line of the file that NAME_FILE names, so that no list of processes shows it."""
        value, file = self.text(name, ""), self.text(f"{name}_FILE", "")
        if value and file:
            raise ImproperlyConfigured(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set: one of them is too much.")
        if not file:
            return value or default
        try:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{PREFIX}{name}_FILE={file} cannot be read: {error}") from error
        if not lines or not lines[0].strip():
            raise ImproperlyConfigured(f"{PREFIX}{name}_FILE={file} has no first line.")
        return lines[0].strip()

    def path(self, name: str, default: Path) -> Path:
        value = self.text(name, "")
        return Path(value).expanduser().resolve() if value else default

    def folder(self, name: str, default: Path) -> Path:
        """A folder that exists or can be made."""
        folder = self.path(name, default)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(f"{PREFIX}{name}={folder} cannot be a folder: {error.strerror}.") from error
        return folder

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name, "yes" if default else "no").strip().lower()
        if value in TRUE | FALSE:
            return value in TRUE
        raise ImproperlyConfigured(f"{PREFIX}{name} must be yes or no, not {value!r}.")

    def number(self, name: str, default: int, least: int = 1) -> int:
        value = self.text(name, str(default))
        try:
            number = int(value)
        except ValueError:
            raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number, not {value!r}.") from None
        if number < least:
            raise ImproperlyConfigured(f"{PREFIX}{name} must be {least} or more, not {number}.")
        return number

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of the choices, the first if nothing is set."""
        value = self.text(name, choices[0])
        if value not in choices:
            raise ImproperlyConfigured(f"{PREFIX}{name} must be {' or '.join(choices)}, not {value!r}.")
        return value

    def root(self, name: str) -> str:
        """The scheme and host of a site, without a slash at the end; empty if nothing is set."""
        value = self.text(name, "")
        if value and not re.fullmatch(r"https?://[\w.-]+(?::\d{1,5})?/?", value):
            raise ImproperlyConfigured(f"{PREFIX}{name} must be of the form https://HOST, not {value!r}.")
        return value.rstrip("/")

    def words(self, name: str, default: str) -> list[str]:
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def hosts(self, name: str, default: str) -> list[str]:
        """Names of hosts, without scheme, port or path; at least one."""
        hosts = self.words(name, default)
        wrong = [host for host in hosts if not re.fullmatch(r"\*|\.?[\w.-]+|\[[0-9a-fA-F:.]+\]", host)]
        if wrong or not hosts:
            raise ImproperlyConfigured(
                f"{PREFIX}{name} must be names of hosts with commas between, not {wrong or 'none'}."
            )
        return hosts

    def address(self, name: str, default: str) -> tuple[str, int]:
        """A HOST:PORT pair; an IPv6 host stands in brackets."""
        value = self.text(name, default)
        host, _, port = value.rpartition(":")
        if not host or not (port.isascii() and port.isdecimal()) or not 0 < int(port) < 65536:
            raise ImproperlyConfigured(f"{PREFIX}{name} must be HOST:PORT, not {value!r}.")
        return host.strip("[]"), int(port)

    def refuse_unknown(self) -> None:
        """Raise ImproperlyConfigured if a DATASCORES_* variable is set that nothing read."""
        unknown = sorted(name for name in self._variables if name.startswith(PREFIX) and name not in self._read)
        if unknown:
            raise ImproperlyConfigured(
                f"Unknown setting {', '.join(unknown)}. Known settings: {', '.join(sorted(self._read))}."
            )


def kept_secret(path: Path) -> str:
    """The secret in a file, made when it is not there; processes that start at once agree on one."""
    if not path.exists() or not path.read_text():
        path.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:  # readable by its owner alone
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)  # whole or not at all, and never over another process's
        Path(file.name).unlink()
    return path.read_text()
