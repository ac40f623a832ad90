"""Settings of the bench: those of the tests, with a Redis, and leave to ask this machine."""

import os

from difi_sosial.core.embedded import socket_folder
from difi_sosial.core.servers import Redis
from tests.settings import *  # noqa: F403
from tests.settings import TEST_FOLDER

REDIS = Redis(TEST_FOLDER, socket_folder(TEST_FOLDER))
REDIS_URL = REDIS.address
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "bench",
    }
}
CELERY_BROKER_URL = REDIS_URL.replace("unix:", "redis+socket:").replace("?db=", "?virtual_host=")
DATABASES["default"]["CONN_MAX_AGE"] = 600  # noqa: F405
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
PORT = int(os.environ.get("BENCH_PORT", "8899"))
HTTP_ALLOWED_PRIVATE = [
    f"127.0.{part}.{last}:{PORT}" for part in range(4) for last in range(1, 251)
]
DEMO = True  # a portal in use may not be allowed to ask itself
