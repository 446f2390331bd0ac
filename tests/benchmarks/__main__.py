"""Run the benchmarks and print their tables: `python3 packaging/run.py bench [name ...]`."""

import importlib
import json
import sys

BENCHMARKS = (
    "ui_gap",
    "stage_storm",
    "history",
    "history_page",
    "whole_shift",
    "kills",
    "soak",
    "soak_window",
    "frozen_start",
)


def main() -> int:
    """Run all benchmarks, or those named; returns 1 if one missed its budget."""
    wanted = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in wanted if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}\n")
        return 2
    results = {}
    for name in wanted:
        result = importlib.import_module(f"tests.benchmarks.{name}").measure()
        results[name] = result
        print(f"\n{name}")
        for key, value in result.items():
            print(f"  {key:<34} {value}")
    print("\n" + json.dumps(results))
    return 0 if all(result["verdict"] == "met" for result in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
