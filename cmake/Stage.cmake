# mujaz_stage(NAME NEEDS stage... LINK library...): one folder of src/, one static library.
# NEEDS names the stages whose public headers this one may include (tests/edges_test holds it to that).
add_library(mujaz_flags INTERFACE)
target_compile_options(mujaz_flags INTERFACE -Wall -Wextra -Wpedantic -Werror -Wshadow
                                             -Wnon-virtual-dtor)
# GCC 12 sees an overlap in std::string's own operators where there is none (its bug 105651).
target_compile_options(mujaz_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# Clang sees libstdc++'s own stable_sort call what C++17 has deprecated.
target_compile_options(mujaz_flags INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
target_include_directories(mujaz_flags INTERFACE ${PROJECT_SOURCE_DIR}/include
                                                 ${PROJECT_SOURCE_DIR}/src)
if(MUJAZ_SANITIZE)
  target_compile_options(mujaz_flags INTERFACE -fsanitize=${MUJAZ_SANITIZE} -fno-omit-frame-pointer
                                               -fno-sanitize-recover=all)
  target_link_options(mujaz_flags INTERFACE -fsanitize=${MUJAZ_SANITIZE})
endif()
if(MUJAZ_FUZZ)
  target_compile_options(mujaz_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The few standard headers that nearly every file reads, compiled once.
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp "")
add_library(mujaz_precompiled STATIC ${PROJECT_BINARY_DIR}/precompiled.cpp)
target_link_libraries(mujaz_precompiled PRIVATE mujaz_flags)
target_precompile_headers(mujaz_precompiled PRIVATE
  <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set>
  <string> <string_view> <unordered_map> <utility> <variant> <vector>)

function(mujaz_stage name)
  cmake_parse_arguments(STAGE "" "" "NEEDS;LINK;SYSTEM_INCLUDE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(mujaz_${name} STATIC ${sources})
  target_link_libraries(mujaz_${name} PUBLIC mujaz_flags PRIVATE ${STAGE_LINK})
  if(STAGE_SYSTEM_INCLUDE)
    target_include_directories(mujaz_${name} SYSTEM PRIVATE ${STAGE_SYSTEM_INCLUDE})
  endif()
  target_precompile_headers(mujaz_${name} REUSE_FROM mujaz_precompiled)
  foreach(need ${STAGE_NEEDS})
    target_link_libraries(mujaz_${name} PUBLIC mujaz_${need})
  endforeach()
endfunction()
