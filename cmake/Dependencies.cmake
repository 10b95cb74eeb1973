# The libraries, all from the distribution but OpenVINO, whose wheel `run setup` unpacks into .deps.
find_package(PkgConfig REQUIRED)
foreach(library libxml-2.0 icu-uc icu-i18n libcurl espeak-ng sndfile opus libopusenc soxr libebur128 kissfft-float
                taglib libsodium)
  string(REGEX REPLACE "[^a-z0-9]" "_" name ${library})
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${library})
endforeach()
find_path(HTSENGINE_INCLUDE HTS_engine.h REQUIRED)
find_library(HTSENGINE_LIBRARY HTSEngine REQUIRED)
find_library(SONIC_LIBRARY sonic REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenVINO 2026.4 REQUIRED COMPONENTS Runtime
             PATHS ${PROJECT_SOURCE_DIR}/.deps/openvino/openvino/cmake NO_DEFAULT_PATH)
