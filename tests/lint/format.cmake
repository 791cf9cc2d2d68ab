# clang-format of every C file. Prints SKIPPED where the formatter is missing.
# Usage: cmake -D SOURCE_DIR=... -P format.cmake
cmake_minimum_required(VERSION 3.25)
find_program(clang_format NAMES clang-format-14 clang-format)
if(NOT clang_format)
  message(STATUS "SKIPPED: clang-format 14 is not installed")
  return()
endif()
execute_process(COMMAND ${clang_format} --version OUTPUT_VARIABLE version)
if(NOT version MATCHES "version 14\\.")
  message(STATUS "SKIPPED: the format is that of clang-format 14, found ${version}")
  return()
endif()
file(GLOB_RECURSE sources RELATIVE ${SOURCE_DIR}
  ${SOURCE_DIR}/src/*.[ch] ${SOURCE_DIR}/tests/*.[ch])
execute_process(
  COMMAND ${clang_format} --dry-run -Werror --ferror-limit=1 ${sources}
  WORKING_DIRECTORY ${SOURCE_DIR}
  RESULT_VARIABLE result
  ERROR_VARIABLE errors)
if(result)
  message(FATAL_ERROR "run clang-format -i on these files:\n${errors}")
endif()
list(LENGTH sources count)
message(STATUS "${count} sources are formatted")
