"""The site over HTTP, for this machine alone.

A page of another site may ask for any address of this machine, also by a name
of its own that leads here; so only requests that call us by our own name are
answered. Nothing is cached: the next request may meet another site.
"""

from __future__ import annotations

import os
import socket
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from site_builder.output import OutputRefused
from site_builder.preview.files import find
from site_builder.preview.live import Live
from site_builder.preview.overlay import EVENTS, empty_page, with_overlay
from site_builder.problems import N_

HOST = "127.0.0.1"
_HTML = "text/html; charset=utf-8"
_HEARTBEAT = 15.0
_PATIENCE = 30.0


class Server(ThreadingHTTPServer):
    """Serves one output folder, each request in a thread that ends with the server."""

    daemon_threads = False
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port

    def __init__(self, output: Path, live: Live, port: int) -> None:
        self.output = output
        self.live = live
        self._open: set[socket.socket] = set()
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            raise OutputRefused(
                N_("Port {port} cannot be used ({reason}). Choose another one with --port."),
                port=port,
                reason=getattr(error, "strerror", None) or error,
            ) from error
        self.names = {f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"}
        if self.server_port == 80:
            self.names |= {HOST, "localhost"}

    def server_bind(self) -> None:
        """Bind without asking a name server who we are, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember what is open: a browser keeps idle connections, which would hold up the end."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection and close it."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is nobody's mistake."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def end(self) -> None:
        """Send everybody home; returns when no thread is left."""
        self.live.close()
        for request in list(self._open):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        self.server_close()


@contextmanager
def serving(server: Server) -> Iterator[None]:
    """Answer requests until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="preview-server")
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "site-builder"
    sys_version = ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        if self.headers.get("Host", "").lower() not in self.server.names:
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"Unknown host.\n")
        elif self.path == EVENTS:
            self._send_events()
        else:
            self._send_page()

    do_HEAD = do_GET

    def _send_page(self) -> None:
        # The version first: a page that is newer than it says is loaded once more, an older one never.
        state = self.server.live.state
        found = find(self.server.output, self.path)
        if found and found.is_folder:
            path, mark, query = self.path.partition("?")
            self._send(HTTPStatus.FOUND, _HTML, b"", Location=f"{path}/{mark}{query}")
        elif found:
            data = with_overlay(found.data, state) if found.content_type == _HTML else found.data
            self._send(HTTPStatus.OK, found.content_type, data)
        elif find(self.server.output, "/index.html") is None:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, empty_page(state))
        else:
            page = find(self.server.output, "/404.html")
            body = page.data if page else b"<!DOCTYPE html><title>404</title><body><h1>404</h1></body>"
            self._send(HTTPStatus.NOT_FOUND, _HTML, with_overlay(body, state))

    def _send(self, status: HTTPStatus, content_type: str, data: bytes, **headers: str) -> None:
        self._send_head(status, content_type, {"Content-Length": str(len(data)), **headers})
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_head(self, status: HTTPStatus, content_type: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        always = {
            "Content-Type": content_type,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        for name, value in {**always, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send_events(self) -> None:
        """The state now and at each change, for as long as the page is open."""
        self._send_head(HTTPStatus.OK, "text/event-stream; charset=utf-8", {})
        if self.command == "HEAD":
            return
        seen = None
        while (state := self.server.live.wait(seen, _HEARTBEAT)) is not None:
            # A comment now and then finds out whether anybody still listens.
            event = ": still here\n\n" if state is seen else f"retry: 300\ndata: {state.as_json()}\n\n"
            self.wfile.write(event.encode())
            self.wfile.flush()
            seen = state

    def log_message(self, *_args: object) -> None:
        """Say nothing: the terminal is for the clerk's problems."""
