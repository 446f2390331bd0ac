"""The product's own line drawings: SVG on a 20 px grid, drawn in whatever colour is asked."""

from functools import lru_cache

from agent_desktop.platform.resources import resources

GRID = 20


@lru_cache(maxsize=512)
def drawing(name: str, colour: str) -> bytes:
    """Return the SVG of the drawing `name` with its lines in `colour` (`#rrggbb`).

    Raises FileNotFoundError for a name that has no drawing.
    """
    return _source(name).replace("currentColor", colour).encode()


def read_all() -> None:
    """Read every drawing, so that none is read later."""
    for file in (resources() / "icons").glob("*.svg"):
        _source(file.stem)


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
