"""Cases by hypothesis, made from valid documents."""

import re
import time
import traceback
from dataclasses import dataclass

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.spoiling import STEPS, Inputs
from tests.fuzz.target import Counted, Target

SETTINGS = settings(
    deadline=None,  # a case has a clock of its own, which a busy machine doesn't move
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),  # a document and a few steps are short, and shortening takes minutes
    report_multiple_bugs=False,
    print_blob=False,
)


_REPEATED = re.compile(rb"((.{1,8}?)\2{15,})", re.DOTALL)
_LONGEST = 3000


@dataclass(frozen=True)
class Tried:
    """What became of a target's cases; `finding` is empty, or tells the input."""

    target: str
    engine: str
    cases: int
    seconds: float
    finding: str = ""


def run(target: Target, cases: int, seed: int) -> Tried:
    """Try so many cases; `seconds` are of computing, not of waiting."""
    began = time.process_time()
    with target.open() as check:
        counted = Counted(check, target.readings)

        finding = ""
        while counted.cases < cases and not finding:
            seed += 1
            # An example is a document and all its steps, most often.
            examples = max(1, (cases - counted.cases) // STEPS)

            @hypothesis.seed(seed)
            @settings(SETTINGS, max_examples=examples)
            @given(target.inputs)
            def some(inputs: Inputs) -> None:
                nonlocal finding
                for data in inputs:
                    try:
                        counted(data)
                    except Exception as error:
                        finding = finding or f"{target.name}: {shown(data)}\n{told(error)}"
                        raise

            try:
                some()
            except Exception:
                # What hypothesis makes of a finding, a long repr or a flaky one, would hide it.
                if not finding:
                    raise
    return Tried(target.name, "hypothesis", counted.cases, time.process_time() - began, finding)


def shown(data: bytes) -> str:
    """Return an input as a Python expression, what is repeated in it written once."""
    text = repr(data)
    for run in sorted(set(_REPEATED.findall(data)), key=lambda run: -len(run[0])):
        whole, part = run
        text = text.replace(
            repr(whole)[2:-1], f"' + b'{repr(part)[2:-1]}' * {len(whole) // len(part)} + b'"
        )
    return text if len(text) < _LONGEST else f"{text[:_LONGEST]} ... ({len(data)} bytes)"


def told(error: BaseException) -> str:
    """Return where an error came from."""
    return "".join(traceback.format_exception(error, limit=-6))[-_LONGEST:]
