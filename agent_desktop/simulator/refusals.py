"""Answers that say no: the error bodies of reference section 5, ready to be localised."""

from typing import Any

from agent_desktop.simulator import assumptions
from agent_desktop.simulator.texts import text

CHALLENGE = 'ICWS realm="ICWS" location="/ICWS/connection"'
CODE_AUTHENTICATION_FAILURE = -2147221503


class Refusal(Exception):
    """The request is refused with an error body.

    `key` names the sentence in `texts`; `values` fill it in; `extra` are further properties of
    the body beside ``errorId``, ``errorCode`` and ``message``.
    """

    def __init__(
        self,
        status: int,
        key: str,
        *,
        error_id: str | None = None,
        error_code: int | None = None,
        extra: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        **values: object,
    ) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.error_id = error_id
        self.error_code = error_code
        self.extra = extra or {}
        self.headers = headers or {}
        self.values = values

    def body(self, language: str, *, error_ids: bool) -> dict[str, Any]:
        """Return the error body in `language`; without `error_ids` as an old server sent it."""
        body: dict[str, Any] = dict(self.extra)
        if self.error_id is not None and error_ids:
            body["errorId"] = self.error_id
        if self.error_code is not None:
            body["errorCode"] = self.error_code
        body["message"] = text(self.key, language, self.values)
        return body


def missing_property(name: str) -> Refusal:
    """Return: a required property isn't there (400)."""
    return _property("missing", name)


def invalid_property(name: str) -> Refusal:
    """Return: a property has a value of the wrong type or outside its range (400)."""
    return _property("invalid", name)


def _property(fault: str, name: str) -> Refusal:
    return Refusal(
        400,
        f"{fault}_property",
        error_id="error.request.invalidRepresentation.invalidProperty",
        extra={"__type": f"urn:inin.com:common:{fault}PropertyError", "propertyName": name},
        name=name,
    )


def unauthorized(key: str, code: int) -> Refusal:
    """Return: no valid session (401), with the challenge that says where to log on."""
    return Refusal(401, key, error_code=code, headers={"WWW-Authenticate": CHALLENGE})


def expired() -> Refusal:
    """Return: the session is unknown, ended, or its token or cookie is wrong (401)."""
    return unauthorized("session_expired", assumptions.CODE_EXPIRED)


def authentication_failure() -> Refusal:
    """Return: the credentials are wrong (400, not 401)."""
    return Refusal(
        400,
        "authentication_failure",
        error_id="error.request.connection.authenticationFailure",
        error_code=CODE_AUTHENTICATION_FAILURE,
    )


def unsupported() -> Refusal:
    """Return: the server doesn't have the resource (404)."""
    return Refusal(404, "unsupported", error_id="error.request.unsupported")


def access_denied() -> Refusal:
    """Return: the user has no right to do this (403)."""
    return Refusal(403, "access_denied", error_id=assumptions.ID_ACCESS_DENIED)


def no_licence() -> Refusal:
    """Return: neither agent nor station has a Dialer Add-on licence (403; reference section 4)."""
    return Refusal(403, "dialer_licence", error_id=assumptions.ID_NO_LICENCE)


def unknown_user(user_id: str) -> Refusal:
    """Return: the path names a user who doesn't exist (404)."""
    return Refusal(404, "user_unknown", error_id=assumptions.ID_NO_SUCH_USER, user=user_id)


def unknown_interaction() -> Refusal:
    """Return: the path names an interaction that doesn't exist or is over (404)."""
    return Refusal(404, "interaction_unknown", error_id=assumptions.ID_NO_SUCH_INTERACTION)
