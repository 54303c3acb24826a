"""Processes that outlive this program: started, found again, ended. A process is known by its id and its start time."""

import os
import pathlib
import signal
import subprocess
import time


def launch(command: list, pid_file: pathlib.Path, out: pathlib.Path, folder: pathlib.Path, environment: dict) -> None:
    """In a session of its own, so that what it starts can be ended with it."""
    with open(out, 'wb') as stream:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, cwd=folder, env=environment,
                                   start_new_session=True)
    pid_file.write_text(f'{process.pid} {started(process.pid)}')


def alive(pid_file: pathlib.Path):
    """Its id, or None: it ended, or its id is another process's by now."""
    try:
        pid, start = pid_file.read_text().split()
    except (OSError, ValueError):
        return None
    return int(pid) if started(int(pid)) == start else None


def end(pid_file: pathlib.Path, patience: float = 8) -> bool:
    """First asks it, then does not. False when it did not run."""
    pid = alive(pid_file)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + patience
        while alive(pid_file) and time.monotonic() < deadline:
            time.sleep(0.05)
        try:
            # It leads its group, so workers that it left behind go, too.
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        while alive(pid_file):
            time.sleep(0.05)
    pid_file.unlink(missing_ok=True)
    return pid is not None


def started(pid: int):
    """Start time in the kernel's ticks, as text; None for a process that is gone or only waits to be buried."""
    try:
        fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()
    except OSError:
        return None
    return None if fields[0] == 'Z' else fields[19]
