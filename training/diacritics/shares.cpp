// SPDX-License-Identifier: GPL-3.0-or-later
// What the two networks say of each letter, for train.py: lines of text in, for each line a count
// of signs and that many rows of 28 floats out (libtashkeel's shares, then rawi's), little-endian.
// A line's marks are the author's, as they are for the program.
// usage: diacritics_shares MODELS <lines >rows
#include <fstream>
#include <iostream>

#include "mujaz/core.h"
#include "mujaz/text.h"
#include "reading/networks.h"

namespace {

template <class T>
void put(const T* data, std::size_t count) {
  std::cout.write(reinterpret_cast<const char*>(data),
                  static_cast<std::streamsize>(count * sizeof(T)));
}

}  // namespace

int main(int count, char** arguments) {
  using namespace mujaz;
  if (count != 2) return 2;
  const std::filesystem::path models = arguments[1];
  const reading::Libtashkeel libtashkeel(models / "libtashkeel");
  const reading::Rawi rawi(models / "rawi-v3");
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<reading::Letter> text = reading::to_letters(from_utf8(line));
    const std::vector<reading::Shares> first = libtashkeel.shares(text);
    const std::vector<reading::Shares> second = rawi.shares(text);
    const auto size = static_cast<std::uint32_t>(text.size());
    put(&size, 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
      put(first[i].data(), first[i].size());
      put(second[i].data(), second[i].size());
    }
  }
}
