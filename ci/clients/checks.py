"""Checks of Python clients: each prints one line and is counted (see ci/checks.sh); none stops the others."""
import os
import time
import traceback

LOG = open(os.environ["CHECKS_LOG"], "a", encoding="utf-8")


def say(line):
    print(line, flush=True)
    LOG.write(line + "\n")
    LOG.flush()


class Checks:
    """Names every line for one client."""

    def __init__(self, client):
        self.client = client

    def __call__(self, name, holds, seen=""):
        say(f"ok      {self.client}: {name}" if holds else f"NOT OK  {self.client}: {name} (seen: {seen})")

    def skip(self, reason):
        say(f"skipped {self.client}: {reason}")

    def run(self, section):
        """Runs the checks of one function; an error in it is a failure of that section, not the end of the others."""
        try:
            section()
        except Exception as error:
            self(section.__name__.replace("_", " "), False, f"{type(error).__name__}: {error}")
            traceback.print_exc()


def until(read, wanted, seconds=30):
    """What is read at last: at once when it is what is wanted, else after so many seconds."""
    end = time.monotonic() + seconds
    seen = read()
    while not (wanted(seen) if callable(wanted) else seen == wanted) and time.monotonic() < end:
        time.sleep(0.3)
        seen = read()
    return seen
