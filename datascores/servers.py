"""What the addresses of a database, a broker, a store of originals and a search engine mean for Django.

Each is one variable of the environment: a URL, with user and password in it. Without it the portal is on its own: SQLite,
the worker of ``manage.py work``, a folder. A URL that cannot be meant raises ImproperlyConfigured, which names the variable
and never tells the password.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# what a database's URL may add after "?", of the parameters that PostgreSQL's own library knows
_DATABASE_EXTRAS = {
    "host",  # a folder of the server's socket
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "application_name",
    "target_session_attrs",
}
_DATABASE_FORM = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
_BROKER_FORM = "redis://:PASSWORD@HOST:PORT/NUMBER"
_STORAGE_FORM = "file:///FOLDER or s3://BUCKET/PREFIX?endpoint=URL"
_SEARCH_FORM = "https://USER:PASSWORD@HOST:PORT/NAME?ca_file=FILE"
_ENGINES = ("embedded", "elasticsearch", "opensearch")
_STORAGE_EXTRAS = {"endpoint", "region"}
_FILES = "django.core.files.storage.FileSystemStorage"


def database_at(url: str, data: Path, most_connections: int) -> dict[str, Any]:
    """The default database: SQLite in the data folder, or what the URL names, with a pool of connections."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "datascores.sqlite3",
            "OPTIONS": {
                # IMMEDIATE: a writer waits its turn at the start instead of failing half way through.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
            },
        }
    parts, extras = _split(url, "DATABASE_URL", ("postgresql", "postgres"), _DATABASE_FORM, _DATABASE_EXTRAS)
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise _wrong("DATABASE_URL", "names no database", _DATABASE_FORM)
    if not parts.hostname and "host" not in extras:
        raise _wrong("DATABASE_URL", "names no host", _DATABASE_FORM)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": extras.pop("host", "") or parts.hostname or "",
        "PORT": _port_of(parts, "DATABASE_URL", _DATABASE_FORM) or "",
        "CONN_HEALTH_CHECKS": True,  # a connection from before the server was restarted is made anew
        "OPTIONS": {
            "connect_timeout": 10,
            "application_name": "datascores",
            # what is due is found by long queries of many small parts; to compile them takes longer than to run them
            "options": "-c jit=off",
            **extras,
            "pool": {"min_size": 0, "max_size": most_connections, "timeout": 10},
        },
    }


def broker_at(url: str) -> str:
    """The broker's URL as Celery wants it; empty where there is none."""
    if url:
        parts, extras = _split(url, "BROKER_URL", ("redis", "rediss"), _BROKER_FORM, {"ssl_cert_reqs", "ssl_ca_certs"})
        _port_of(parts, "BROKER_URL", _BROKER_FORM)
        number = parts.path.lstrip("/")
        if not parts.hostname or (number and not number.isdecimal()):
            raise _wrong("BROKER_URL", "names no host, or a database that is no number", _BROKER_FORM)
        if parts.scheme == "rediss" and "ssl_cert_reqs" not in extras:
            return f"{url}{'&' if parts.query else '?'}ssl_cert_reqs=required"
    return url


def storage_at(url: str, data: Path) -> dict[str, Any]:
    """The store of originals: a folder, below the data folder unless the URL names one, or an S3-compatible bucket.

    The keys of the bucket are read where boto3 reads them (AWS_ACCESS_KEY_ID, ~/.aws, the machine's role) or from the URL.
    """
    if not url:
        return {"BACKEND": _FILES, "OPTIONS": {"location": data / "originals", "base_url": None}}
    parts, extras = _split(url, "STORAGE_URL", ("file", "s3"), _STORAGE_FORM, _STORAGE_EXTRAS)
    if parts.scheme == "file":
        if parts.netloc or not parts.path.strip("/") or extras:
            raise _wrong("STORAGE_URL", "names no folder of this machine", _STORAGE_FORM)
        return {"BACKEND": _FILES, "OPTIONS": {"location": unquote(parts.path), "base_url": None}}
    bucket = parts.hostname
    if not bucket or parts.port:
        raise _wrong("STORAGE_URL", "names no bucket", _STORAGE_FORM)
    if not extras.get("endpoint", "https://").startswith(("http://", "https://")):
        raise _wrong("STORAGE_URL", "has an endpoint that is no URL", _STORAGE_FORM)
    keys = {"access_key": unquote(parts.username or "") or None, "secret_key": unquote(parts.password or "") or None}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            **{name: value for name, value in keys.items() if value},
            "bucket_name": bucket,
            "location": parts.path.strip("/"),
            "endpoint_url": extras.get("endpoint"),
            "region_name": extras.get("region"),
            "addressing_style": "path" if extras.get("endpoint") else None,
            "signature_version": "s3v4",
            "default_acl": None,
            "file_overwrite": True,  # a name is the hash of the bytes: a second writer writes the same
            "querystring_auth": False,
            "max_memory_size": 8 * 1024 * 1024,  # of a file that is read; what is more waits on the disk
        },
    }


def _split(
    url: str, name: str, schemes: tuple[str, ...], form: str, known: set[str]
) -> tuple[SplitResult, dict[str, str]]:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _wrong(name, "is no URL", form) from None
    if parts.scheme not in schemes or not url.startswith(f"{parts.scheme}://"):
        raise _wrong(name, f"does not begin with {' or '.join(f'{scheme}://' for scheme in schemes)}", form)
    extras = dict(parse_qsl(parts.query))
    if unknown := sorted(extras.keys() - known):
        raise _wrong(name, f"sets {', '.join(unknown)}, where {', '.join(sorted(known))} are known", form)
    if parts.fragment:
        raise _wrong(name, "has a # that is not written %23", form)
    return parts, extras


def _port_of(parts: SplitResult, name: str, form: str) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise _wrong(name, "has a port that is no number up to 65535", form) from None


def _wrong(name: str, what: str, form: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"DATASCORES_{name} {what}. It must be of the form {form}; signs such as @ / # as %XX.")


def search_at(kind: str, url: str) -> dict[str, Any]:
    """The search engine: its kind, and for a cluster where it is, who comes in and how the names of its indices begin."""
    if kind not in _ENGINES:
        raise ImproperlyConfigured(f"DATASCORES_SEARCH_ENGINE must be one of {', '.join(_ENGINES)}, not {kind!r}.")
    if kind == "embedded":
        if url:
            raise ImproperlyConfigured("DATASCORES_SEARCH_URL is set, but DATASCORES_SEARCH_ENGINE is embedded.")
        return {"kind": kind}
    if not url:
        raise ImproperlyConfigured(f"DATASCORES_SEARCH_ENGINE={kind} wants DATASCORES_SEARCH_URL: {_SEARCH_FORM}.")
    parts, extras = _split(url, "SEARCH_URL", ("http", "https"), _SEARCH_FORM, {"ca_file"})
    port = _port_of(parts, "SEARCH_URL", _SEARCH_FORM) or {"http": 9200, "https": 443}[parts.scheme]
    name = unquote(parts.path.strip("/")) or "datascores"
    if not parts.hostname:
        raise _wrong("SEARCH_URL", "names no host", _SEARCH_FORM)
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name):
        raise _wrong("SEARCH_URL", "has a NAME that is not of up to 40 small letters, digits and _", _SEARCH_FORM)
    ca_file = extras.get("ca_file", "")
    if ca_file and (parts.scheme == "http" or not Path(ca_file).is_file()):
        raise _wrong("SEARCH_URL", "has a ca_file that is not there, or no https to use it for", _SEARCH_FORM)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return {
        "kind": kind,
        "url": f"{parts.scheme}://{host}:{port}",
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ca_file": ca_file,
        "name": name,
    }
