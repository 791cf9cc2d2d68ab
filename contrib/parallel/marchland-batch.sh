#!/bin/sh
# A batch on several hosts by GNU parallel: one shard a host and slot; the folders are
# shared. On one host `marchland batch --jobs N` does better: it reads the data once.
#
#   marchland-batch.sh PLAN DIR SHARDS HOST,HOST...
set -eu
plan=$1 folder=$2 shards=$3 hosts=$4

seq 0 $((shards - 1)) |
  parallel --sshlogin "$hosts" --jobs 1 --retries 3 --workdir "$PWD" \
    marchland batch "$plan" -O "$folder" --shard "{}/$shards" --wait 10min --quiet
marchland batch --merge -O "$folder"
