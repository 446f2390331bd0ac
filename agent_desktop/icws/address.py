"""A server's address as the protocol has it: what can't be one is a wrong request."""

from typing import Self

from agent_desktop.icws.errors import AddressError
from agent_desktop.platform.address import Address, NoAddress


class ServerAddress(Address):
    """A server's address. `base_path` is empty, or the path that all paths go under."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person types. Raises AddressError with a sentence."""
        try:
            return super().parse(text)
        except NoAddress as error:
            raise AddressError(str(error)) from None

    def with_host(self, host: str) -> Self:
        """Return the address of another server at the same scheme and port. Raises AddressError."""
        try:
            return super().with_host(host)
        except NoAddress as error:
            raise AddressError(str(error)) from None
