# The portal in a container: one image for all its processes (see docker-compose.yml). It writes to /data and /tmp only.
FROM python:3.11-slim
WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY datascores datascores
COPY search search
COPY foi foi
COPY scrapers scrapers
COPY templates templates
COPY static static
COPY manage.py ./
RUN pip install --no-cache-dir --constraint constraints.txt .[scale] \
 && useradd --create-home portal && mkdir /data && chown portal /data
ENV DATASCORES_DATA=/data
USER portal
EXPOSE 8000
