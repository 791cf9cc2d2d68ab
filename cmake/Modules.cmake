# The modules in the order of who may include whom (tests/lint enforces it).
set(MARCH_MODULE_FOLDERS
  base geo spec geodata gazetteer borders incidents style text layout scene render
  output figure batch cli)

# march_add_module(<name> SOURCES <file>... [LIBRARIES <target>...])
#
# One object library for each folder of src/. The whole is put together in
# src/CMakeLists.txt.
function(march_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "" "SOURCES;LIBRARIES")
  add_library(march-${name} OBJECT ${MODULE_SOURCES})
  target_link_libraries(march-${name} PUBLIC march-flags ${MODULE_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY MARCH_MODULES march-${name})
endfunction()

# march_add_unit_test(<module> <name>)
#
# tests/unit/<module>/test-<name>.c becomes the test unit/<module>/<name>.
function(march_add_unit_test module name)
  set(target test-${module}-${name})
  add_executable(${target} test-${name}.c)
  target_link_libraries(${target} PRIVATE marchland-static)
  target_compile_definitions(${target} PRIVATE
    MARCH_TEST_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    MARCH_TEST_BINARY_DIR="${PROJECT_BINARY_DIR}")
  add_test(NAME unit/${module}/${name} COMMAND ${target})
  set_tests_properties(unit/${module}/${name} PROPERTIES
    LABELS unit
    TIMEOUT 120
    ENVIRONMENT "G_DEBUG=fatal-warnings;MARCHLAND_DATA=${PROJECT_BINARY_DIR}/data")
endfunction()

# march_add_fuzz_target(<what>)
#
# tests/fuzz/fuzz-<what>.c: a libFuzzer target with clang and MARCH_FUZZ, and in
# every build a program that replays corpus/<what>/.
function(march_add_fuzz_target what)
  add_executable(fuzz-replay-${what} fuzz-${what}.c replay-main.c)
  target_link_libraries(fuzz-replay-${what} PRIVATE marchland-static)
  add_test(NAME fuzz-replay/${what}
    COMMAND fuzz-replay-${what} ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${what})
  set_tests_properties(fuzz-replay/${what} PROPERTIES
    LABELS fuzz-replay
    TIMEOUT 120
    ENVIRONMENT "MARCHLAND_DATA=${PROJECT_BINARY_DIR}/data")
  if(MARCH_FUZZ)
    add_executable(fuzz-${what} fuzz-${what}.c)
    target_link_libraries(fuzz-${what} PRIVATE marchland-static)
    target_compile_options(fuzz-${what} PRIVATE -fsanitize=fuzzer)
    target_link_options(fuzz-${what} PRIVATE -fsanitize=fuzzer)
  endif()
endfunction()
