"""A Valence API that says what a test told it, and refuses everything else."""

import http.server
import json
import threading
from typing import Any, NamedTuple


class Request(NamedTuple):
    method: str
    path: str
    headers: dict
    body: Any


class StubValence:
    """``on`` announces an answer; several for one request are given in turn, the last one again and again."""

    def __init__(self) -> None:
        self.requests: list = []
        self._answers: dict = {}
        self._unexpected: list = []
        stub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def _answer(self) -> None:
                length = int(self.headers.get('Content-Length') or 0)
                text = self.rfile.read(length)
                request = Request(self.command, self.path, dict(self.headers), json.loads(text) if text else None)
                status, body, headers = stub._take(request)
                payload = body if isinstance(body, bytes) else b'' if body is None else json.dumps(body).encode()
                self.send_response(status)
                for name, value in {'Content-Type': 'application/json', 'Content-Length': str(len(payload)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(payload)

            do_GET = do_POST = do_DELETE = do_PATCH = do_PUT = _answer

            def log_message(self, *arguments) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.url = 'http://127.0.0.1:%s' % self._server.server_address[1]
        # Looked at often, so that no test waits for its end.
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={'poll_interval': 0.01}, daemon=True)
        self._thread.start()

    def on(self, method: str, path: str, body: Any = None, status: int = 200, **headers) -> 'StubValence':
        self._answers.setdefault((method, path), []).append((status, body, headers))
        return self

    def asked(self) -> list:
        """``['GET /v1', ...]`` in order."""
        return ['%s %s' % (request.method, request.path) for request in self.requests]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self._unexpected:
            raise AssertionError('nobody announced %s' % ', '.join(self._unexpected))

    def _take(self, request: Request) -> tuple:
        self.requests.append(request)
        answers = self._answers.get((request.method, request.path))
        if not answers:
            self._unexpected.append('%s %s' % (request.method, request.path))
            return 418, {'detail': 'nobody announced this'}, {}
        return answers.pop(0) if len(answers) > 1 else answers[0]
