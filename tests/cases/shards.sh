#!/bin/sh
# Shards together make what one run makes; another number of shards makes nothing anew;
# what the plan makes no more is found right across them.
# Usage: shards.sh PROGRAM FOLDER
set -eu
program=$1 folder=$2

fail() {
  echo "shards: $*" >&2
  exit 1
}

rm -rf "$folder"
mkdir -p "$folder/in"
cd "$folder"
for i in 1 2 3 4 5 6 7 8; do
  cat >"in/f$i.yaml" <<EOF
title: Figure $i
extent: {bbox: [69, 39.5, 71, 40.5]}
size: {width: 60mm, height: 80mm}
output: f$i.svg
EOF
done

"$program" batch in -O single --quiet
for shard in 0 1 2; do
  "$program" batch in -O out --quiet --shard "$shard/3"
done
diff -r --exclude=.marchland single out || fail "shards make other bytes"

# two of the three shards, seen before the third would have run
[ ! -e out/.marchland/manifest.jsonl ] || fail "a shard wrote the whole manifest"
"$program" gallery out | grep -q "8 figures, 0 failed" || fail "gallery of shards"

for shard in 0 1; do
  "$program" batch in -O out --shard "$shard/2" | grep -q "^0 made" ||
    fail "two shards make anew what three made"
done
"$program" batch in -O out | grep -q "^0 made, 8 unchanged" || fail "one run makes anew"
ls out/.marchland | grep -q "manifest-" && fail "a run without shards leaves manifests"

# merge: after a part of the shards, then after the rest
"$program" batch in -O part --quiet --shard 0/2
some=$("$program" batch --merge -O part)
"$program" batch in -O part --quiet --shard 1/2
[ "$("$program" batch --merge -O part)" = "one manifest of 8 figures" ] || fail "merge"
[ "$some" != "one manifest of 8 figures" ] || fail "one shard made all"
"$program" batch in -O part | grep -q "^0 made, 8 unchanged" || fail "merge lost figures"

# gone from the plan: named once among all shards, removed by --prune
rm in/f3.yaml
for shard in 0 1 2; do
  "$program" batch in -O out --shard "$shard/3" 2>>named.txt >/dev/null
done
[ "$(cat named.txt)" = "f3.svg: no figure makes it any more; --prune removes it" ] ||
  fail "orphans: $(cat named.txt)"
[ -e out/f3.svg ] || fail "an orphan was removed without --prune"
for shard in 0 1 2; do
  "$program" batch in -O out --quiet --prune --shard "$shard/3"
done
[ ! -e out/f3.svg ] || fail "an orphan was left by --prune"

# an output that its figure writes no more; another figure that takes over a name
sed -i 's/^output: .*/output: other.svg/' in/f1.yaml
sed -i 's/^output: .*/output: f1.svg/' in/f2.yaml
"$program" batch in -O out --prune >made.txt 2>named.txt
grep -q "^2 made, 5 unchanged" made.txt || fail "$(cat made.txt)"
[ "$(cat named.txt)" = "f2.svg: no figure makes it any more; removed" ] ||
  fail "left outputs: $(cat named.txt)"
[ -e out/f1.svg ] || fail "prune removed what another figure makes now"

# a failed figure keeps its output and is made when it is right again
cp in/f4.yaml good.yaml
echo "nonsense: 1" >>in/f4.yaml
"$program" batch in -O out --quiet 2>/dev/null && fail "a wrong figure is made"
[ -e out/f4.svg ] || fail "a failed figure lost its output"
"$program" gallery out | grep -q "7 figures, 1 failed" || fail "gallery of a failure"
cp good.yaml in/f4.yaml
"$program" batch in -O out --quiet
diff out/f4.svg single/f4.svg || fail "made again, it has other bytes"
echo "shards agree"
