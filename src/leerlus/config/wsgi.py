"""The door for the web server: `gunicorn leerlus.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.config.settings")

application = get_wsgi_application()
