#!/usr/bin/python3
"""Starts the demo as a terminal does, presses Ctrl-C (SIGINT to the whole foreground group), prints how it ended."""
import os
import signal
import subprocess
import sys
import time

demo = subprocess.Popen(
    ["dotnet", "run", "--no-build", "--project", "simulator", "--", "--redfish", "https://127.0.0.1:0", "--ironic", "http://127.0.0.1:0",
     "--valence", "http://127.0.0.1:0", "--page", "http://127.0.0.1:0", *sys.argv[1:]],
    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
for line in demo.stdout:
    if "Ctrl-C ends it" in line:
        break
pressed = time.monotonic()
os.killpg(demo.pid, signal.SIGINT)
try:
    rest, _ = demo.communicate(timeout=20)
except subprocess.TimeoutExpired:
    os.killpg(demo.pid, signal.SIGKILL)
    print("it did not end within 20 s")
    sys.exit(1)
print(rest.strip())
print(f"exit code {demo.returncode} after {time.monotonic() - pressed:.1f} s")
