"""Cases by atheris, which follows the program's own branches: `python -m tests.fuzz.guided NAME`.

It begins with the valid documents and changes their bytes. atheris has wheels for Linux alone
(extra `fuzz`); where it isn't there, all cases are hypothesis's.
"""

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.cases import Tried, shown
from tests.fuzz.target import Counted, Target

LONGEST_INPUT = 4096
_DONE = re.compile(r"Done (\d+) runs in (\d+) second")
_COVERED = re.compile(r"cov: (\d+)")
_KEPT = re.compile(r"Test unit written to (.+)")


def available() -> bool:
    """Whether atheris is installed here."""
    return find_spec("atheris") is not None


def run(target: Target, cases: int, seed: int) -> Tried:
    """Try so many cases in a process of its own, which ends with the first finding."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, document in enumerate(target.seeds):
            (corpus / str(number)).write_bytes(document)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.fuzz.guided", target.name, str(corpus)),
                *(f"-runs={cases}", f"-seed={seed}", f"-max_len={LONGEST_INPUT}"),
                *(f"-artifact_prefix={folder}/", "-timeout=20", "-print_final_stats=0"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        told = _DONE.search(done.stdout)
        if done.returncode == 0 and told is not None:
            return Tried(target.name, "atheris", int(told[1]), float(told[2]))
        kept = _KEPT.search(done.stdout)
        bad = shown(Path(kept[1].strip()).read_bytes()) if kept else "no input was kept"
        return Tried(target.name, "atheris", 0, 0.0, f"{target.name}: {bad}\n{done.stdout[-3000:]}")


def main() -> None:
    """Hand this process over to atheris, which ends it."""
    import atheris

    name, *arguments = sys.argv[1:]
    with atheris.instrument_imports(include=["agent_desktop"]):
        from tests.fuzz.targets import BY_NAME
    with BY_NAME[name].open() as check:
        atheris.Setup([sys.argv[0], *arguments], Counted(check))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
