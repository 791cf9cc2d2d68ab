#!/usr/bin/env python3
"""Batches, measured: figures per CPU second, memory over time, a run without changes.

Usage: MARCHLAND_DATA=... batch.py PROGRAM [--figures N] [--soak N] [--jobs N]

The rates are of 1600x1200 figures of the reference case with full furniture, incidents
and labels, along the Kyrgyz-Tajik border, by one worker; CPU time is user and system
time of the batch and its workers. The soak draws small figures by several workers and
prints what parent and workers hold, from /proc, as it goes; --plot draws that as SVG.
"""
import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CASE = os.path.join(ROOT, "examples", "batken-2021")
FIGURE = f"""title: x
subtitle: 28 April - 1 May 2021, places and buildings damaged as reported by either side
as-of: 2021-05-01
gazetteer: [{CASE}/places.csv]
incidents:
  - data: {CASE}/incidents.csv
    columns: {{value: buildings}}
    value-label: buildings damaged
    source: press reports listed in incidents.csv
"""


def plan_write(folder, count, formats, size):
    """Points of a net around the border between Isfara and Batken."""
    with open(os.path.join(folder, "points.csv"), "w") as file:
        file.write("point,lat,lon\n")
        for i in range(count):
            lat = 39.75 + 0.5 * ((i * 7919) % 1000) / 1000
            lon = 70.2 + 1.0 * ((i * 104729) % 997) / 997
            file.write(f"p{i:05},{lat:.4f},{lon:.4f}\n")
    with open(os.path.join(folder, "figure.yaml"), "w") as file:
        file.write(FIGURE)
    plan = os.path.join(folder, "plan.yaml")
    with open(plan, "w") as file:
        file.write(
            f"batch: 1\nfigure: figure.yaml\nover: points.csv\n"
            f'name: "{{point}}"\nformats: [{formats}]\nextent: {{radius: 20 km}}\n'
            f'set:\n  title: "Around {{point}}"\n  size: {size}\n'
        )
    return plan


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(words):
    """CPU and wall seconds of the command."""
    cpu, wall = cpu_seconds(), time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return cpu_seconds() - cpu, time.monotonic() - wall


def memory(process):
    """Resident and own (not shared) MB of a process; None when it is gone."""
    try:
        with open(f"/proc/{process}/statm") as file:
            fields = [int(field) for field in file.read().split()]
    except OSError:
        return None
    page = os.sysconf("SC_PAGESIZE") / 1e6
    return fields[1] * page, (fields[1] - fields[2]) * page


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            return file.read().split()
    except OSError:
        return []


def rates(program, folder, count):
    size = "{width: 1600px, height: 1200px}"
    print("| format | jobs | figures | CPU s | figures per CPU second | wall s |")
    print("|---|---|---|---|---|---|")
    for formats in ("png", "svg"):
        for jobs in (1, 2):
            plan = plan_write(folder, count, formats, size)
            out = os.path.join(folder, f"{formats}-{jobs}")
            cpu, wall = run([program, "batch", plan, "-O", out, "--jobs", str(jobs), "--quiet"])
            print(f"| {formats} | {jobs} | {count} | {cpu:.1f} | {count / cpu:.1f} | {wall:.1f} |")
            shutil.rmtree(out)


def plot_write(path, points, count):
    """@points: (figures done, MB of the parent, MB of the largest worker's own)."""
    width, height, left, bottom = 660, 260, 50, 210
    top = 10 * (int(max(max(point[1:]) for point in points)) // 10 + 1)

    def at(done, megabytes):
        return f"{left + 570 * done / count:.1f},{bottom - 190 * megabytes / top:.1f}"

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">',
        f"<title>Memory while {count} figures are drawn</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for megabytes in range(0, top + 1, 10):
        y = bottom - 190 * megabytes / top
        lines.append(f'<path d="M{left} {y:.1f}h570" stroke="#ddd"/>')
        lines.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{megabytes}</text>')
    for step in range(0, 6):
        x, done = left + 570 * step / 5, count * step // 5
        lines.append(f'<text x="{x:.0f}" y="{bottom + 18}" text-anchor="middle">{done:,}</text>')
    for index, color, name in ((1, "#0072b2", "parent, resident"), (2, "#d55e00", "largest worker, its own")):
        course = " ".join(at(point[0], point[index]) for point in points)
        lines.append(f'<polyline points="{course}" fill="none" stroke="{color}" stroke-width="1.5"/>')
        y = bottom - 190 * points[-1][index] / top - 6
        lines.append(f'<text x="{left + 566}" y="{y:.1f}" text-anchor="end" fill="{color}">{name}</text>')
    lines.append(f'<text x="{left}" y="{bottom + 38}">figures done; MB</text>')
    lines.append("</svg>")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


def soak(program, folder, count, jobs, plot):
    plan = plan_write(folder, count, "svg", "{width: 120mm, height: 120mm}")
    out = os.path.join(folder, "soak")
    words = [program, "batch", plan, "-O", out, "--jobs", str(jobs), "--quiet"]
    batch = subprocess.Popen(words)
    step, wanted, worst = max(count // 10, 1), 0, 0.0
    points = []
    print("\n| figures done | parent, resident MB | workers, own MB each |")
    print("|---|---|---|")
    while batch.poll() is None:
        done = len(os.listdir(out)) if os.path.isdir(out) else 0
        workers = [memory(child) for child in children(batch.pid)]
        own = [worker[1] for worker in workers if worker]
        worst = max([worst] + own)
        parent = memory(batch.pid)
        if own and parent:
            points.append((done, parent[0], max(own)))
        if done >= wanted and own and parent:
            print(f"| {done} | {parent[0]:.0f} | {', '.join(f'{mb:.0f}' for mb in own)} |", flush=True)
            wanted += step
        time.sleep(0.1)
    if batch.returncode != 0:
        raise SystemExit(f"the batch ended with {batch.returncode}")
    if plot:
        plot_write(plot, points[:: max(len(points) // 300, 1)], count)
    print(f"\nmost that a worker held of its own: {worst:.0f} MB")
    cpu, wall = run(words)
    print(f"a run over {count} figures without changes: {cpu:.2f} s of CPU, {wall:.2f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--figures", type=int, default=100)
    parser.add_argument("--soak", type=int, default=3000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--plot", help="an SVG of the soak's memory")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="march-batch-")
    try:
        if options.figures > 0:
            rates(options.program, folder, options.figures)
        soak(options.program, folder, options.soak, options.jobs, options.plot)
    finally:
        shutil.rmtree(folder)


main()
