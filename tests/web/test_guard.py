"""Nobody is answered but whoever has the key, and nothing changes but by our own pages."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tellings.errors import InputError
from tellings.web import Desk, make_app
from tellings.web.guard import LONGEST_FORM, POLICY
from tellings.web.serving import serve
from tests.web.made import ADDRESS, KEY, PORT, made_desk, visitor

FORM = {"incident": "x", "claim": "y", "why": "z"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return made_desk(tmp_path_factory.mktemp("guard") / "case", 3)


def stranger(desk: Desk, **headers: str) -> TestClient:
    """A client without the key."""
    return TestClient(make_app(desk, key=KEY, port=PORT), base_url=ADDRESS, headers=headers)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8765", ""],
)
def test_a_name_that_is_not_the_loopback_address_is_not_answered(host: str, desk: Desk) -> None:
    answer = visitor(desk).get("/", headers={"Host": host})
    assert answer.status_code == 421 and "Shelling" not in answer.text


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}"])
def test_each_loopback_name_is_answered(host: str, desk: Desk) -> None:
    assert visitor(desk).get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/points.json", "/static/workbench.css", "/reports", "/nothing"])
def test_whoever_has_no_key_learns_nothing(path: str, desk: Desk) -> None:
    answer = stranger(desk).get(path)
    assert answer.status_code == 403 and "Shelling" not in answer.text


@pytest.mark.parametrize("key", ["", "wrong", KEY[:-1], KEY + "x", "ü"])
def test_a_wrong_key_opens_nothing(key: str, desk: Desk) -> None:
    answer = stranger(desk).get("/", params={"key": key}, follow_redirects=False)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_the_key_leaves_the_address_at_once_and_scripts_cannot_read_it(desk: Desk) -> None:
    answer = stranger(desk).get("/", params={"q": "a b", "key": KEY}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/?q=a+b"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and f"tellings_{PORT}=" in cookie


def test_the_key_of_an_address_changes_nothing_by_itself(desk: Desk) -> None:
    answer = stranger(desk, Origin="http://evil.example").post(
        "/judge/choose", params={"key": KEY}, data=FORM
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": ADDRESS.replace("127.0.0.1", "localhost")},  # another origin, though the same machine
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/judge/choose", "/add", "/export", "/verify", "/build"])
def test_what_comes_from_another_site_changes_nothing(path: str, headers: dict[str, str], desk: Desk) -> None:
    client = TestClient(make_app(desk, key=KEY, port=PORT), base_url=ADDRESS, headers=headers)
    client.cookies.set(f"tellings_{PORT}", KEY)
    answer = client.post(path, data=FORM)
    assert answer.status_code == 403 and "another site" in answer.text


def test_a_form_of_our_own_reaches_its_route(desk: Desk) -> None:
    assert visitor(desk).post("/judge/choose", data=FORM).status_code == 404  # no such incident: but asked


def test_a_body_that_says_it_is_too_long_is_refused_unread(desk: Desk) -> None:
    answer = visitor(desk).post("/judge/choose", content=b"x" * (LONGEST_FORM + 1))
    assert answer.status_code == 413 and "nothing was changed" in answer.text


def test_a_body_that_grows_too_long_is_refused_as_it_comes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tellings.web.guard.LONGEST_FORM", 10_000)

    def grows() -> Iterator[bytes]:
        for _ in range(20):
            yield b"why=" + b"x" * 1_000 + b"&"

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = visitor(desk).post("/judge/choose", content=grows(), headers=headers)
    assert answer.status_code == 413 and "nothing was changed" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/nothing", 404), ("/static/workbench.css", 200), ("/static/../app.py", 404),
     ("/static/%2e%2e/app.py", 404), ("/static/..%2f..%2fpyproject.toml", 404), ("/points.json", 200)],
)  # fmt: skip
def test_every_answer_holds_the_browser_to_our_own_files(path: str, status: int, desk: Desk) -> None:
    answer = visitor(desk).get(path)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "secret" not in answer.text and "def make_app" not in answer.text


def test_no_page_is_kept_on_the_disk_by_a_browser(desk: Desk) -> None:
    assert visitor(desk).get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.com", ""])
def test_it_serves_on_no_address_that_others_reach(host: str, desk: Desk) -> None:
    with pytest.raises(InputError, match="one person on this machine"):
        serve(desk, host=host, ready=lambda address: None)
