#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A million invented rows filtered to a window, beside wc -l and GDAL's own CSV scan.

usage: incidents-million.py PROGRAM [ROWS]

Prints CPU seconds (user and system, the median of three, interleaved) and the
largest memory of the program.
"""
import os
import statistics
import subprocess
import sys
import tempfile


def cpu(command):
    """CPU seconds and the largest memory (kB) of one run."""
    pid = os.posix_spawnp(command[0], command, os.environ,
                          file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit("%s failed" % command[0])
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    program = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    generator = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "incidents", "generate-table.py")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "acled.csv")
        with open(path, "wb") as table:
            subprocess.run([sys.executable, generator, "acled", str(rows)], stdout=table, check=True)
        commands = {
            "wc -l": ["wc", "-l", path],
            "ogrinfo -so": ["ogrinfo", "-ro", "-al", "-so", path],
            "marchland": [program, "incidents", "describe", "-q", "--bbox", "68,38,72,41",
                          "--dates", "2021-04-01/2021-06-01", path],
        }
        runs = {name: [] for name in commands}
        for _ in range(3):
            for name, command in commands.items():
                runs[name].append(cpu(command))
        seconds = {name: statistics.median(run[0] for run in of) for name, of in runs.items()}
        for name, value in seconds.items():
            print("%-12s %6.2f s" % (name, value))
        print("ratio        %6.2f  (asked: at most 2.5)" % (
            seconds["marchland"] / (seconds["wc -l"] + seconds["ogrinfo -so"])))
        print("memory       %6.1f MB" % (max(run[1] for run in runs["marchland"]) / 1024))


if __name__ == "__main__":
    main()
