#!/bin/sh
# An array job on a real Slurm: 200 figures, two nodes on this host, one of them killed.
# The outputs must be those of a run on one machine, byte by byte.
#
# Usage: run.sh PROGRAM SBATCH-SCRIPT FOLDER; needs root, slurmctld, slurmd and munged,
# else it prints SKIPPED. Everything runs on ports and sockets of its own.
set -eu
program=$1 script=$2 folder=$3
figures=200 shards=8
port=$((20000 + $$ % 20000))

for tool in slurmctld slurmd munged sbatch squeue scontrol; do
  if ! command -v "$tool" >/dev/null; then
    echo "SKIPPED: no $tool"
    exit 0
  fi
done
if [ "$(id -u)" -ne 0 ]; then
  echo "SKIPPED: slurmd needs root"
  exit 0
fi

rm -rf "$folder"
mkdir -p "$folder/in" "$folder/state" "$folder/n1" "$folder/n2"
cd "$folder"
folder=$(pwd)
host=$(hostname -s)
daemons=""

finish() {
  status=$?
  trap - EXIT INT TERM
  for process in $daemons; do
    kill "$process" 2>/dev/null || true
  done
  for process in $daemons; do
    wait "$process" 2>/dev/null || true
  done
  if [ "$status" -ne 0 ]; then
    tail -n 20 "$folder"/*.log >&2 || true
  fi
  exit "$status"
}
trap finish EXIT INT TERM

fail() {
  echo "slurm: $*" >&2
  exit 1
}

# wait_for SECONDS COMMAND...: until it succeeds
wait_for() {
  tries=$(($1 * 5))
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.2
  done
}

{
  echo "place,lat,lon"
  i=0
  while [ "$i" -lt "$figures" ]; do
    echo "place $i,$((36 + i % 10)).5,$((60 + i / 10)).5"
    i=$((i + 1))
  done
} >in/places.csv
cat >in/figure.yaml <<EOF
title: x
size: {width: 180mm, height: 130mm, dpi: 150}
EOF
cat >in/plan.yaml <<EOF
batch: 1
figure: figure.yaml
over: places.csv
name: "{place}"
formats: [png, svg]
extent: {radius: 60 km}
set:
  title: "Around {place}"
EOF

dd if=/dev/urandom of=munge.key bs=1024 count=1 2>/dev/null
chmod 400 munge.key
cat >slurm.conf <<EOF
ClusterName=marchland
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket,cred_expire=5
StateSaveLocation=$folder/state
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/%n.pid
SlurmdSpoolDir=$folder/%n
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SlurmdTimeout=10
KillWait=2
MessageTimeout=5
SchedulerParameters=sched_interval=2
ReturnToService=2
MpiDefault=none
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=2
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
EOF
export SLURM_CONF="$folder/slurm.conf"

munged --foreground --force --key-file="$folder/munge.key" \
  --socket="$folder/munge.socket" --pid-file="$folder/munge.pid" \
  --log-file="$folder/munge.log" --seed-file="$folder/munge.seed" \
  >munged.log 2>&1 &
daemons="$daemons $!"
wait_for 10 test -S munge.socket || fail "munged did not start"
slurmctld -D >slurmctld-out.log 2>&1 &
daemons="$daemons $!"
slurmd -D -N n1 >n1-out.log 2>&1 &
daemons="$daemons $!"
slurmd -D -N n2 >n2-out.log 2>&1 &
second=$!
daemons="$daemons $second"
both_idle() {
  [ "$(sinfo --noheader --Node --format=%T 2>/dev/null | grep -c '^idle$')" -eq 2 ]
}
wait_for 60 both_idle || fail "the nodes did not come up"

export MARCHLAND="$program"
job=$(sbatch --parsable --array="0-$((shards - 1))" --cpus-per-task=1 "$script" \
  in/plan.yaml "$folder/out")

# The node dies while a task of it draws: slurmd, the step's daemon, the batch.
second_draws() {
  task=$(squeue --noheader --nodelist=n2 --states=R --format=%i | head -n 1)
  [ -n "$task" ] || return 1
  shard="$((${task##*_} + 1))-of-$shards"
  [ -s "out/.marchland/journal-$shard.jsonl" ]
}
wait_for 60 second_draws || fail "no task was seen to draw on the second node"
children() {
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    children "$child"
    echo "$child"
  done
}
steps=""
for file in /proc/[0-9]*/cmdline; do
  process=${file#/proc/}
  process=${process%/cmdline}
  # a step's daemon is named "slurmstepd: [JOB.STEP]" and keeps its node's folder open
  if tr '\0' ' ' <"$file" 2>/dev/null | grep -q '^slurmstepd: \[' &&
    ls -l "/proc/$process/fd" 2>/dev/null | grep -q "$folder"; then
    for child in $(children "$process"); do
      if tr '\0' '\n' <"/proc/$child/environ" 2>/dev/null | grep -q '^SLURMD_NODENAME=n2$'; then
        steps="$steps $process $child"
      fi
    done
  fi
done
[ -n "$steps" ] || fail "the second node's steps are not to be found"
kill -9 "$second" $steps 2>/dev/null || true
echo "killed node n2 with task $task, $(ls out | wc -l) of $((2 * figures)) outputs made"

all_done() {
  [ -z "$(squeue --noheader --job="$job" 2>/dev/null)" ]
}
if ! wait_for 240 all_done; then
  squeue >&2
  sinfo >&2
  fail "the array job did not end"
fi
grep -h requeue slurmctld.log | tail -n 3
grep -q -i "requeue.*node" slurmctld.log || fail "no task was requeued"

"$program" batch in/plan.yaml -O single --jobs 2 --quiet
"$program" batch --merge -O out
made=$(find out -name '*.png' -o -name '*.svg' | wc -l)
[ "$made" -eq $((2 * figures)) ] || fail "$made outputs"
diff -r --exclude=.marchland out single || fail "outputs differ"
"$program" batch in/plan.yaml -O out | grep "^0 made, $figures unchanged"
echo "array job of $shards tasks, $figures figures: same bytes as on one machine"
