"""A short shift full of trouble: nothing is lost, doubled, or held at its end."""

from pathlib import Path

import pytest

from tests.benchmarks import soak

SECONDS = 12.0


async def test_a_shift_full_of_trouble_loses_and_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soak, "AGENTS", 2)
    found = await soak.soak(tmp_path, SECONDS)
    assert found["differences"] == 0
    assert found["kept open"] == []
    assert found["stages"]
