"""What people type as a server's address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.icws import AddressError, ServerAddress


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("ic1.example", "https://ic1.example:8019", "ic1.example"),
        ("  IC1.Example ", "https://ic1.example:8019", "ic1.example"),
        ("ic1", "https://ic1:8019", "ic1"),
        ("ic1/", "https://ic1:8019", "ic1"),
        ("ic1:8443", "https://ic1:8443", "ic1:8443"),
        ("https://ic1", "https://ic1:8019", "ic1"),
        ("HTTPS://ic1:9", "https://ic1:9", "ic1:9"),
        ("http://ic1", "http://ic1:8018", "http://ic1"),
        ("http://ic1:80", "http://ic1:80", "http://ic1:80"),
        ("10.0.0.7", "https://10.0.0.7:8019", "10.0.0.7"),
        ("::1", "https://[::1]:8019", "[::1]"),
        ("[::1]", "https://[::1]:8019", "[::1]"),
        ("[2001:DB8::0:1]:443", "https://[2001:db8::1]:443", "[2001:db8::1]:443"),
        ("https://proxy/app/api/ic1", "https://proxy:443/app/api/ic1", "https://proxy/app/api/ic1"),
        (
            "https://proxy/app/api/ic1/",
            "https://proxy:443/app/api/ic1",
            "https://proxy/app/api/ic1",
        ),
        ("https://proxy:8443/a", "https://proxy:8443/a", "https://proxy:8443/a"),
        ("http://proxy/a", "http://proxy:80/a", "http://proxy/a"),
        ("bücher.example", "https://xn--bcher-kva.example:8019", "xn--bcher-kva.example"),
        ("my_server", "https://my_server:8019", "my_server"),
    ],
)
def test_an_address_is_read_as_people_type_it(text: str, url: str, shown: str) -> None:
    address = ServerAddress.parse(text)
    assert address.url == url
    assert str(address) == shown
    assert address.encrypted is url.startswith("https://")


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "ic1 ic2", "ftp://ic1", "https://", "http:///x", ":8019", "ic1:", "ic1:0",
        "ic1:65536", "ic1:eight", "ic1:-1", "user:pass@ic1", "https://user@ic1", "ic1?x=1",
        "ic1#x", "-ic1", "ic1-", "ic..1", "a" * 64, ".".join(["a" * 60] * 5), "1.2.3", "300.1.1.1",
        "[::1", "[zz]", "[1.2.3.4", "fe80::1%eth0", "ic1/path", "https://p/../x", "https://p/a//b",
        "https://p/%zz", "ic\x00", "ic1\nHost: x", "//ic1", "ic1:8019:1", "https://[::1]x",
        "\u2603" * 70, ".", "٣.example:٣",
    ],
)  # fmt: skip
def test_what_is_no_address_gets_a_sentence(text: str) -> None:
    with pytest.raises(AddressError) as caught:
        ServerAddress.parse(text)
    assert str(caught.value).endswith(".")
    assert isinstance(caught.value, ValueError)


def test_http_is_used_only_where_the_text_says_so() -> None:
    for text in ("ic1", "ic1:8018", "ic1:80", "https://ic1:8018", "[::1]:8018"):
        assert ServerAddress.parse(text).scheme == "https"


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(AddressError) as caught:
        ServerAddress.parse("https://ada:hunter2@ic1")
    assert "hunter2" not in str(caught.value)


def test_another_host_keeps_scheme_and_port() -> None:
    assert ServerAddress.parse("http://ic1:81").with_host("IC2").url == "http://ic2:81"
    assert ServerAddress.parse("ic1").with_host("::1").url == "https://[::1]:8019"


def test_behind_a_proxy_another_host_changes_the_path() -> None:
    address = ServerAddress.parse("https://proxy/app/api/ic1").with_host("ic2.example")
    assert address.url == "https://proxy:443/app/api/ic2.example"


@pytest.mark.parametrize("name", ["", "ic2:8019", "https://ic2", "ic2/x", "user@ic2", "ic 2", ".."])
def test_another_host_is_a_bare_name(name: str) -> None:
    with pytest.raises(AddressError):
        ServerAddress.parse("https://proxy/app/api/ic1").with_host(name)


@pytest.mark.parametrize(
    ("text", "loopback"),
    [
        ("localhost", True), ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True),
        ("a.localhost", True), ("ic1", False), ("10.0.0.1", False), ("localhost.example", False),
    ],
)  # fmt: skip
def test_this_computer_is_recognised(text: str, loopback: bool) -> None:
    assert ServerAddress.parse(text).loopback is loopback


_label = st.from_regex(r"[a-z]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
_host = st.one_of(
    st.lists(_label, min_size=1, max_size=4).map(".".join),
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).map(lambda ip: f"[{ip}]"),
)


@given(
    scheme=st.sampled_from(["", "http://", "https://"]),
    host=_host,
    port=st.none() | st.integers(1, 65535),
    path=st.lists(st.from_regex(r"[A-Za-z0-9_~-]{1,8}", fullmatch=True), max_size=3),
)
def test_what_is_shown_can_be_typed_again(
    scheme: str, host: str, port: int | None, path: list[str]
) -> None:
    text = scheme + host + ("" if port is None else f":{port}")
    text += "".join("/" + part for part in path) if scheme else ""
    address = ServerAddress.parse(text)
    assert ServerAddress.parse(str(address)) == address
    assert ServerAddress.parse(address.url).url == address.url


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_gets_a_sentence(text: str) -> None:
    try:
        address = ServerAddress.parse(text)
    except AddressError:
        return
    assert ServerAddress.parse(str(address)) == address
    assert address.url.isascii()
    assert not set(address.url) & set("\r\n @?#")
