"""The web server's way in."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "difi_sosial.settings")

application = get_wsgi_application()
# Every view is read now and not when the first visitor comes. With `gunicorn --preload` this is
# done once, and what is frozen stays one copy in memory for all workers.
get_resolver().url_patterns  # noqa: B018 - reading it is what loads it
gc.freeze()
