"""The entry of a WSGI server: `gunicorn hoangmai_party.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoangmai_party.settings")

application = get_wsgi_application()
