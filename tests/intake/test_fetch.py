"""Fetching: only public hosts, only http and https, bounded in time, size and redirects."""

import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.intake import fetch as room
from sayso.intake import pages
from sayso.records import Page
from sayso.settings import IntakeSettings

HTML = "<!DOCTYPE html><html><body><p>The town fell on Monday: café.</p></body></html>"
OPEN = IntakeSettings(allow_private=True, max_bytes=100_000, max_seconds=2)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        getattr(self, "serve_" + self.path.strip("/").split("/")[0].split("?")[0])()

    def reply(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def serve_page(self):
        self.reply(HTML.encode("cp1252"), Content_Type="text/html; charset=iso-8859-1")

    def serve_hop(self):
        left = int(self.path.rsplit("/", 1)[1])
        self.reply(b"", 302, Location=f"/hop/{left - 1}" if left else "/page")

    def serve_away(self):
        self.reply(b"", 302, Location="http://inner.test/secret")

    def serve_file(self):
        self.reply(b"", 302, Location="file:///etc/passwd")

    def serve_login(self):
        self.reply(b"", 302, Location=f"http://user:pass@{self.headers['Host']}/page")

    def serve_gone(self):
        self.reply(b"no", 410)

    def serve_large(self):
        self.reply(b"x" * 200_000)

    def serve_unsized(self):
        self.reply(b"x" * 200_000, Content_Length=None, Connection="close")
        self.close_connection = True

    def serve_chunked(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in (HTML[:20].encode(), HTML[20:].encode()):
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def serve_bomb(self):
        self.reply(gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")

    def serve_gzip(self):
        self.reply(gzip.compress(HTML.encode()), Content_Encoding="gzip")

    def serve_drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def serve_slowhead(self):
        for _ in range(100):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.1)

    def serve_pdf(self):
        self.reply(b"%PDF-1.4\n", Content_Type="application/pdf")

    def serve_rows(self):
        self.reply(b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n')

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    made.handle_error = lambda *args: None
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


def one(address, settings=OPEN):
    (answer,) = pages([address], settings=settings)
    return answer


def test_a_served_page(server):
    page = one(server + "/page")
    assert isinstance(page, Page)
    assert (page.media, page.text, page.encoding) == ("html", HTML, "cp1252")
    assert page.address == page.url == server + "/page"


def test_the_url_is_where_the_page_was_found(server):
    page = one(server + "/hop/4")
    assert (page.address, page.url) == (server + "/hop/4", server + "/page")


def test_rows_are_read_from_an_address(server):
    assert [p.id for p in pages([server + "/rows"], settings=OPEN)] == ["a", "b"]


@pytest.mark.parametrize("path", ["/chunked", "/gzip"])
def test_ways_of_sending(server, path):
    assert one(server + path).text == HTML


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/hop/5", "missing", "redirects more than 5 times"),
        ("/file", "unsupported", "neither http nor https"),
        ("/login", "unsupported", "user name or password"),
        ("/gone", "missing", "answers 410"),
        ("/large", "too-large", "over 100,000 bytes"),
        ("/unsized", "too-large", "over 100,000 bytes"),
        ("/bomb", "too-large", "over 100,000 bytes"),
        ("/pdf", "unsupported", "PDF"),
    ],
)
def test_answers_that_are_refused(server, path, code, said):
    refusal = one(server + path)
    assert refusal.code == code
    assert said in refusal.why
    assert refusal.hint


@pytest.mark.parametrize("path", ["/drip", "/slowhead"])
def test_a_server_that_drips_is_cut_off(server, path):
    start = time.perf_counter()
    assert one(server + path, OPEN.model_copy(update={"max_seconds": 1})).code == "too-slow"
    assert time.perf_counter() - start < 4


def test_nothing_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert "reached" in one(f"http://127.0.0.1:{port}/").why


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://100.64.0.1/", "http://224.0.0.1/", "https://127.0.0.1/", "HTTP://127.0.0.1/",
        "http://[2002:7f00:1::]/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address):
    refusal = one(address, IntakeSettings())
    assert refusal.code == "unsupported"
    assert "private network" in refusal.why


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ftp://example.org/a", "unsupported"),
        ("file:///etc/passwd", "unsupported"),
        ("http://user@example.org/", "unsupported"),
        ("http://user:pass@example.org/", "unsupported"),
        ("http://", "missing"),
        ("http://[::1/", "missing"),
        ("http://host.invalid/", "missing"),
    ],
)
def test_addresses_that_are_none(address, code):
    assert one(address, IntakeSettings()).code == code


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_addresses(number):
    assert room.is_public(number)


def test_a_redirect_into_the_network_is_refused(server, monkeypatch):
    names = {"127.0.0.1": "93.184.216.34", "inner.test": "192.168.0.7"}
    real = socket.getaddrinfo

    def resolve(host, port, *args, **kw):
        return [(2, 1, 6, "", (names[host], port))] if host in names and kw else real(host, port, *args, **kw)

    monkeypatch.setattr(room.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(room, "_connection", _to(server))
    refusal = one(server + "/away", IntakeSettings())
    assert (refusal.code, "private network" in refusal.why) == ("unsupported", True)


def test_one_private_answer_among_public_ones_is_enough_to_refuse(monkeypatch):
    answers = [(2, 1, 6, "", (number, 80)) for number in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(room.socket, "getaddrinfo", lambda *args, **kw: answers)
    assert "private network" in one("http://both.test/", IntakeSettings()).why


def test_the_connection_goes_to_the_number_that_was_checked(server, monkeypatch):
    asked = []
    port = int(server.rsplit(":", 1)[1])

    def resolve(host, given, *args, **kw):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", given))]

    monkeypatch.setattr(room.socket, "getaddrinfo", resolve)
    assert isinstance(one(f"http://name.test:{port}/page"), Page)
    assert asked.count("name.test") == 1


def test_a_certificate_is_checked_against_the_name():
    from urllib3.util import parse_url

    made = room._connection(parse_url("https://news.test/a"), "93.184.216.34", 5)
    assert (made.host, made.server_hostname, made.assert_hostname) == ("93.184.216.34", "news.test", "news.test")
    assert made.ssl_context.verify_mode.name == "CERT_REQUIRED"


def _to(server):
    from urllib3.connection import HTTPConnection

    host, port = server.removeprefix("http://").split(":")
    return lambda parsed, target, seconds: HTTPConnection(host, int(port), timeout=seconds)
