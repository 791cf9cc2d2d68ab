# The shared library exports what marchland.h declares and exported-symbols.txt lists.
# Usage: cmake -D SOURCE_DIR=... -D LIBRARY=... -D NM=... -P exported-symbols.cmake
cmake_minimum_required(VERSION 3.25)
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/exported-symbols.txt listed)
list(SORT listed)

file(READ ${SOURCE_DIR}/src/marchland.h header)
string(REGEX MATCHALL "MARCH_API [^;(]*\\(" declarations "${header}")
set(declared "")
foreach(declaration IN LISTS declarations)
  if(declaration MATCHES "(march_[a-z0-9_]+)\\($")
    list(APPEND declared ${CMAKE_MATCH_1})
  endif()
endforeach()
list(SORT declared)

execute_process(
  COMMAND ${NM} --dynamic --defined-only --format=posix ${LIBRARY}
  OUTPUT_VARIABLE table
  COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" rows "${table}")
set(exported "")
foreach(row IN LISTS rows)
  string(REGEX REPLACE "[ @].*$" "" symbol "${row}")
  # sanitizers and the linker add names of their own
  if(NOT symbol MATCHES "^_")
    list(APPEND exported ${symbol})
  endif()
endforeach()
list(SORT exported)

if(NOT listed STREQUAL declared)
  message(FATAL_ERROR "exported-symbols.txt and marchland.h differ:\n"
    "  listed: ${listed}\n  declared: ${declared}")
endif()
if(NOT listed STREQUAL exported)
  message(FATAL_ERROR "exported-symbols.txt and the library differ:\n"
    "  listed: ${listed}\n  exported: ${exported}")
endif()
list(LENGTH exported count)
message(STATUS "${count} symbols are exported")
