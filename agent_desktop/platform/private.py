"""Folders, files and locks that are this user's alone."""

import os
import sys
from pathlib import Path


def private_folder(folder: Path) -> Path:
    """Make a folder, and those above it that are missing, for this user alone.

    Raises OSError, also where the folder is there and somebody else's.
    """
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if sys.platform != "win32":  # there the profile's own access list holds
        found = folder.lstat()
        if found.st_uid != os.getuid():
            raise PermissionError(1, "it is somebody else's", str(folder))
        if found.st_mode & 0o077:
            folder.chmod(0o700)
    return folder


def lock(handle: int) -> bool:
    """Take the lock of an open file, without waiting; whether it is ours now.

    The operating system lets go of it when the file is closed, and when the program is killed.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            # Far behind the content, which others may read then.
            os.lseek(handle, 1 << 30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
