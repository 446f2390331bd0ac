"""The WWW-Authenticate header as servers and proxies write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.icws.challenge import icws_challenge, parse_challenges


@pytest.mark.parametrize(
    "header",
    [
        'ICWS realm="ICWS" location="/ICWS/connection"',
        'ICWS realm="ICWS", location="/ICWS/connection"',
        'icws LOCATION="/ICWS/connection" Realm="ICWS"',
        'Icws   realm = "ICWS" ,, location\t=\t"/ICWS/connection" ,',
        'Basic realm="web", ICWS realm="ICWS", location="/ICWS/connection"',
        'ICWS realm="ICWS", location="/ICWS/connection", Basic realm="web", charset="UTF-8"',
        'Negotiate dGVzdA==, ICWS realm=ICWS location="/ICWS/connection"',
        'Negotiate, NTLM, ICWS realm=ICWS location="\\/ICWS/connection"',
        'Digest qop="auth, ICWS realm=x", ICWS realm="ICWS" location="/ICWS/connection"',
    ],
)
def test_realm_and_location_are_found(header: str) -> None:
    challenge = icws_challenge(header)
    assert (challenge.realm, challenge.location) == ("ICWS", "/ICWS/connection")


def test_quoted_pairs_are_read() -> None:
    challenge = icws_challenge(r'ICWS realm="a \"b\" \\ c, d" location="/x"')
    assert challenge.realm == r'a "b" \ c, d'
    assert challenge.location == "/x"


@pytest.mark.parametrize(
    "header", ["", "ICWS", ",", "=", '"', 'ICWS realm="open', "Basic realm=x", "ICWS =", "\u00ff"]
)
def test_what_is_missing_or_broken_is_empty(header: str) -> None:
    challenge = icws_challenge(header)
    assert (challenge.realm, challenge.location) == ("", "")


def test_the_first_of_a_repeated_parameter_counts() -> None:
    assert icws_challenge("ICWS realm=a realm=b").realm == "a"


_token = st.from_regex(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}", fullmatch=True)
_value = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
_parameters = st.dictionaries(_token.map(str.lower), _value, min_size=1, max_size=4)
_challenges = st.lists(st.tuples(_token, _parameters), min_size=1, max_size=4)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(_challenges, st.sampled_from([", ", ",", " , ", ",,"]))
def test_what_is_written_is_read_back(
    written: list[tuple[str, dict[str, str]]], comma: str
) -> None:
    header = comma.join(
        scheme + " " + comma.join(f"{name}={_quoted(value)}" for name, value in parameters.items())
        for scheme, parameters in written
    )
    read = [(found.scheme, dict(found.parameters)) for found in parse_challenges(header)]
    assert read == [(scheme.lower(), parameters) for scheme, parameters in written]


@given(st.text(st.sampled_from('ab=", \t\\/I') | st.characters(max_codepoint=255), max_size=60))
def test_no_header_breaks_the_parser(header: str) -> None:
    for challenge in parse_challenges(header):
        assert challenge.scheme == challenge.scheme.lower() != ""
