#!/bin/sh
# SPDX-License-Identifier: MIT
# Incidents from a PostGIS database that this test starts on a socket of its own:
# a table, a query, a connection that breaks midway, a server that is down.
# Usage: database.sh PROGRAM WORK-FOLDER
set -u
program=$1
work=$2

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
if [ -z "$bin" ] || ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
    echo "SKIPPED: PostgreSQL with PostGIS is not installed"
    exit 0
fi
# The server refuses to run as root; a socket's path is short.
home=$(mktemp -d /tmp/march-pg-XXXXXX)
as_user=
if [ "$(id -u)" = 0 ]; then
    as_user="setpriv --reuid=postgres --regid=postgres --clear-groups"
    chown postgres "$home"
    chmod 755 "$home"
fi
stop() {
    $as_user "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1
}
trap 'stop; rm -rf "$home"' EXIT
fail() {
    echo "FAILED: $1"
    exit 1
}

$as_user "$bin/initdb" -D "$home/data" -U march -A trust -E UTF8 --locale=C >"$home.log" 2>&1 ||
    { cat "$home.log"; rm -f "$home.log"; fail "initdb"; }
rm -f "$home.log"
$as_user "$bin/pg_ctl" -D "$home/data" -w -l "$home/data/log" \
    -o "-k $home -c listen_addresses='' -c fsync=off" start >/dev/null || fail "start"
sql() {
    "$bin/psql" -q -v ON_ERROR_STOP=1 -h "$home" -U march -d postgres -c "$1" >/dev/null ||
        fail "$1"
}
sql "create extension postgis"
sql "create table incidents (id text, event_date date, kind text, killed int, geom geometry(Point, 32642))"
sql "insert into incidents select 'i' || n, date '2021-04-28' + n % 4, 'Battles', n % 5,
    st_transform(st_setsrid(st_makepoint(70.0 + n * 0.0005, 39.9), 4326), 32642)
    from generate_series(1, 1000) n"

mkdir -p "$work"
cd "$work" || exit 1
rm -f out.svg
database="PG:host=$home user=march dbname=postgres"

"$program" incidents describe "$database" --layer incidents --allow-network >table.txt ||
    fail "the table is not read"
grep -q "1000 incidents" table.txt || fail "not all rows of the table"
grep -q "2021-04-28 to 2021-05-01" table.txt || fail "dates of the table"
"$program" incidents describe "$database" --allow-network \
    --query "select * from incidents where killed > 3" >query.txt || fail "the query"
grep -q "200 incidents" query.txt || fail "rows of the query"

figure() {
    cat >figure.yaml <<END
title: x
allow-network: $1
extent: {bbox: [69, 39, 72, 41]}
size: {width: 80mm}
incidents:
  - data: "$database"
    query: $2
END
}
figure true "select * from incidents limit 20"
"$program" render figure.yaml -q -o out.svg || fail "a figure of the database"
[ -s out.svg ] || fail "no figure"
grep -q "dbname=" out.svg && fail "how the database is reached stands in the figure"
rm out.svg

figure false "select * from incidents"
"$program" render figure.yaml -q -o out.svg 2>messages.txt
[ $? = 77 ] || fail "a database without leave: not 77"
"$program" render figure.yaml -q --allow-network -o out.svg || fail "leave by an option"
[ -s out.svg ] || fail "no figure by an option"
rm out.svg
mkdir -p plan
cp figure.yaml plan/
"$program" batch plan -q -O made --set output=one.svg --allow-network || fail "a batch of the database"
[ -s made/one.svg ] || ls made/*/one.svg >/dev/null || fail "no figure of the batch"
grep -rq "dbname=" made && fail "how the database is reached stands in the manifest"
rm -rf plan made

# GDAL fetches 500 rows at a time: the first come, then the server cuts the line.
figure true "select *, case when id = 'i900' then pg_terminate_backend(pg_backend_pid()) end as x from incidents"
"$program" render figure.yaml -q -o out.svg 2>messages.txt
status=$?
[ $status = 69 ] || { cat messages.txt; fail "a broken connection: $status, not 69"; }
[ ! -e out.svg ] || fail "something half-drawn"

stop
figure true "select * from incidents"
"$program" render figure.yaml -q -o out.svg 2>messages.txt
status=$?
[ $status = 69 ] || { cat messages.txt; fail "a server that is down: $status, not 69"; }
[ ! -e out.svg ] || fail "drawn without its data"
echo "ok"
