# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed, and where. `cmake --install build/release --prefix DIR`, or the package: see
# Package.cmake and README.md.
include(GNUInstallDirs)

set(app_id io.github.alphascope.Alphascope)
set(drawing ${CMAKE_SOURCE_DIR}/resources/icons/alphascope.svg)
set(share ${CMAKE_INSTALL_DATADIR})
set(documents ${share}/doc/alphascope)
set(made ${CMAKE_BINARY_DIR}/installer)

# Our libraries and the module lie in a folder of their own: nobody else links them.
set(ALPHASCOPE_LIBRARY_FOLDER lib/${CMAKE_LIBRARY_ARCHITECTURE}/alphascope CACHE STRING
    "Where the programs' own libraries are installed, below the prefix")

# The version's date stands in one place too, its heading in the change log.
file(STRINGS ${CMAKE_SOURCE_DIR}/CHANGELOG.md heading REGEX "^## \\[${PROJECT_VERSION}\\] - ")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/CHANGELOG.md)
string(REGEX MATCH "[0-9]+-[0-9]+-[0-9]+$" ALPHASCOPE_RELEASE_DATE "${heading}")
if(NOT ALPHASCOPE_RELEASE_DATE)
  message(FATAL_ERROR "CHANGELOG.md has no line \"## [${PROJECT_VERSION}] - YEAR-MONTH-DAY\", which the \
package, AppStream and the man pages take their date from. Add one, or mend the version in CMakeLists.txt.")
endif()

# --- programs and libraries; whatever folder the tree is put in, they find one another
file(RELATIVE_PATH to_libraries /${CMAKE_INSTALL_BINDIR} /${ALPHASCOPE_LIBRARY_FOLDER})
set_target_properties(alphascope alphascope_cli PROPERTIES INSTALL_RPATH "$ORIGIN/${to_libraries}")
set_target_properties(alphascope_base alphascope_training PROPERTIES INSTALL_RPATH "$ORIGIN")
install(TARGETS alphascope alphascope_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS alphascope_base alphascope_training LIBRARY DESTINATION ${ALPHASCOPE_LIBRARY_FOLDER}
        PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

# --- icons, drawn from the one SVG
add_executable(render_icons ${CMAKE_SOURCE_DIR}/installer/render_icons.cpp)
target_link_libraries(render_icons PRIVATE Qt6::Gui Qt6::Svg alphascope_warnings)
set_target_properties(render_icons PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${made})
add_custom_command(OUTPUT ${made}/hicolor/16x16/alphascope.png
  COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen $<TARGET_FILE:render_icons> ${drawing} ${made}/hicolor
  DEPENDS render_icons ${drawing} VERBATIM)
add_custom_target(icons ALL DEPENDS ${made}/hicolor/16x16/alphascope.png)
foreach(size 16 22 24 32 48 64 128 256 512)
  install(FILES ${made}/hicolor/${size}x${size}/alphascope.png RENAME ${app_id}.png
          DESTINATION ${share}/icons/hicolor/${size}x${size}/apps)
endforeach()
install(FILES ${drawing} RENAME ${app_id}.svg DESTINATION ${share}/icons/hicolor/scalable/apps)

# --- pages and lists with the version in them
foreach(page alphascope.1 alphascope-cli.1)
  configure_file(${CMAKE_SOURCE_DIR}/resources/${page} ${made}/${page} @ONLY)
  list(APPEND pages ${made}/${page}.gz)
  add_custom_command(OUTPUT ${made}/${page}.gz COMMAND gzip -9nkf ${made}/${page}
                     DEPENDS ${made}/${page} VERBATIM)
endforeach()
add_custom_command(OUTPUT ${made}/changelog.gz
  COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${made}/changelog
  COMMAND gzip -9nf ${made}/changelog DEPENDS ${CMAKE_SOURCE_DIR}/CHANGELOG.md VERBATIM)
add_custom_target(pages ALL DEPENDS ${pages} ${made}/changelog.gz)
install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/changelog.gz ${CMAKE_SOURCE_DIR}/installer/copyright DESTINATION ${documents})
configure_file(${CMAKE_SOURCE_DIR}/resources/${app_id}.metainfo.xml ${made}/${app_id}.metainfo.xml @ONLY)
install(FILES ${made}/${app_id}.metainfo.xml DESTINATION ${share}/metainfo)

# --- desktop, file types, studies, gallery
install(FILES ${CMAKE_SOURCE_DIR}/resources/${app_id}.desktop DESTINATION ${share}/applications)
install(FILES ${CMAKE_SOURCE_DIR}/resources/${app_id}.mime.xml RENAME ${app_id}.xml
        DESTINATION ${share}/mime/packages)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/resources/studies DESTINATION ${share}/alphascope)
install(FILES ${CMAKE_SOURCE_DIR}/experiments.db DESTINATION ${share}/alphascope)

include(${CMAKE_SOURCE_DIR}/installer/Package.cmake)
