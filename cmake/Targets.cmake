# SPDX-License-Identifier: GPL-3.0-or-later
include(GoogleTest)

# alphascope_room(NAME SOURCES ... [ROOMS ...] [LIBS ...])
# A room of alphascope_base: an object library room_NAME that may include the rooms it names.
function(alphascope_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;LIBS" ${ARGN})
  add_library(room_${name} OBJECT ${ARG_SOURCES})
  target_include_directories(room_${name} PUBLIC ${CMAKE_SOURCE_DIR}/core)
  target_link_libraries(room_${name} PUBLIC ${ARG_LIBS} PRIVATE alphascope_warnings)
  foreach(room IN LISTS ARG_ROOMS)
    target_include_directories(room_${name} PRIVATE
      $<TARGET_PROPERTY:room_${room},INTERFACE_INCLUDE_DIRECTORIES>)
  endforeach()
endfunction()

# alphascope_room_tests(NAME SOURCES ... [ROOMS ...] [LIBS ...])
# One GoogleTest program NAME_tests, linked with the named rooms and nothing above them.
function(alphascope_room_tests name)
  cmake_parse_arguments(ARG "" "" "SOURCES;ROOMS;LIBS" ${ARGN})
  add_executable(${name}_tests ${ARG_SOURCES})
  list(TRANSFORM ARG_ROOMS PREPEND room_)
  target_link_libraries(${name}_tests PRIVATE ${ARG_ROOMS} ${ARG_LIBS} alphascope_warnings
                        GTest::gmock GTest::gtest_main)
  # GoogleTest's macros hold an if-else of their own, so "if (x) EXPECT_..." is no dangling else.
  target_compile_options(${name}_tests PRIVATE -Wno-dangling-else)
  target_include_directories(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name}_tests PRIVATE
    ALPHASCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" ALPHASCOPE_FIXTURES="${CMAKE_SOURCE_DIR}/tests/fixtures")
  gtest_discover_tests(${name}_tests PROPERTIES LABELS ${name} TIMEOUT 300 DISCOVERY_TIMEOUT 60)
endfunction()
