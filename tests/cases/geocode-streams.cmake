# What geocode does with pipes, full disks and threads.
# Usage: cmake -D PROGRAM=... -D SOURCE_DIR=... -D WORK_DIR=... -P geocode-streams.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${WORK_DIR})
file(MAKE_DIRECTORY ${WORK_DIR})
set(names Batken Isfara Vorukh Leilek Springfield Paris Ворух Xqzwv)
set(rows "id\tquery\treport\n")
foreach(i RANGE 1 160)
  math(EXPR name "(${i} * 7 + ${i} / 5) % 8")
  math(EXPR report "${i} * 13 % 31")
  list(GET names ${name} name)
  string(APPEND rows "${i}\t${name}\tr${report}\n")
endforeach()
file(WRITE ${WORK_DIR}/rows.tsv "${rows}")
string(REGEX REPLACE "\treport" "\tsource" plain "${rows}")
file(WRITE ${WORK_DIR}/plain.tsv "${plain}")

# Runs a line of the shell, in which $p is the program, and compares its status.
function(run status line)
  execute_process(COMMAND env p=${PROGRAM} sh -c "${line}"
    WORKING_DIRECTORY ${WORK_DIR}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(NOT result EQUAL ${status})
    message(FATAL_ERROR "${line}\nended with ${result}, not ${status}:\n${output}${errors}")
  endif()
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

# The same bytes for any number of threads, from a file or a pipe.
foreach(table rows plain)
  foreach(format jsonl geojson text)
    run(0 "$p geocode --input ${table}.tsv --format ${format} --jobs 1 > one")
    run(0 "$p geocode --input ${table}.tsv --format ${format} --jobs 3 > three && cmp one three")
  endforeach()
  run(0 "$p geocode --input ${table}.tsv > one")
  run(0 "cat ${table}.tsv | $p geocode --input - > piped && cmp one piped")
  run(0 "$p geocode --input - < ${table}.tsv > piped && cmp one piped")
endforeach()

# Rows of a report are resolved together wherever they stand.
run(0 "$p geocode --input rows.tsv --format jsonl | sort > apart")
run(0 "(head -n 1 rows.tsv; tail -n +2 rows.tsv | sort -s -k3,3) > sorted.tsv")
run(0 "$p geocode --input sorted.tsv --format jsonl | sort > together && cmp apart together")
if(errors MATCHES "returns to the report")
  message(FATAL_ERROR "a sorted table is said to lie apart")
endif()

# The examples of the manual page and of docs/gazetteer.md.
foreach(name names.tsv places.tsv)
  file(WRITE ${WORK_DIR}/${name} "query\tcountry\nBatken\tKG\nVorukh\tTJ\n")
endforeach()
file(WRITE ${WORK_DIR}/places.csv "query,country\nBatken,KG\n")
foreach(page docs/gazetteer.md docs/man/marchland-geocode.1.scd)
  file(READ ${SOURCE_DIR}/${page} text)
  string(REGEX REPLACE "[][;]" "," text "${text}")
  string(REGEX MATCHALL "\nmarchland geocode [^\n]+" lines "${text}")
  if(NOT lines)
    message(FATAL_ERROR "${page} has no example of geocode")
  endif()
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "\nmarchland " "$p " line "${line}")
    run(0 "${line}")
  endforeach()
endforeach()

# An output that cannot be written is an error, not a crash.
run(74 "$p geocode Paris > /dev/full")
run(74 "$p geocode --input rows.tsv > /dev/full")
run(74 "$p geocode --input rows.tsv >&-")
run(74 "{ $p geocode --input rows.tsv; echo $? > status; } | true; exit $(cat status)")

# The map of candidates: user text stays text, the same bytes twice, no file of nothing.
run(0 "$p geocode Springfield -o map.svg -o map.png > text && grep -q Springfield text")
run(0 "grep -q 'Candidates for “Springfield”' map.svg && grep -q 'Missouri, US' map.svg")
run(0 "mv map.svg first.svg && $p geocode Springfield -o map.svg > text && cmp map.svg first.svg")
run(0 "$p geocode '<b>\"Batken\": {x}</b>' -o map.svg > text && grep -q '&lt;b&gt;' map.svg")
run(65 "$p geocode '' -o nothing.svg")
if(NOT errors MATCHES "no map is drawn" OR EXISTS ${WORK_DIR}/nothing.svg)
  message(FATAL_ERROR "a map of nothing: ${errors}")
endif()
run(64 "$p geocode Batken -o map.gif")

# Nothing but text where there is no terminal.
run(0 "$p geocode Paris Ворух -v > text 2>&1 && ! grep -q '[[:cntrl:]]' text")

# A truncated index is refused.
run(65 "head -c 100000 \"$MARCHLAND_DATA\"/gazetteer.idx > cut.idx && $p geocode --gazetteer cut.idx Paris")
