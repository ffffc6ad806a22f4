"""What runs inside Django: the scratch register and the measuring."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoangmai_party.settings")
django.setup()
