"""The portal as a WSGI application, for waitress, gunicorn or the like."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")
application = get_wsgi_application()
