# Flags of our own code; foreign headers are SYSTEM through IMPORTED_TARGET.
add_library(march-flags INTERFACE)
target_compile_options(march-flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wcast-qual
  -Wswitch-enum -Wfloat-equal -Wundef -Wshadow -Wstrict-prototypes
  -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wformat=2 -Wvla
  $<$<C_COMPILER_ID:GNU>:-Wlogical-op -Wduplicated-cond -Wduplicated-branches
    -Wjump-misses-init>)
target_compile_definitions(march-flags INTERFACE
  _POSIX_C_SOURCE=200809L
  GLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74
  GLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74)
target_include_directories(march-flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(march-flags INTERFACE PkgConfig::GLIB m)

if(MARCH_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer
                      -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
endif()
if(MARCH_HARDEN)
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong
                      -fstack-clash-protection -fcf-protection)
  add_link_options(-Wl,-z,relro,-z,now -Wl,--as-needed)
endif()
