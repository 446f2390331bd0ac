"""How a request ended, whatever it was for."""

from agent_desktop.immutable import immutable


@immutable
class Answer:
    """What is known of how a request ended; every text may be empty."""

    status: int | None = None
    error_id: str = ""
    message: str = ""
    reference: str = ""
    detail: str = ""
    licence_missing: bool = False  # the vendor's 403; a proxy's is another matter
    retry_after: float | None = None  # seconds the server asks to wait; None: it didn't say
