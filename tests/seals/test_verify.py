"""Verifying a published site from its files alone: the command, from a folder and over http, and the program beside the data."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.cli import run_command
from site_builder.verify import source


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published / "data", tmp_path / "output" / "data")
    return tmp_path / "output"


def command(target: object) -> int:
    return run_command(["verify", str(target)])


def alone(output: Path, *digests: str) -> int:
    """The program that is published with the data, as an auditor runs it."""
    # An auditor's computer may write other encodings than this one.
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    run = subprocess.run([sys.executable, "-I", *strict, str(output / "data" / "verify.py"), str(output / "data"), *digests], capture_output=True, check=False)
    assert run.stderr == b""
    return run.returncode


def change(output: Path, path: str, old: str, new: str) -> None:
    file = output / "data" / path
    text = file.read_text("utf-8")
    assert old in text, (path, old)
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_site_as_it_was_published_is_right(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(output) == 0
    said = capsys.readouterr()
    assert said.err == ""
    digests = [seal["digest"] for seal in json.loads((output / "data/site.json").read_text("utf-8"))["seals"]]
    assert re.findall(r"[0-9a-f]{64}", said.out) == digests
    assert command(output / "data") == 0
    assert alone(output, *digests) == 0
    assert alone(output, digests[0].upper()) == 0
    assert alone(output, "0" * 64) == 1


def test_the_program_beside_the_data_is_short_and_needs_nothing() -> None:
    text = (Path(source.__file__).parent.parent / "pages" / "verify_site.py").read_text("utf-8")
    assert len(text.splitlines()) < 150
    imported = set(re.findall(r"^(?:import|from) (\w+)", text, re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("name", ["2024-Q1.jsonl", "2024-Q2.jsonl", "2024-Q1.js"])
def test_every_byte_of_a_published_seal_counts(output: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = output / "data" / "seals" / name
    data = file.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 40)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert command(output) == 1, at
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 4]))
    assert alone(output) == 1


@pytest.mark.parametrize("kind", ["removed", "twice", "number", "swapped"])
def test_a_changed_row_is_noticed_even_where_its_digest_is_listed(output: Path, kind: str) -> None:
    """Whoever changes the file can list the new digest too; then its sums, its chain or the tables betray it."""
    import hashlib

    file = output / "data" / "seals" / "2024-Q1.jsonl"
    header, *rows = file.read_text("utf-8").splitlines()
    at = next(at for at, row in enumerate(rows) if '"points":75' in row)
    rows.insert(0, rows.pop(at))
    rows = {
        "removed": rows[1:],
        "twice": [rows[0], *rows],
        "number": [rows[0].replace('"points":75', '"points":85'), *rows[1:]],
        "swapped": [rows[0].replace('"account":"H1"', '"account":"H2"'), *rows[1:]],
    }[kind]
    data = "".join(f"{row}\n" for row in [header, *rows]).encode()
    assert data != file.read_bytes()
    file.write_bytes(data)
    old = json.loads((output / "data/site.json").read_text("utf-8"))["seals"][0]["digest"]
    change(output, "site.json", old, hashlib.sha256(data).hexdigest())
    (output / "data/seals/2024-Q1.js").write_text(f'SEALS["2024-Q1"]={json.dumps(data.decode())};\n', "ascii")
    assert command(output) == 1
    assert alone(output) == 1


TAMPERED = [
    ("accounts.json", '"honor": 51.5', '"honor": 51.0', True),
    ("accounts.json", '"balance": 0.0', '"balance": 0.1', True),
    ("accounts.json", '"year": 0.0', '"year": 3.0', False),
    ("accounts.json", '"redeemed": 6.0', '"redeemed": 5.0', True),
    ("site.json", '"issued": ', '"issued": 1', True),
    ("site.json", '"outstanding": ', '"outstanding": 1', True),
    ("records.csv", ",7.5,confirmed", ",7.0,confirmed", True),
    ("records.csv", ",7.5,confirmed", ",7.5,on_notice", True),
    ("records.csv", "2024-03-12,points,H1", "2024-03-11,points,H1", True),
    ("records.csv", "2024-03-12,points,H1", "2024-03-12,points,H2", True),
    ("records.csv", "2024-03,points,,,,order,4.0", "2024-02,points,,,,order,4.0", False),
    ("redemptions.csv", "2024-03-29", "2024-03-28", False),
    ("redemptions.csv", ",1,6.0,", ",1,5.0,", True),
    ("redemptions.csv", "2024-04-02", "2024-04-03", False),
    ("boards/households/2024-Q1.json", '"points": ', '"points": 9', False),
    ("boards/households/2024-Q1.json", '"rank": 1', '"rank": 2', False),
    ("boards/people/2024-Q1.json", '"points": ', '"points": 9', False),
    ("boards/teams/2024.json", '"points": ', '"points": 9', False),
    ("boards/stars/2024.json", '"rank": 2', '"rank": 1', False),
    ("measures.json", '"total": 120.75', '"total": 220.75', False),
    ("measures.json", '"2023": 120.5', '"2023": 120.6', False),
]
"""File, text, what it becomes, and whether the short program notices that too: it looks at seals and sums alone."""


@pytest.mark.parametrize(("path", "old", "new", "short"), TAMPERED)
def test_a_changed_figure_is_noticed(output: Path, path: str, old: str, new: str, short: bool, capsys: pytest.CaptureFixture[str]) -> None:
    change(output, path, old, new)
    assert command(output) == 1
    assert "error[mismatch]" in capsys.readouterr().err
    if short:
        assert alone(output) == 1


@pytest.mark.parametrize("path", ["accounts.json", "records.csv", "redemptions.csv", "seals/2024-Q1.jsonl", "seals/2024-Q1.js", "boards/households/2024-Q1.json"])
@pytest.mark.parametrize("text", [None, "", "{}", "[[]]", "null", "\x00", '{"a":' * 5000, '[{"scale":"points"}]', "record,date\n1\n"])
def test_a_missing_or_broken_file_is_a_mismatch_without_a_traceback(output: Path, path: str, text: str | None) -> None:
    file = output / "data" / path
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    assert command(output) == 1
    if not path.startswith("boards/") and text in (None, ""):
        assert alone(output) == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"as_of":"x"}', "null", '{"a":1e99999999}', '{"seals":[{"period":1}]}', "\ud800"])
def test_a_broken_site_json_too(output: Path, text: str) -> None:
    (output / "data/site.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert command(output) == 1
    assert alone(output) == 1


def test_a_seal_that_is_not_listed_is_noticed(output: Path) -> None:
    (output / "data/seals/2024-Q3.jsonl").write_text("{}\n", "utf-8")
    assert command(output) == 1
    assert alone(output) == 1


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere", "nowhere 不是文件夹，也不是网址"),
        (".", ". 里没有 data/site.json"),
        ("ftp://127.0.0.1/x", "ftp://127.0.0.1/x 不是文件夹，也不是网址"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/data/site.json"),
        ("http:///", "http:///"),
        ("http://[/", "http://[/"),
    ],
)
def test_where_there_is_nothing_is_a_wrong_use(tmp_path: Path, target: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert command(target) == 2
    assert said in capsys.readouterr().err


def test_json_lists_what_is_wrong(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(output, "accounts.json", '"balance": 0.0', '"balance": 0.1')
    assert run_command(["verify", str(output), "--format", "json"]) == 1
    listed = json.loads(capsys.readouterr().out)
    assert {problem["code"] for problem in listed} == {"mismatch"}


# --- over http -------------------------------------------------------------------------


class Server(http.server.ThreadingHTTPServer):
    folder: Path
    redirect = ""
    endless = False


class Handler(http.server.SimpleHTTPRequestHandler):
    server: Server

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, directory=str(arguments[2].folder), **options)

    def do_GET(self) -> None:
        if self.path.startswith("/moved/"):
            self.path = self.path.removeprefix("/moved")
            super().do_GET()
        elif self.server.redirect and "/data/" in self.path:
            self.send_response(302)
            self.send_header("Location", self.server.redirect + self.path)
            self.end_headers()
        elif self.server.endless and self.path.endswith("accounts.json"):
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b" " * 65536)
            except OSError:
                return
        else:
            super().do_GET()

    def log_message(self, *arguments) -> None:
        return


@pytest.fixture
def server(output: Path) -> Iterator[Server]:
    Server.folder = output
    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.mark.parametrize("page", ["", "/", "/verify.html#" + "0" * 64, "/data/", "/data/site.json?x=1"])
def test_a_site_on_a_server_is_verified_as_in_a_folder(server: Server, output: Path, page: str) -> None:
    assert command(address(server) + page) == 0
    change(output, "seals/2024-Q1.jsonl", "H1", "H2")
    assert command(address(server) + page) == 1


def test_a_redirect_to_another_server_is_not_followed(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.redirect = f"http://localhost:{server.server_port}/elsewhere"
    assert command(address(server)) == 2
    assert capsys.readouterr().err == f"{address(server)}/data/site.json 转到别的服务器去了，不跟过去。\n"


def test_a_redirect_on_the_same_server_is_followed(server: Server) -> None:
    server.redirect = "/moved"
    assert command(address(server)) == 0


def test_this_computer_is_asked_without_the_proxy_of_the_house(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert command(address(server)) == 0


def test_the_reason_is_told_why_a_server_cannot_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("http://127.0.0.1:1/") == 2
    said = capsys.readouterr().err
    assert "refused" in said
    assert "urlopen" not in said


def test_a_file_without_end_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(source, "LARGEST", 1 << 20)
    server.endless = True
    assert command(address(server)) == 2
    assert capsys.readouterr().err == "data/accounts.json 太大，或者传得太慢。\n"


def test_a_file_as_large_as_may_be_is_read(server: Server, output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    largest = max(file.stat().st_size for file in output.rglob("*") if file.is_file())
    monkeypatch.setattr(source, "LARGEST", largest)
    assert command(output) == 0
    assert command(address(server)) == 0
    monkeypatch.setattr(source, "LARGEST", (output / "data/accounts.json").stat().st_size - 1)
    capsys.readouterr()
    assert command(output) == 2
    assert capsys.readouterr().err == "data/site.json 太大。\n"
    assert command(address(server)) == 2


def test_an_answer_that_is_no_file_is_told(server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "do_GET", lambda handler: handler.send_error(503))
    assert command(address(server)) == 2
    assert capsys.readouterr().err == f"{address(server)}/data/site.json：服务器回答 503。\n"


@pytest.mark.parametrize("path", ["records.csv", "redemptions.csv"])
def test_the_names_of_columns_count(output: Path, path: str) -> None:
    """A column by another name would be one that says nothing."""
    file = output / "data" / path
    text = file.read_text("utf-8")
    for name in text.partition("\n")[0].split(","):
        file.write_text(text.replace(name, name[:-1] + "_", 1), "utf-8")
        assert command(output) == 1, name
        assert alone(output) == 1, name


def test_a_figure_of_thirty_digits_is_a_mismatch_like_any_other(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = output / "data" / "accounts.json"
    file.write_text(re.sub('"year": [0-9.]+', f'"year": {"9" * 30}', file.read_text("utf-8"), count=1), "utf-8")
    assert command(output) == 1
    assert "data/accounts.json" in capsys.readouterr().err
    assert alone(output) == 0, "which figure is of this year follows from no seal"


def test_whose_a_closed_entry_is_counts_for_both(output: Path) -> None:
    """The account alone is not enough: the person of a household stands beside it."""
    file = output / "data" / "records.csv"
    text = file.read_text("utf-8")
    changed = text.replace(",H1,P2,", ",H1,P1,", 1)
    assert changed != text
    file.write_text(changed, "utf-8")
    assert (command(output), alone(output)) == (1, 1)


def test_a_site_file_written_otherwise_is_a_mismatch(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = output / "data" / "site.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False), "utf-8")
    assert command(output) == 1
    assert capsys.readouterr().err.startswith("data/site.json:1:1: error[mismatch]")
