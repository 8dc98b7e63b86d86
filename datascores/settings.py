"""The one settings file. Every environment variable is read in this first screen; the README explains each."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from datascores.environment import Environment, kept_secret
from datascores.operations.logs import FORMS, logging_in
from datascores.servers import broker_at, database_at, search_at, storage_at
from foi.laws.acts import ACTS
from foi.outcomes import REPLIES
from foi.response_types import RESPONSE_TYPES
from foi.states import State

BASE_DIR = Path(__file__).resolve().parent.parent
_environment = Environment(os.environ)

DATA_DIR = _environment.folder("DATA", BASE_DIR / "data")  # all state: database, originals, index, secret
DEBUG = _environment.flag("DEBUG", False)  # tracebacks in the browser; never on a public server
SECRET_KEY = _environment.secret("SECRET_KEY")  # made on first start and kept in DATA when not set
ALLOWED_HOSTS = _environment.hosts("HOSTS", "localhost,127.0.0.1,[::1]")  # names under which the portal answers
ADDRESS = _environment.root("ADDRESS")  # what addresses in files begin with; else the name under which somebody asked
BIND = _environment.address("BIND", "127.0.0.1:8000")  # where `manage.py serve` listens
CONTACT = _environment.text("CONTACT", "")  # an address for corrections, shown in the footer
OCR = _environment.flag("OCR", True)  # whether scans and pictures are read
OCR_TRIES = _environment.number("OCR_TRIES", 3)  # for a page at which OCR is stopped by a limit or a crash
EXTRACT_FILE_MB = _environment.number("EXTRACT_FILE_MB", 200)  # larger files become rows "too large"
EXTRACT_SECONDS = _environment.number("EXTRACT_SECONDS", 60)  # for one file
EXTRACT_MEMORY_MB = _environment.number("EXTRACT_MEMORY_MB", 1024, least=256)  # of the reading process
PAGE_VIEWS_MB = _environment.number("PAGE_VIEWS_MB", 2048)  # pictures of pages that are kept once made
WORK_SECONDS = _environment.number("WORK_SECONDS", 5)  # how long `manage.py work` rests when nothing is due
COLLECT_PRIVATE_HOSTS = _environment.words(
    "COLLECT_PRIVATE_HOSTS", ""
)  # not public, yet `manage.py collect` may ask them
# a draft whose preview changes the tags of more documents than this, in per cent, asks twice before it is published
CURATION_ASK_TWICE_PERCENT = _environment.number("CURATION_ASK_TWICE_PERCENT", 20)
API_REQUESTS = _environment.number("API_REQUESTS", 120)  # a minute from one address, without a token
API_TOKEN_REQUESTS = _environment.number("API_TOKEN_REQUESTS", 1200)  # a minute with one token
LOG_FORM = _environment.choice("LOG_FORM", FORMS)  # plain lines, or one JSON object a line
METRICS = _environment.flag("METRICS", False)  # whether /metrics answers Prometheus; anybody who reaches it may read it
PROXIES = _environment.number("PROXIES", 0, least=0)  # in front; so many tell a client's address truly
# Past one machine; each also as NAME_FILE. See datascores/servers.py for the forms.
DATABASE_URL = _environment.secret("DATABASE_URL")  # postgresql://…; without it SQLite in DATA
DATABASE_CONNECTIONS = _environment.number("DATABASE_CONNECTIONS", 16)  # of PostgreSQL, most of one process
BROKER_URL = broker_at(
    _environment.secret("BROKER_URL")
)  # redis://…; without it `manage.py work` finds what is due by looking
STORAGE_URL = _environment.secret("STORAGE_URL")  # of originals: file:///… or s3://…; without it a folder in DATA
SEARCH_ENGINE = search_at(  # embedded, elasticsearch or opensearch; the latter two are clusters and want the URL
    _environment.text("SEARCH_ENGINE", "embedded"), _environment.secret("SEARCH_URL")
)
SEARCH_SHARDS = _environment.number("SEARCH_SHARDS", 1)  # of a new index on a cluster; it takes effect with a rebuild
SEARCH_REPLICAS = _environment.number("SEARCH_REPLICAS", 0, least=0)  # so many nodes may be lost; likewise
READERS = _environment.number("READERS", os.cpu_count() or 1)  # reading processes of one worker
_environment.refuse_unknown()

# Which steps a document walks through, in order; see datascores/pipeline.py. A room adds a step by its dotted path.
PIPELINE_STEPS = [
    "datascores.corpus.extraction.ExtractStep",
    "datascores.corpus.personal.step.PersonalStep",
    "datascores.corpus.segmenting.SegmentStep",
    "foi.reading.ReadStep",
    "datascores.corpus.describing.steps.DescribeStep",  # date and kind; the matcher uses the date
    "datascores.corpus.matching.MatchStep",
    "datascores.corpus.describing.steps.AttributeStep",
    "datascores.corpus.describing.steps.InheritStep",
    "foi.replies.steps.ReplyStep",
    "foi.belonging.BelongStep",
    "datascores.findings.relating.RelateStep",
    "datascores.corpus.comparing.CompareStep",
    "search.indexing.IndexStep",
    "datascores.corpus.ocr.OcrStep",  # last: what is text already is searchable first
]
# Facets of the search, in the order in which the page shows them. Label kinds named here are indexed as they are.
SEARCH_FACETS = [
    "authority",
    "named",
    "company",
    "system",
    "keyword",
    "asked",
    "source",
    "format",
    "kind",
    "outcome",
    "exemption",
    "response",
    "campaign",
    "law",
    "state",
    "nation",
    "region",
    "year",
]
# The facets whose values come from labels, with the kind of label.
LABEL_FACETS = {
    "authority": "authority",
    "kind": "kind",
    "outcome": "outcome",
    "exemption": "exemption",
    "response": "response type",
    "campaign": "campaign",
    "law": "law",
    "state": "request state",
}
# Kinds of document a person may choose from.
DOCUMENT_KINDS = [
    "foi response letter",
    "internal review",
    "contract/licence",
    "guide",
    "process map",
    "evaluation",
    "training material",
    "screenshots",
    "presentation",
    "risk log",
    "impact assessment",
    "disclosure log",
    "council paper",
    "case note",
    "other",
]

# The facets whose values are words and not slugs, with all that there are: people may write them as slugs.
FACET_WORDS = {
    "kind": DOCUMENT_KINDS,
    "outcome": [*REPLIES],
    "exemption": [act.label(number) for act in ACTS.values() for number in act.sections],
    "response": [*RESPONSE_TYPES],
    "law": [*ACTS],
    "state": [str(state) for state in State],
}

if not SECRET_KEY:
    SECRET_KEY = kept_secret(DATA_DIR / "secret_key")

DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # letters that staff hand in at once

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "simple_history",
    "datascores",
    "datascores.catalogue",
    "datascores.corpus",
    "datascores.findings",
    "datascores.curation",
    "datascores.api",
    "search",
    "foi",
    "scrapers",
]
MIDDLEWARE = [
    *(["django_prometheus.middleware.PrometheusBeforeMiddleware"] if METRICS else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    *(["django_prometheus.middleware.PrometheusAfterMiddleware"] if METRICS else []),
]
ROOT_URLCONF = "datascores.urls"
WSGI_APPLICATION = "datascores.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "datascores.portal.frame.frame",
            ],
        },
    },
]
DATABASES = {"default": database_at(DATABASE_URL, DATA_DIR, DATABASE_CONNECTIONS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INDEX_DIR = DATA_DIR / "index"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "originals": storage_at(STORAGE_URL, DATA_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
CSRF_FAILURE_VIEW = "datascores.portal.refusals.refuse_form"
SESSION_COOKIE_SAMESITE = "Strict"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": ["datascores.api.asking.ByToken"],
    "DEFAULT_THROTTLE_CLASSES": ["datascores.api.asking.Rate"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "datascores.api.asking.AlwaysJson",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "datascores.api.problems.tell_problem",
    "URL_FORMAT_OVERRIDE": None,  # "format" is the format of a document here
    "NUM_PROXIES": PROXIES,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Data Scores",
    "DESCRIPTION": "Documents that show where British public services score, sort and predict people. To read only.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,
    "PREPROCESSING_HOOKS": ["datascores.api.schema.only_ours"],
    "POSTPROCESSING_HOOKS": [],  # choices stand where they are used; names made up for them would change
}
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
LOGGING = logging_in(LOG_FORM)
