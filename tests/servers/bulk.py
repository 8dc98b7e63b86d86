"""A server on loopback that takes bulk requests as a search engine does and answers each as a test wants.

It is for what a real engine does not do on demand: a full queue, a request that stays under way until the test lets it end.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Item = dict[str, object]  # what the engine tells of one change
Answer = Callable[[int, list[str]], list[Item]]  # from the number of the request, from 1 on, and the ids in it


def made(_: int, ids: list[str]) -> list[Item]:
    """Every change is made."""
    return [{"status": 201, "result": "created"} for _ in ids]


def refused(status: int, kind: str) -> Item:
    return {"status": status, "error": {"type": kind, "reason": "as the test wants"}}


class BulkServer:
    """``requests`` holds the ids of each request that was answered, ``most_at_once`` how many were under way together."""

    def __init__(self, answer: Answer = made) -> None:
        self.requests: list[list[str]] = []
        self.most_at_once = 0
        self._answer, self._begun, self._under_way = answer, 0, 0
        self._mutex = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True  # a connection that is kept open keeps nobody waiting
        self._thread = threading.Thread(target=self._server.serve_forever, name="server")
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def take(self, body: bytes) -> bytes:
        lines = [json.loads(line) for line in body.splitlines()]
        ids = [action["_id"] for line in lines for action in [line.get("index") or line.get("delete")] if action]
        with self._mutex:
            self._begun += 1
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
            number = self._begun
        items = self._answer(number, ids)
        with self._mutex:
            self._under_way -= 1
            self.requests.append(ids)
        return json.dumps({"errors": False, "items": [{"index": item} for item in items]}).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = server.take(self.rfile.read(int(self.headers["content-length"])))
                self.send_response(200)
                for name, value in (("content-type", "application/json"), ("x-elastic-product", "Elasticsearch")):
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler

    def __enter__(self) -> BulkServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
