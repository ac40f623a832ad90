"""Settings of the tests: the portal's own, on a PostgreSQL that `tests/conftest.py` starts.

Its address is known before it runs, so type checks can read these settings and start nothing.
"""

import os
import tempfile
from pathlib import Path

from difi_sosial.core.embedded import socket_folder
from difi_sosial.core.servers import Postgres

# Whether somebody above us made the folder, and will take it away.
IS_GUEST = "DIFI_SOSIAL_TEST_FOLDER" in os.environ
# Workers of one test run inherit this, so they share one cluster.
TEST_FOLDER = Path(
    os.environ.setdefault(
        "DIFI_SOSIAL_TEST_FOLDER", f"{tempfile.gettempdir()}/difi-sosial-test-{os.getpid()}"
    )
)
CLUSTER = Postgres(TEST_FOLDER, socket_folder(TEST_FOLDER), durable=False)

# The machine's own settings must not leak into the tests.
for name in ("DEMO", "DEBUG", "SITE_URL", "ALLOWED_HOSTS", "REDIS_URL", "EMAIL_HOST", "LOG_LEVEL"):
    os.environ.pop(name, None)
os.environ.update(
    DATA_DIR=str(TEST_FOLDER),
    DATABASE_URL=CLUSTER.address,
    SECRET_KEY="a key for tests only",
    ENCRYPTION_KEY="another key for tests only",
    MFA_REQUIRED="false",
)
SHARED_SCHEMAS = Path(__file__).resolve().parents[2] / "shared" / "noark5"
if "NOARK5_SCHEMAS" not in os.environ and SHARED_SCHEMAS.is_dir():
    os.environ["NOARK5_SCHEMAS"] = str(SHARED_SCHEMAS)

from difi_sosial.settings import *  # noqa: E402, F403
from difi_sosial.settings import NODE_MODULES, STATICFILES_DIRS  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The judge of the browser tests, served like any script of ours.
STATICFILES_DIRS += [("axe", NODE_MODULES / "axe-core")]
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
