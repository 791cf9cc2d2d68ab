# What no file of ours may contain, and what every C file must.
# Usage: cmake -D SOURCE_DIR=... -P text.cmake
cmake_minimum_required(VERSION 3.25)
set(max_lines 700)
# spelt so that this file does not hold them
set(forbidden "(TO" "DO|FIX" "ME|X" "XX|HA" "CK|not impl" "emented|place" "holder)")
string(REPLACE ";" "" forbidden "${forbidden}")
set(forbidden "(^|[^A-Za-z])${forbidden}([^A-Za-z]|$)")
set(machine_path "(^|[^A-Za-z0-9_.-])/(work|farm|tmp/wt|tmp/b|root|home/[a-z]+)/")

set(failures "")
macro(fail text)
  string(APPEND failures "  ${text}\n")
endmacro()

file(GLOB_RECURSE sources RELATIVE ${SOURCE_DIR}
  ${SOURCE_DIR}/src/*.[ch] ${SOURCE_DIR}/tests/*.[ch])
file(GLOB_RECURSE texts RELATIVE ${SOURCE_DIR}
  ${SOURCE_DIR}/src/CMakeLists.txt ${SOURCE_DIR}/tests/CMakeLists.txt
  ${SOURCE_DIR}/tests/*.cmake ${SOURCE_DIR}/tests/*.sh ${SOURCE_DIR}/cmake/*
  ${SOURCE_DIR}/docs/*.md ${SOURCE_DIR}/docs/*.scd
  ${SOURCE_DIR}/examples/*.yaml ${SOURCE_DIR}/examples/*.md ${SOURCE_DIR}/examples/*.csv
  ${SOURCE_DIR}/geodata/*.md ${SOURCE_DIR}/geodata/*.txt ${SOURCE_DIR}/geodata/*.mjs
  ${SOURCE_DIR}/geodata/*.js ${SOURCE_DIR}/geodata/*.sh ${SOURCE_DIR}/geodata/*.py
  ${SOURCE_DIR}/styles/*.md)
file(GLOB top RELATIVE ${SOURCE_DIR}
  ${SOURCE_DIR}/*.md ${SOURCE_DIR}/CMakeLists.txt ${SOURCE_DIR}/demo ${SOURCE_DIR}/check
  ${SOURCE_DIR}/.ci/run)
list(FILTER sources EXCLUDE REGEX "^tests/(fuzz/corpus|golden/out)/")

foreach(file IN LISTS sources)
  file(STRINGS ${SOURCE_DIR}/${file} first LIMIT_COUNT 1)
  if(NOT first STREQUAL "/* SPDX-License-Identifier: MIT */")
    fail("${file}:1: the first line must be the SPDX line")
  endif()
  file(READ ${SOURCE_DIR}/${file} content)
  string(REGEX MATCHALL "\n" newlines "${content}")
  list(LENGTH newlines lines)
  if(lines GREATER max_lines)
    fail("${file}: ${lines} lines, more than ${max_lines}: split it")
  endif()
  if(content MATCHES "\t")
    fail("${file}: holds a tab")
  endif()
  if(file MATCHES "^src/([a-z]+)/(.*)\\.h$")
    string(TOUPPER "MARCH_${CMAKE_MATCH_1}_${CMAKE_MATCH_2}_H" guard)
    string(REPLACE "-" "_" guard ${guard})
    if(NOT content MATCHES "#ifndef ${guard}\n#define ${guard}\n")
      fail("${file}: the include guard is not ${guard}")
    endif()
  endif()
endforeach()

foreach(file IN LISTS sources texts top)
  if(file MATCHES "^tests/lint/text\\.cmake$")
    continue()
  endif()
  file(READ ${SOURCE_DIR}/${file} content)
  if(file MATCHES "^(src|tests|cmake)/" AND content MATCHES "${forbidden}")
    fail("${file}: holds the word '${CMAKE_MATCH_2}'")
  endif()
  if(content MATCHES "${machine_path}")
    fail("${file}: holds a path of one machine: ${CMAKE_MATCH_0}")
  endif()
endforeach()

file(GLOB targets RELATIVE ${SOURCE_DIR}/tests/fuzz ${SOURCE_DIR}/tests/fuzz/fuzz-*.c)
file(READ ${SOURCE_DIR}/docs/TESTING.md testing)
foreach(target IN LISTS targets)
  string(REPLACE ".c" "" target ${target})
  if(NOT testing MATCHES "`${target}`")
    fail("docs/TESTING.md: the table of parsers does not name ${target}")
  endif()
endforeach()

list(LENGTH sources count)
if(count EQUAL 0)
  message(FATAL_ERROR "no source was found in ${SOURCE_DIR}")
endif()
if(failures)
  message(FATAL_ERROR "text rules:\n${failures}")
endif()
message(STATUS "${count} sources keep the rules")
