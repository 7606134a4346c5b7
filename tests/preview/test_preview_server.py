"""Over real HTTP: only files of the site, only to those who call us by our name, never from a cache."""

from __future__ import annotations

import http.client
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.output import OutputRefused
from site_builder.preview.live import BuildResult, Live
from site_builder.preview.server import Server, serving


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    output = tmp_path / "output"
    (output / "boards" / "空").mkdir(parents=True)
    (output / "empty").mkdir()
    (output / "index.html").write_text("<html><body>home</body></html>")
    (output / "boards" / "index.html").write_text("<html><body>boards</body></html>")
    (output / "boards" / "空" / "a b.json").write_text('{"a": 1}')
    (output / "page").write_text("no ending")
    (output / "link.txt").symlink_to("../secret.txt")
    (output / "way").symlink_to("..")
    os.mkfifo(output / "pipe")
    return output


@pytest.fixture
def live() -> Live:
    return Live()


@pytest.fixture
def server(output: Path, live: Live) -> Iterator[Server]:
    server = Server(output, live, 0)
    try:
        with serving(server):
            yield server
    finally:
        server.end()


def ask(
    server: Server, path: str, host: str | None = None, method: str = "GET"
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        connection.putrequest(method, path, skip_host=True)
        if host != "":
            connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
        connection.endheaders()
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "content_type", "text"),
    [
        ("/", "text/html; charset=utf-8", b"home"),
        ("/index.html?x=1", "text/html; charset=utf-8", b"home"),
        ("/boards/", "text/html; charset=utf-8", b"boards"),
        ("/boards/%E7%A9%BA/a%20b.json", "application/json; charset=utf-8", b'{"a": 1}'),
        ("/page", "application/octet-stream", b"no ending"),
    ],
)
def test_a_file_of_the_site_is_served(server: Server, path: str, content_type: str, text: bytes) -> None:
    status, headers, body = ask(server, path)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, content_type, "no-store")
    assert text in body
    assert int(headers["Content-Length"]) == len(body)
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_head_tells_what_get_would_send(server: Server) -> None:
    status, headers, body = ask(server, "/", method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["Content-Length"] == ask(server, "/")[1]["Content-Length"]


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/boards/../../secret.txt",
        "/boards/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/./index.html",
        "/boards//index.html",
        "/%00",
        "/index.html%00.txt",
        "/%ff",
        "/%252e%252e/secret.txt",
        "/..%252fsecret.txt",
        "/%2e%2e%5csecret.txt",
        "/..%c0%afsecret.txt",
        "/.%2e/secret.txt",
        "/boards/..%2f..%2fsecret.txt",
        "/boards%2f..%2f..%2fsecret.txt",
        "/..;/secret.txt",
        "/way%2fsecret.txt",
        "/way%00/secret.txt",
        "/%5c%5c127.0.0.1%5cc$%5csecret.txt",
        "/file:%2f%2f/secret.txt",
        "/c:/x",
        "/link.txt",
        "/way/secret.txt",
        "/way/output/index.html",
        "/pipe",
        "/empty/",
        "/index.html/",
        "/" + "x" * 300,
        "http://127.0.0.1/../secret.txt",
        "secret.txt",
        "*",
    ],
)
def test_nothing_else_is_served(server: Server, output: Path, path: str) -> None:
    status, headers, body = ask(server, path)
    assert status == 404
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"secret" not in body
    (output / "404.html").write_text("<html><body>our own 404</body></html>")
    status, _, body = ask(server, path)
    assert status == 404
    assert b"our own 404" in body


def test_a_whole_path_of_the_disk_is_not_served(server: Server, output: Path) -> None:
    assert ask(server, f"/{output.parent}/secret.txt")[0] == 404
    assert ask(server, f"{output.parent}/secret.txt")[0] == 404


def test_a_folder_gets_its_slash(server: Server) -> None:
    status, headers, _ = ask(server, "/boards?x=1")
    assert (status, headers["Location"]) == (302, "/boards/?x=1")


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.2:{port}", "localhost.:{port}", "[::1]:{port}", "127.0.0.1:{port}@evil.example", "evil.example#127.0.0.1:{port}", "127.0.0.1.evil.example:{port}", "0:{port}", "2130706433:{port}"]
)
def test_a_stranger_by_name_is_turned_away(server: Server, host: str) -> None:
    for path in ("/", "/.site-builder-preview/events"):
        status, _, body = ask(server, path, host.format(port=server.server_port))
        assert status == 403
        assert b"home" not in body


def test_another_site_may_read_nothing(server: Server) -> None:
    """A page of another site may send a request here by our own name; a browser gives it no answer without leave."""
    for path in ("/", "/index.html", "/nothing"):
        headers = ask(server, path)[1]
        assert not [name for name in headers if name.lower().startswith("access-control-")]
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_localhost_is_our_name_too(server: Server) -> None:
    assert ask(server, "/", f"LocalHost:{server.server_port}")[0] == 200


def test_only_this_machine_is_served(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_other_methods_are_refused(server: Server) -> None:
    assert ask(server, "/", method="POST")[0] == 501


def test_each_request_meets_the_folder_of_its_moment(server: Server, output: Path) -> None:
    assert b"home" in ask(server, "/")[2]
    new = output.with_name("new")
    new.mkdir()
    (new / "index.html").write_text("new home")
    output.rename(output.with_name("old"))
    assert ask(server, "/")[0] == 503
    new.rename(output)
    assert b"new home" in ask(server, "/")[2]


def test_every_open_page_hears_of_a_build(server: Server, live: Live) -> None:
    heard: list[bytes] = []
    ready = threading.Barrier(9)

    def listen() -> None:
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as connection:
            name = f"127.0.0.1:{server.server_port}"
            connection.sendall(f"GET /.site-builder-preview/events HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
            stream = connection.makefile("rb")
            events = (line for line in stream if line.startswith(b"data: "))
            next(events)
            ready.wait()
            heard.append(next(events))
            stream.close()

    threads = [threading.Thread(target=listen) for _ in range(8)]
    for thread in threads:
        thread.start()
    ready.wait()
    live.update(BuildResult(ok=False, problems=["a", "b"]))
    for thread in threads:
        thread.join()
    assert len(heard) == 8
    assert all(b'"ok": false, "problems": ["a", "b"]' in line for line in heard)


def test_a_published_build_is_a_new_version_and_a_failed_one_is_not() -> None:
    live = Live()
    versions = [live.state.version]
    for ok in (True, False, True):
        live.update(BuildResult(ok, []))
        versions.append(live.state.version)
    assert versions[1] == versions[2]
    assert len(set(versions)) == 3
    assert Live().state.version != versions[0]


def test_a_wait_ends_after_its_time_and_at_the_end() -> None:
    live = Live()
    assert live.wait(live.state, 0.01) is live.state
    live.close()
    assert live.wait(live.state, 60) is None


def test_a_port_that_is_none_is_refused(output: Path) -> None:
    with pytest.raises(OutputRefused, match="Port 70000 cannot be used"):
        Server(output, Live(), 70000)
