"""Settings of the test suite: the portal's own, on a data folder of its own, untouched by the environment's settings.

But for one: with DATASCORES_DATABASE_URL the suite runs on that PostgreSQL server, in a database that it makes and removes.
"""

import os
import tempfile

_database_url = os.environ.get("DATASCORES_DATABASE_URL", "")
for _name in [name for name in os.environ if name.startswith("DATASCORES_")]:
    del os.environ[_name]
_folder = tempfile.TemporaryDirectory(prefix="datascores-tests-")
os.environ["DATASCORES_DATA"] = _folder.name

from datascores.servers import database_at  # noqa: E402
from datascores.settings import *  # noqa: E402, F403
from datascores.settings import DATA_DIR, STORAGES  # noqa: E402

# not by the environment: a process that a test starts would work in the real database
DATABASES = {"default": database_at(_database_url, DATA_DIR, most_connections=8)}

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests log in often
