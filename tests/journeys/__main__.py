"""Writes the bot's part of the journeys anew: `python -m tests.journeys [name ...]`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys import files
from tests.journeys.replay import replay


def main(names: list[str]) -> None:
    for file in files():
        if names and file.stem not in names:
            continue
        before = file.read_text(encoding="utf-8")
        try:
            with TemporaryDirectory() as folder:
                after = replay(before, Path(folder))
        except AssertionError as error:
            print(f"{file.name} cannot go on {error}")
            continue
        if after != before:
            file.write_text(after, encoding="utf-8")
            print(f"{file.name} was written anew")


if __name__ == "__main__":
    main(sys.argv[1:])
