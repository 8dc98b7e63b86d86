"""An S3-compatible server of the tests' own, on loopback, with one empty bucket; what it holds is in its memory."""

from __future__ import annotations

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "originals"


class BucketServer:
    """One server; ``url`` is what DATASCORES_STORAGE_URL wants. Use as a context manager."""

    def __enter__(self) -> BucketServer:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.url = f"s3://key:secret@{BUCKET}/kept?endpoint=http://{host}:{port}&region=eu-west-2"
        self.client = boto3.client(
            "s3",
            endpoint_url=f"http://{host}:{port}",
            region_name="eu-west-2",
            aws_access_key_id="key",
            aws_secret_access_key="secret",
        )
        self.client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        return self

    def stop(self) -> None:
        self._server.stop()

    def __exit__(self, *_: object) -> None:
        self.stop()
