"""Originals in an S3-compatible bucket, against a real server of that protocol."""

from __future__ import annotations

import hashlib
import io

import pytest

from datascores.corpus import originals
from datascores.servers import storage_at
from tests.servers.bucket import BUCKET, BucketServer

CONTENT = b"a letter " * 3_000_000  # 27 MB: more than is sent or held at once


@pytest.fixture(scope="module")
def server():
    with BucketServer() as server:
        yield server


@pytest.fixture
def bucket(server, settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "originals": storage_at(server.url, tmp_path)}
    return server


def stored_key(content: bytes) -> str:
    return originals.store(io.BytesIO(content)).key


def test_an_original_goes_into_the_bucket_and_comes_back_whole(bucket):
    stored = originals.store(io.BytesIO(CONTENT))
    assert (stored.sha256, stored.size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    assert [row["Key"] for row in bucket.client.list_objects_v2(Bucket=BUCKET)["Contents"]] == [f"kept/{stored.key}"]
    with originals.local_path(stored.key) as path:
        assert path.read_bytes() == CONTENT
    assert not path.exists()


def test_the_same_bytes_again_are_left_alone(bucket):
    key = stored_key(b"one letter")
    before = bucket.client.head_object(Bucket=BUCKET, Key=f"kept/{key}")["LastModified"]
    assert stored_key(b"one letter") == key
    assert bucket.client.head_object(Bucket=BUCKET, Key=f"kept/{key}")["LastModified"] == before


def test_a_damaged_original_is_told_when_it_is_read_and_replaced_when_it_comes_again(bucket):
    key = stored_key(b"a good letter")
    bucket.client.put_object(Bucket=BUCKET, Key=f"kept/{key}", Body=b"a bad letter")
    with pytest.raises(originals.DamagedOriginal, match="damaged"), originals.local_path(key):
        pass
    stored_key(b"a good letter")
    with originals.local_path(key) as path:
        assert path.read_bytes() == b"a good letter"


def test_an_original_that_the_bucket_lacks_is_not_found(bucket):
    with pytest.raises(FileNotFoundError), originals.local_path(originals.key_for("0" * 64)):
        pass


def test_a_bucket_that_cannot_be_used_is_an_error_of_the_store(bucket, settings, tmp_path):
    url = bucket.url.replace("@originals/", "@nowhere/")
    settings.STORAGES = {**settings.STORAGES, "originals": storage_at(url, tmp_path)}
    with pytest.raises(originals.StoreUnavailable, match="cannot be used"):
        stored_key(b"a letter")
