# SPDX-License-Identifier: GPL-3.0-or-later
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)

option(ALPHASCOPE_PCH "Precompile <torch/torch.h> for the training module" ON)
option(ALPHASCOPE_BENCH "Build the benchmarks" OFF)
option(ALPHASCOPE_FUZZ "Build the fuzzers; needs clang (preset fuzz)" OFF)
set(ALPHASCOPE_SANITIZE "" CACHE STRING "Sanitizers for all targets, e.g. address,undefined")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# -O2: the heavy arithmetic is in libtorch and BLAS; -O3 only costs build time. The two loops of our
# own that matter are raised to -O3 in core/train/CMakeLists.txt.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(ALPHASCOPE_CCACHE ccache)
if(ALPHASCOPE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${ALPHASCOPE_CCACHE})
endif()
find_program(ALPHASCOPE_MOLD mold)
if(ALPHASCOPE_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
if(ALPHASCOPE_SANITIZE)
  # With a sanitizer, GCC 12 takes parts of std::regex for uninitialised.
  add_compile_options(-fsanitize=${ALPHASCOPE_SANITIZE} -fno-omit-frame-pointer
                      $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_link_options(-fsanitize=${ALPHASCOPE_SANITIZE})
endif()

# What every target of ours is compiled with.
add_library(alphascope_warnings INTERFACE)
# Two exceptions: designated initialisers leave fields to their defaults on purpose, and GCC 12's
# -Wrestrict is wrong about "literal" + std::string.
target_compile_options(alphascope_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Werror -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
