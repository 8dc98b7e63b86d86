"""Settings of the test suite: the portal's own, on a data folder of its own, untouched by the environment's settings."""

import os
import tempfile

for _name in [name for name in os.environ if name.startswith("DATASCORES_")]:
    del os.environ[_name]
_folder = tempfile.TemporaryDirectory(prefix="datascores-tests-")
os.environ["DATASCORES_DATA"] = _folder.name

from datascores.settings import *  # noqa: E402, F403
from datascores.settings import STORAGES  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests log in often
