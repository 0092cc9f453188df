"""`python -m bench [name …]`: run every bench/bench_*.py and print the medians.

A benchmark is a module with `main() -> Iterable[Measured]`: what was measured, in which unit,
and the samples. It prepares its own data, in a folder of its own.
"""

import importlib
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.measured import Measured


def names(chosen: Sequence[str], folder: Path = Path(__file__).parent) -> list[str]:
    """Return the benchmarks to run, in order.

    Raises:
        SystemExit: A chosen name is no benchmark; the message lists those that are.
    """
    known = sorted(path.stem.removeprefix("bench_") for path in folder.glob("bench_*.py"))
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        raise SystemExit(f"No benchmark {', '.join(unknown)}. There are: {', '.join(known)}.")
    return [name for name in known if not chosen or name in chosen]


def line(measured: Measured) -> str:
    """Return one row: what, median, unit, and the spread."""
    low, high = min(measured.samples), max(measured.samples)
    middle = statistics.median(measured.samples)
    spread = f"({low:,.1f} to {high:,.1f}, {len(measured.samples)} samples)"
    return f"  {measured.what:<48} {middle:>12,.1f} {measured.unit:<12} {spread}"


def main(argv: Sequence[str]) -> int:
    """Run the chosen benchmarks, or all of them."""
    for name in names(argv):
        sys.stdout.write(f"{name}\n")
        module = importlib.import_module(f"bench.bench_{name}")
        for measured in module.main():
            sys.stdout.write(f"{line(measured)}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
