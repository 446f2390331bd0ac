"""What a test waits for on the screen. It is evaluated beside the tree, so it is plain data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """A widget, by its objectName, and what must be true of it all at once.

    `name`, `description` and `item` are regular expressions, searched in any case; `text` is
    compared whole. `present=False` means that no such widget is shown.
    """

    id: str
    present: bool = True
    name: str | None = None
    description: str | None = None
    text: str | None = None
    item: str | None = None
    states: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say it as a sentence goes on after 'waited for'."""
        if not self.present:
            return f"{self.id} to be gone"
        parts = [f"{self.id} to be shown"]
        parts += [f"named like {self.name!r}"] * (self.name is not None)
        parts += [f"described like {self.description!r}"] * (self.description is not None)
        parts += [f"reading {self.text!r}"] * (self.text is not None)
        parts += [f"with an item like {self.item!r}"] * (self.item is not None)
        parts += [f"being {state}" for state in self.states]
        parts += [f"not being {state}" for state in self.without]
        return ", ".join(parts)


def shown(id_: str, name: str | None = None) -> Condition:
    """The widget is visible; its accessible name matches, if one is given."""
    return Condition(id_, name=name)


def described(id_: str, description: str) -> Condition:
    """The widget is visible; what a screen reader says after its name matches."""
    return Condition(id_, description=description)


def gone(id_: str) -> Condition:
    """The widget is hidden or no longer there."""
    return Condition(id_, present=False)


def enabled(id_: str) -> Condition:
    """The widget can be used."""
    return Condition(id_, states=("enabled",))


def disabled(id_: str) -> Condition:
    """The widget is visible and can't be used."""
    return Condition(id_, without=("enabled",))


def focused(id_: str) -> Condition:
    """The widget has the keyboard."""
    return Condition(id_, states=("focused",))


def checked(id_: str) -> Condition:
    """The box is ticked, the radio button or the key chosen."""
    return Condition(id_, states=("checked",))


def unchecked(id_: str) -> Condition:
    """The box or radio button is visible and not chosen."""
    return Condition(id_, without=("checked",))


def reads(id_: str, text: str) -> Condition:
    """The field contains exactly this text."""
    return Condition(id_, text=text)


def lists(id_: str, item: str) -> Condition:
    """The list or table has a row whose text matches."""
    return Condition(id_, item=item)
