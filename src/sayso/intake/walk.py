"""Folders to files: all the reports below a folder, in sorted order, each once, and no way round in a circle."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import SourceError, SourceMissing, SourceUnsupported

_ASSETS = ("_files", ".files", "_Files")


def files(folder: Path) -> Iterator[Path | SourceError]:
    """The files below a folder, depth first, sorted by name, as they are found; what can't be followed, as its error.

    Passed over: hidden files and folders, and the `NAME_files` folder that a browser puts beside the page `NAME.html`.
    A link is not followed where it leads to something below the folder that has its own turn, which also ends every
    circle. A link that leads out of the folder is refused: an archive from elsewhere could point anywhere.
    """
    root = os.path.realpath(folder)
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path != folder and path.is_symlink():
                answer = _link(path, root)
                if answer is not None:
                    yield answer
                continue
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode):
                waiting.extend(reversed(_inside(path)))
            elif stat.S_ISREG(mode):
                yield path
            else:
                yield SourceUnsupported(str(path), "this is neither a file nor a folder")
        except OSError as error:
            yield unreadable(str(path), error)


def _inside(folder: Path) -> list[Path]:
    with os.scandir(folder) as found:
        names = sorted(entry.name for entry in found if not entry.name.startswith("."))
    known = set(names)
    return [folder / name for name in names if not _is_assets(name, known)]


def _is_assets(name: str, beside: set[str]) -> bool:
    return any(
        name.endswith(end)
        and not beside.isdisjoint({name.removesuffix(end) + ".html", name.removesuffix(end) + ".htm"})
        for end in _ASSETS
    )


def _link(path: Path, root: str) -> Path | SourceError | None:
    target = os.path.realpath(path)
    if not Path(target).exists():
        return SourceMissing(str(path), "this link leads nowhere")
    if os.path.commonpath([root, target]) != root:
        return SourceUnsupported(str(path), "this link leads out of the folder", f"give {target} by name")
    hidden = any(part.startswith(".") for part in Path(os.path.relpath(target, root)).parts if part not in (".", ".."))
    if hidden and Path(target).is_file():
        return path
    if hidden:
        return SourceUnsupported(str(path), "this link leads to a hidden folder", f"give {target} by name")
    return None


def unreadable(source: str, error: OSError) -> SourceError:
    """The error of ours that a file system's error amounts to."""
    if isinstance(error, FileNotFoundError):
        return SourceMissing(source, "there is no such file or folder", "look at the spelling of the path")
    if isinstance(error, PermissionError):
        return SourceMissing(source, "it may not be read", "ask for the right to read it")
    return SourceMissing(
        source, f"it can't be read ({error.strerror or type(error).__name__})", "look at the path and the disk"
    )
