# What `cmake --install` lays under the prefix: the program, the language, the networks with their
# cards, and of the inference runtime only what runs ONNX on the processor.
set_target_properties(mujaz PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/mujaz")
install(TARGETS mujaz RUNTIME DESTINATION bin)
install(DIRECTORY lang models DESTINATION share/mujaz)
install(DIRECTORY web/desk/dist DESTINATION share/mujaz/web/desk OPTIONAL)
install(DIRECTORY web/player/dist DESTINATION share/mujaz/web/player OPTIONAL)
set(runtime ${PROJECT_SOURCE_DIR}/.deps/openvino/openvino/libs)
file(GLOB runtime_libraries ${runtime}/libopenvino.so.* ${runtime}/libopenvino_intel_cpu_plugin.so
     ${runtime}/libopenvino_onnx_frontend.so.* ${runtime}/libopenvino_ir_frontend.so.*
     ${runtime}/libtbb.so.* ${runtime}/libtbbmalloc.so.* ${runtime}/libtbbbind_2_5.so.*
     ${runtime}/libhwloc.so.*)
install(FILES ${runtime_libraries} DESTINATION lib/mujaz)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION share/doc/mujaz)
