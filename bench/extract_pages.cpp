// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies of a folder of pages, for the public benchmark of extraction (its pages are English):
// `{"NAME": {"articleBody": TEXT}}`, a page that is refused with an empty text.
#include <iostream>
#include <nlohmann/json.hpp>

#include "mujaz/intake.h"

int main(int argc, char** argv) {
  using namespace mujaz;
  if (argc != 2) return 2;
  const Extractor extractor(Language(MUJAZ_SOURCE "/lang/ar"), {.any_language = true});
  nlohmann::json out;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    std::string body;
    try {
      body = to_utf8(extractor.extract({read_file(entry.path(), 20u << 20), {}, {}}).text());
    } catch (const Error& error) {
      std::cerr << entry.path().filename().string() << ": " << error.what() << '\n';
    }
    out[entry.path().stem().string()]["articleBody"] = body;
  }
  std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}
