"""What ends a set-up early, in a sentence a person can act on."""


class Problem(Exception):
    """The set-up can't go on. The text says what is wrong and what to do; `code` is the exit code.

    Exit code 2 means that something which must be there is missing; 1 that a step failed.
    """

    def __init__(self, text: str, code: int = 2) -> None:
        super().__init__(text)
        self.code = code


def say(text: str) -> None:
    """Tell the person at the terminal what happens next, at once and in order."""
    print(text, flush=True)
