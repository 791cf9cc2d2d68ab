#!/bin/sh
# The files of contrib/ are sound, as far as tools here can tell, and use options that
# the program has. Usage: contrib.sh PROGRAM CONTRIB FOLDER
set -eu
program=$1 contrib=$2 folder=$3

fail() {
  echo "contrib: $*" >&2
  exit 1
}

rm -rf "$folder"
mkdir -p "$folder"

for script in "$contrib/slurm/marchland-batch.sbatch" "$contrib/parallel/marchland-batch.sh"; do
  sh -n "$script" || fail "$script"
done

for command in batch gallery; do
  "$program" "$command" --help >"$folder/$command.txt"
  grep -rhoE "marchland $command .*" "$contrib" | grep -oE -- '--[a-z-]+' | sort -u |
    while read -r option; do
      # a line of the batch may go on to others' options, not the other way round
      grep -q -- "$option" "$folder/$command.txt" || fail "$command has no $option"
    done
done

if command -v systemd-analyze >/dev/null; then
  for unit in service timer; do
    sed "s|/usr/bin/marchland|/bin/true|; /^Documentation=/d" \
      "$contrib/systemd/marchland-batch.$unit" >"$folder/marchland-batch.$unit"
  done
  systemd-analyze verify "$folder/marchland-batch.service" "$folder/marchland-batch.timer" \
    >"$folder/verify.txt" 2>&1 || fail "$(cat "$folder/verify.txt")"
  [ ! -s "$folder/verify.txt" ] || fail "$(cat "$folder/verify.txt")"
  echo "systemd units verified"
fi

if python3 -c 'import yaml' 2>/dev/null; then
  python3 - "$contrib/kubernetes/marchland-batch.yaml" <<'EOF' || fail "the Job"
import sys, yaml
job = yaml.safe_load(open(sys.argv[1]))
spec = job["spec"]
container = spec["template"]["spec"]["containers"][0]
shards = [e["value"] for e in container["env"] if e["name"] == "MARCHLAND_SHARDS"]
assert job["kind"] == "Job" and spec["completionMode"] == "Indexed", "not an Indexed Job"
assert shards == [str(spec["completions"])], "MARCHLAND_SHARDS is not completions"
assert all(isinstance(word, str) for word in container["args"]), "args"
rule = spec["podFailurePolicy"]["rules"][0]
assert 75 not in rule["onExitCodes"]["values"], "75 passes"
assert rule["onExitCodes"]["containerName"] == container["name"], "containerName"
EOF
  echo "Kubernetes Job parsed"
fi

cron=$(grep -cE '^([0-9*/,-]+ ){5}[a-z]+ .+' "$contrib/cron/marchland")
[ "$cron" -eq 1 ] || fail "the cron file has $cron lines"
echo "contrib is sound"
