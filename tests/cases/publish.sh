#!/bin/sh
# SPDX-License-Identifier: MIT
# Figures published to a store of objects on the loopback: taken, refused, taken again.
# Usage: publish.sh PROGRAM WORK-FOLDER
set -u
program=$1
work=$2
here=$(dirname "$0")

command -v python3 >/dev/null || { echo "SKIPPED: python3 is not installed"; exit 0; }
rm -rf "$work"
mkdir -p "$work/in" "$work/store"
python3 "$here/publish-server.py" "$work/store" "$work/port" &
server=$!
trap 'kill $server 2>/dev/null' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ -f "$work/port" ] && break
    sleep 0.25
done
fail() {
    echo "FAILED: $1"
    exit 1
}
[ -f "$work/port" ] || fail "the store did not start"
export AWS_S3_ENDPOINT="127.0.0.1:$(cat "$work/port")" AWS_HTTPS=NO AWS_VIRTUAL_HOSTING=FALSE
export AWS_NO_SIGN_REQUEST=YES GDAL_HTTP_MAX_RETRY=0 no_proxy=127.0.0.1
for name in a b; do
    printf 'title: %s\nextent: {bbox: [69, 39.5, 71, 40.5]}\nsize: {width: 60mm, height: 80mm}\noutput: %s.svg\n' \
        $name $name >"$work/in/$name.yaml"
done
batch() {
    "$program" batch "$work/in" -O "$work/out" --jobs 1 --allow-network --publish /vsis3/bucket/maps
}

touch "$work/store/refuse"
batch >"$work/log" 2>&1
[ $? -eq 1 ] || fail "a store that refuses"
grep -q "0 made, 0 unchanged, 2 failed" "$work/log" || fail "both have failed: $(cat "$work/log")"
grep -q "/vsis3/bucket/maps/a.svg: error: cannot be written" "$work/log" || fail "the store is named: $(cat "$work/log")"
rm "$work/store/refuse"
batch >"$work/log" 2>&1 || fail "a store that takes: $(cat "$work/log")"
for name in a b; do
    cmp "$work/out/$name.svg" "$work/store/bucket/maps/$name.svg" || fail "$name arrived"
done
batch >"$work/log" 2>&1 || fail "nothing to do"
grep -q "0 made, 2 unchanged" "$work/log" || fail "nothing is made twice: $(cat "$work/log")"
