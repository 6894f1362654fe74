"""Files that tests make and look at."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def put_odd(name: str, kind: str) -> Path:
    """Something that is no regular file; a link leads to the file `kept`."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(name)
        case "link to a pipe":
            os.mkfifo(f"{name}-pipe")
            path.symlink_to(f"{path.name}-pipe")
        case "link to a device":
            path.symlink_to(os.devnull)
        case "link":
            path.symlink_to(Path("kept").absolute())
        case "folder":
            path.mkdir()
    return path
